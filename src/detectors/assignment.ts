import { isCode } from "../core/code-path.ts";
import type { SecretRule } from "../core/rule.ts";
import { layoutPath } from "../core/source.ts";
import type { Span } from "../core/span.ts";
import type { Detector, RunRule, SecretMatch } from "../core/stages.ts";
import { type TextView, viewText } from "../core/text.ts";
import { ALL_FORMS, ASSIGNMENT_FORMS, FORM } from "./assignment-forms.ts";
import { hasPlainLetters } from "./letter-pattern.ts";
import { type InLine, LineMemory } from "./line-memory.ts";
import { isMark, isNameInCode } from "./no-value.ts";
import { isNamedAfterItsUser } from "./own-name.ts";
import { PossibleForms } from "./possible-forms.ts";
import { returnedLiterals } from "./returned-literals.ts";
import { standsForValue } from "./stands-for-value.ts";
import { storesItsValue } from "./stores-value.ts";
import { createStructureSearch } from "./structure/search-structure.ts";

/** Files in which text between backticks is a command to run, not a value. */
const BACKTICK_RUNS = /\.(?:[ck]?sh|bash|zsh|mk|pl|rb|php|sql|ya?ml)$|(?:^|\/)(?:Makefile|Dockerfile)[^\/]*$/;

/** Longest line that is read as one; a longer one is read in pieces around each keyword. */
const LONGEST_LINE = 4096;
/** Bytes of a piece before its keyword and from there on: more than any form has. */
const PIECE_BEFORE = 300;
const PIECE_AFTER = 1000;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
/** Bytes that the longest keyword has at most. */
const LONGEST_KEYWORD = 64;

/** Finds values that are assigned to a name holding one of the rule's keywords, in any common syntax; the judge decides. */
export const assignmentDetector: Detector = {
  name: "assignment",
  prepare: (rule) => prepare(rule, () => undefined),
};

/** The same for whoever meets the same lines over and over: it keeps what was found in them. */
export const rememberingAssignmentDetector: Detector = {
  name: "assignment",
  prepare(rule) {
    // Which forms are possible is another question in code.
    const inCode = new LineMemory<QuotedMatch>();
    const elsewhere = new LineMemory<QuotedMatch>();
    return prepare(rule, (isInCode) => (isInCode ? inCode : elsewhere));
  },
};

function prepare(rule: SecretRule, memoryOf: (inCode: boolean) => LineMemory<QuotedMatch> | undefined): RunRule {
  const keywords = rule.anchors.map(({ text }) => inEitherCase(text)).join("|");
  const keyword = new RegExp(keywords, "gv");
  const named = new RegExp(keywords, "v");
  const structure = createStructureSearch(keywords, (line) => matchesInLine(line, named, ALL_FORMS));
  const forms = new PossibleForms(rule.anchors.map(({ text }) => text.toLowerCase()));
  return function* (unit, starts, report) {
    const inCode = isCode(layoutPath(unit));
    const memory = memoryOf(inCode);
    const known = new Set<string>();
    for (const match of structure(unit, stretches(unit.bytes, starts, keyword), report)) {
      if (isMark(match.value) || isNamedAfterItsUser(unit, match) || standsForValue(unit, match)) continue;
      known.add(placeOf(match));
      yield match;
    }
    for (const { span, keyword: at } of stretches(unit.bytes, starts, keyword)) {
      const find = (): InLine<QuotedMatch> => {
        const possible = forms.in(unit.bytes, span.start, span.end, inCode);
        const found = possible === 0 ? [] : [...matchesIn(unit.bytes, span, named, possible)];
        // What a function gives back may stand on another line.
        return { found, isOfLine: (possible & FORM.returned) === 0 };
      };
      const found = at === undefined && memory !== undefined ? memory.in(unit.bytes, span, find) : find().found;
      for (const match of found) {
        // Of a piece counts what its own keyword belongs to: the rest may be cut.
        if (at !== undefined && (match.span.start > at || match.secret.start <= at)) continue;
        if (known.has(placeOf(match))) continue;
        if (isMark(match.value) || isNameInCode(unit, match.value, match.quoted)) continue;
        if (isNamedAfterItsUser(unit, match) || standsForValue(unit, match)) continue;
        if (match.quote !== "`" || !BACKTICK_RUNS.test(layoutPath(unit))) yield match;
      }
    }
  };
}

/** A pattern of a keyword whose ASCII letters may be of either case, as matchers look for it. */
const inEitherCase = (text: string): string =>
  text.replaceAll(/[!-~]/g, (one) =>
    /[a-z]/i.test(one) ? `[${one.toLowerCase()}${one.toUpperCase()}]` : /\w/.test(one) ? one : `\\${one}`,
  );

const placeOf = ({ secret: { start, end } }: SecretMatch): string => `${start}-${end}`;

/** A stretch to look through: a line, or of a very long line what stands around one keyword. */
interface Stretch {
  readonly span: Span;
  readonly keyword?: number;
}

/** Lines in which a keyword begins in one of the spans, each once; of a very long line the pieces around its keywords. */
function* stretches(bytes: Uint8Array, starts: readonly Span[], keyword: RegExp): Iterable<Stretch> {
  let done = 0;
  for (const span of starts) {
    for (const at of keywordsIn(bytes, span, keyword)) {
      if (at < done) continue;
      const line = lineAt(bytes, at);
      if (line === undefined) {
        const piece = { start: Math.max(0, at - PIECE_BEFORE), end: Math.min(bytes.length, at + PIECE_AFTER) };
        yield { span: piece, keyword: at };
      } else {
        yield { span: line };
        done = line.end;
      }
    }
  }
}

function* keywordsIn(bytes: Uint8Array, { start, end }: Span, keyword: RegExp): Iterable<number> {
  if (end - start === 1) {
    yield start;
    return;
  }
  const view = viewText(bytes, { start, end: end + LONGEST_KEYWORD });
  keyword.lastIndex = view.indexAt(start);
  for (let found = keyword.exec(view.text); found !== null; found = keyword.exec(view.text)) {
    const at = view.byteAt(found.index);
    if (at >= end) return;
    yield at;
    keyword.lastIndex = found.index + 1;
  }
}

/** The line that a byte lies in; undefined where it is too long to be read as one. */
function lineAt(bytes: Uint8Array, at: number): Span | undefined {
  // Bounded: on a line of megabytes each keyword may cost only its own surroundings.
  const floor = Math.max(0, at - LONGEST_LINE);
  let start = at;
  while (start > floor && bytes[start - 1] !== LINE_FEED) start--;
  const limit = Math.min(bytes.length, start + LONGEST_LINE + 1);
  let end = at;
  while (end < limit && bytes[end] !== LINE_FEED) end++;
  if (end > at && bytes[end - 1] === CARRIAGE_RETURN) end--;
  const isCut = (start === floor && floor > 0) || (end === limit && limit < bytes.length);
  return isCut ? undefined : { start, end };
}

function* matchesIn(bytes: Uint8Array, span: Span, named: RegExp, possible: number): Iterable<QuotedMatch> {
  const taken = new Set<string>();
  if (possible !== FORM.returned) {
    for (const match of matchesInLine(viewText(bytes, span), named, possible)) {
      taken.add(placeOf(match));
      yield match;
    }
  }
  if ((possible & FORM.returned) === 0) return;
  for (const match of returnedLiterals(bytes, span, named)) if (!taken.has(placeOf(match))) yield match;
}

type QuotedMatch = SecretMatch & { readonly quote: string };

/** Calls that take a secret's name, or a text about it, and give something else. */
const LOOKUP =
  /(?:^|[^A-Za-z])(?:(?:get|compile|regex|pattern|env|read|load|fetch|look|find|require|param|config|prompt|input|ask|decrypt|encode|decode|charset|translate|label|message|error|format|s?n?printf?|fprint|errorf?|log|to|join|concat|trim|contains|equals|match|replace|split|select|query|element|route|url|path|describe)\w{0,30}|test|it|t|i18n)$/i;

function* matchesInLine(view: TextView, named: RegExp, possible: number): Iterable<QuotedMatch> {
  const taken: [number, number][] = [];
  const hasQuote = /["'\x60]/.test(view.text);
  const isPlain = hasPlainLetters(view);
  for (const form of ASSIGNMENT_FORMS) {
    const { bit, quoted, needs } = form;
    if ((possible & bit) === 0 || (quoted && !hasQuote) || needs.some((part) => !view.text.includes(part))) continue;
    for (const found of namedMatches(view.text, form.patternFor(isPlain), named)) {
      if (bit === FORM.pair && isAmongNames(view.text, found)) continue;
      if (bit === FORM.call && !storesItsValue(found.groups?.["name"] ?? "")) continue;
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

/**
 * Whether a name and a word after it stand in a row of such: `["user", "password", "scheme", "path"]`. Between backticks, what prose
 * names stands so as well.
 */
function isAmongNames(text: string, { index, groups, 0: { length } }: RegExpExecArray): boolean {
  const before = text.slice(Math.max(0, index - 12), index);
  if (before.endsWith("`") && !/[\(\[\{]\s{0,3}`$|[^`\s],\s{0,8}`$/.test(before)) return true;
  if (!/^[a-z_]+$/i.test(groups?.["secret"] ?? "")) return false;
  return (
    /["'\x60],\s{0,8}["'\x60]$/.test(before) &&
    /^,\s{0,8}["'\x60]/.test(text.slice(index + length, index + length + 10))
  );
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
