import type { Span } from "../core/span.ts";
import type { SecretMatch } from "../core/stages.ts";
import { lineEnd, viewText } from "../core/text.ts";
import { NAME, QUOTED, START, STRING_PREFIX } from "./assignment-forms.ts";
import { hasPlainLetters, letterPattern } from "./letter-pattern.ts";

/** Lines below the one with the name on which its value may stand: a comment, `return` and what closes the body. */
const LINES = 3;
/** Bytes that are looked at from the line's start on, at most. */
const REACH = 600;

const PARAMETERS = String.raw`\([^\(\)"'\x60\r\n]{0,80}\)`;
/** What a function is said to give, up to what opens its body: `: String {`, `-> &'static str {`, `string {`. */
const KIND = String.raw`(?:\s?->\s?&'static str\s?|[^"'\x60\r\n;=\(\)\{\}]{0,60}?)`;
const SAID = String.raw`(?:(?:"""[^"]{0,200}"""|\/\/[^\r\n]{0,100}|#[^\r\n]{0,100})\s{1,60})?`;
const CONVERTED = String.raw`(?:\.(?:to_string|to_owned|into|toString|encode|getBytes|toCharArray)\([^\(\)]{0,12}\))?`;
const END = String.raw`\s{0,3}\)?;?\s{0,60}`;

/** `getKey() { return "…" }`, `key() = "…"`, `key: String { "…" }`, `key = () => "…"`, `def key: return "…"`, `def key "…" end`. */
const BODY = letterPattern(
  String.raw`${START}${NAME}(?:\s?=\s?(?:async\s)?${PARAMETERS}${KIND}(?<arrow>=>)|\s?${PARAMETERS}${KIND}\s{0,24}(?<opener>\{|=>?|:)|\s?:\s?[A-Za-z][\w<>?.]{0,30}\s{1,3}(?<property>\{|get\s?\(\)\s?=)|\s{1,3}\{(?=\s{0,3}get\s?(?:\{|=>))|(?<=def\s(?:self\.)?[\p{L}\d_]{1,79})(?=\s))\s{0,60}${SAID}(?:get\s?(?:\(\)\s?)?(?:\{|=>?)\s{0,40})?(?<returns>\{?\s{0,60}return\s{0,3}\(?)?${STRING_PREFIX}${QUOTED}${CONVERTED}${END}(?<closer>\}|end(?![\p{L}\d])|$)?`,
  "dgv",
);

/** Words before a name with which it is called or asked for, and not defined. */
const USED =
  /(?:^|[^\p{L}\d_$])(?:if|elif|else|while|until|unless|for|switch|match|when|case|catch|return|await|and|or|not|new|in|throw|assert)[\s!\(]{0,4}$/v;

/** Values that a function or property gives back whose name, on the line of a span, is a secret's. */
export function* returnedLiterals(
  bytes: Uint8Array,
  line: Span,
  named: RegExp,
): Iterable<SecretMatch & { readonly quote: string; readonly quoted: boolean }> {
  let end = line.end;
  for (let count = 0; count < LINES && end < bytes.length; count++) end = lineEnd(bytes, end + 2);
  const view = viewText(bytes, { start: line.start, end: Math.min(end, line.start + REACH) });
  const length = view.indexAt(line.end);
  const pattern = BODY(hasPlainLetters(view));
  pattern.lastIndex = 0;
  for (let found = pattern.exec(view.text); found !== null; found = pattern.exec(view.text)) {
    const { name = "", secret = "", quote = "", arrow, opener, property, returns, closer } = found.groups ?? {};
    if (found.index >= length) return;
    const isWhole = returns !== undefined || arrow !== undefined || /^=|=$/.test(opener ?? property ?? "");
    const isGiven = isWhole || (opener !== ":" && closer !== undefined && closer !== "");
    const isDefinition = !USED.test(view.text.slice(0, found.index));
    const [from, to] = found.indices?.groups?.["secret"] ?? [0, 0];
    if (isGiven && isDefinition && named.test(name)) {
      yield {
        span: { start: view.byteAt(found.index), end: view.byteAt(to + quote.length) },
        secret: { start: view.byteAt(from), end: view.byteAt(to) },
        value: secret,
        name,
        quoted: true,
        quote,
      };
    }
    pattern.lastIndex = found.index + name.length + 1;
  }
}
