import type { SecretRule } from "../core/rule.ts";
import type { Unit } from "../core/source.ts";
import type { Span } from "../core/span.ts";
import type { Detector, SecretMatch } from "../core/stages.ts";
import { lineEnd, lineStart, type TextView, viewText } from "../core/text.ts";
import { ASSIGNMENT_FORMS } from "./assignment-forms.ts";

/** Files in which text between backticks is a command to run, not a value. */
const BACKTICK_RUNS = /\.(?:[ck]?sh|bash|zsh|mk|pl|rb|php|sql|ya?ml)$|(?:^|\/)(?:Makefile|Dockerfile)[^\/]*$/;

/** Longest line that is read as one; a longer one is read in pieces around each keyword. */
const LONGEST_LINE = 4096;
const PIECE = 600;

/** Finds values that are assigned to a name holding one of the rule's keywords, in any common syntax; the judge decides. */
export const assignmentDetector: Detector = {
  name: "assignment",
  prepare(rule: SecretRule) {
    const keywords = rule.anchors.map(({ text }) => text.replaceAll(/[^\w\-]/gv, String.raw`\$&`)).join("|");
    const keyword = new RegExp(keywords, "giv");
    const named = new RegExp(keywords, "iv");
    return function* (unit: Unit, region: Span): Iterable<SecretMatch> {
      for (const line of linesWithKeyword(unit.bytes, region, keyword)) {
        for (const match of matchesInLine(viewText(unit.bytes, line), named)) {
          if (match.quote !== "`" || !BACKTICK_RUNS.test(unit.path)) yield match;
        }
      }
    };
  },
};

/** Lines that a region touches and that hold a keyword; of a very long line the pieces around its keywords. */
function* linesWithKeyword(bytes: Uint8Array, region: Span, keyword: RegExp): Iterable<Span> {
  // Bounded look-ups: on a line of megabytes each keyword may cost only its own surroundings.
  const floor = Math.max(0, region.start - LONGEST_LINE);
  const ceiling = Math.min(bytes.length, region.end + LONGEST_LINE);
  const within = bytes.subarray(0, ceiling);
  let start = floor + lineStart(bytes.subarray(floor), region.start - floor);
  while (start < region.end) {
    const end = lineEnd(within, start);
    if (end - start > LONGEST_LINE) {
      yield* pieces(bytes, { start: Math.max(start, region.start), end: Math.min(end, region.end) }, keyword);
    } else {
      keyword.lastIndex = 0;
      if (keyword.test(viewText(bytes, { start, end }).text)) yield { start, end };
    }
    start = end + (bytes[end] === 0x0d ? 2 : 1);
  }
}

function* pieces(bytes: Uint8Array, span: Span, keyword: RegExp): Iterable<Span> {
  const view = viewText(bytes, span);
  let last = -1;
  for (const found of view.text.matchAll(keyword)) {
    const at = view.byteAt(found.index);
    if (at < last) continue;
    last = at + PIECE / 2;
    yield { start: Math.max(0, at - PIECE / 4), end: Math.min(bytes.length, at + PIECE) };
  }
}

/** Functions that take the value itself: `setPassword`, `config.withToken`, `password`, `.api_key`. */
const STORES =
  /(?:^|[.:>\-])(?:(?:set|with|use|put|add|new|default)_?(?:[A-Z_a-z]\w{0,30})?|(?:api|access|auth|client|user|db|basic|bearer)?_?(?:pass(?:word|wd|phrase)?|pwd|secret|token|key|credentials?)(?:_?(?:key|token|value))?)$/i;

type QuotedMatch = SecretMatch & { readonly quote: string };

/** Calls that take a secret's name, or a text about it, and give something else. */
const LOOKUP =
  /(?:^|[^A-Za-z])(?:(?:get|compile|regex|pattern|env|read|load|fetch|look|find|require|param|config|prompt|input|ask|decrypt|translate|label|message|error|format|s?n?printf?|fprint|errorf?|log|to|join|concat|trim|contains|equals|match|replace|split|select|query|element|route|url|path|describe)\w{0,30}|test|it|t|i18n)$/i;

function* matchesInLine(view: TextView, named: RegExp): Iterable<QuotedMatch> {
  const taken: [number, number][] = [];
  for (const { pattern, quoted, call } of ASSIGNMENT_FORMS) {
    for (const found of namedMatches(view.text, pattern, named)) {
      if (call && !STORES.test(found.groups?.["name"] ?? "")) continue;
      const [from, to] = found.indices?.groups?.["secret"] ?? [0, 0];
      if (taken.some(([start, end]) => from < end && start < to)) continue;
      taken.push([from, to]);
      const start = view.byteAt(found.index);
      const secret = { start: view.byteAt(from), end: view.byteAt(to) };
      yield {
        span: { start, end: view.byteAt(found.index + found[0].length) },
        secret,
        value: view.text.slice(from, to),
        name: found.groups?.["name"] ?? "",
        quoted,
        quote: found.groups?.["quote"] ?? "",
      };
    }
  }
}

/** Matches under a telling name. One under another name may have one inside: `body: '{"token": "…"}'`. */
function* namedMatches(text: string, pattern: RegExp, named: RegExp): Iterable<RegExpExecArray> {
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    const { name = "", wrapper = "" } = found.groups ?? {};
    if (named.test(name) && !LOOKUP.test(wrapper)) yield found;
    else pattern.lastIndex = (found.indices?.groups?.["name"]?.[1] ?? found.index) + 1;
  }
}
