import { once } from "../core/once.ts";
import type { CompanionPattern, SecretRule } from "../core/rule.ts";
import type { Unit } from "../core/source.ts";
import { mergeSpans, type Span } from "../core/span.ts";
import type { Detector, SecretMatch } from "../core/stages.ts";
import { lineEnd, lineStart, type TextView, viewText } from "../core/text.ts";
import { assignedName } from "./assigned-name.ts";
import { prepareNarrow } from "./narrow.ts";
import { isNameInCode } from "./no-value.ts";

/** Bytes on both sides of a match that its pattern's look-around and the name in front of it can see. */
const MARGIN = 256;

/** Words in a name that say that everybody may see the value. */
const PUBLIC = /publi(?:c|shable)|csrf|xsrf/i;
/** What begins so goes on with the name, as titles in addresses do: `acme-access-token-and-more`. */
const GOES_ON = /^(?:key|token|secret|access|api|auth|private|password)[_\-]/i;

/** Runs a rule's pattern where matches can begin; the named group `secret` is the value. */
export const regexDetector: Detector = {
  name: "regex",
  prepare(rule: SecretRule) {
    // To compile a pattern takes longer than to search a small file.
    const everywhere = once(() => new RegExp(rule.pattern, `${rule.flags}dg`));
    const narrow = prepareNarrow(rule);
    const narrowed = narrow?.atBegin === true ? once(() => new RegExp(rule.pattern, `${rule.flags}dy`)) : everywhere;
    const companion = rule.requires === undefined ? undefined : prepareCompanion(rule.requires);
    return function* (unit: Unit, starts: readonly Span[]): Iterable<SecretMatch> {
      const spans = narrow?.spans(unit, starts);
      for (const span of spans ?? starts) {
        const view = viewText(unit.bytes, { start: span.start - MARGIN, end: span.end + rule.reach + MARGIN });
        const pattern = spans === undefined ? everywhere() : narrowed();
        for (const found of matchesFrom(view, pattern, span)) {
          const match = toMatch(view, found);
          if (rule.named && isNoValue(unit, rule, match)) continue;
          if (rule.loose === true && (PUBLIC.test(match.name ?? "") || GOES_ON.test(match.value))) continue;
          if (companion === undefined || companion(unit, match.span)) yield match;
        }
      }
    };
  },
};

/**
 * All matches that begin in a span, one for each begin, overlapping ones included: so it does not matter where one starts to
 * look.
 */
function* matchesFrom(view: TextView, pattern: RegExp, { start, end }: Span): Iterable<RegExpExecArray> {
  pattern.lastIndex = view.indexAt(start);
  for (let found = pattern.exec(view.text); found !== null; found = pattern.exec(view.text)) {
    if (view.byteAt(found.index) >= end) return;
    yield found;
    pattern.lastIndex = found.index + 1;
  }
}

function isNoValue(unit: Unit, rule: SecretRule, { value, quoted }: SecretMatch): boolean {
  return rule.digit ? !/^[\w.+\/~\-]*?\d/v.test(value) : isNameInCode(unit, value, quoted);
}

function toMatch(view: TextView, found: RegExpExecArray): SecretMatch {
  const [from, to] = found.indices?.groups?.["secret"] ?? found.indices?.[0] ?? [found.index, found.index];
  const start = view.byteAt(found.index);
  const secret = { start: view.byteAt(from), end: view.byteAt(to) };
  const name = found.groups?.["name"] ?? assignedName(view.text.slice(Math.max(0, from - 200), from));
  return {
    span: { start, end: view.byteAt(found.index + found[0].length) },
    secret,
    value: view.text.slice(from, to),
    quoted: /["'`]/.test(view.text[from - 1] ?? ""),
    ...(name === undefined ? {} : { name }),
  };
}

/** Looks for a companion in the lines around a match, the match itself left out. */
function prepareCompanion({ pattern, flags, withinLines }: CompanionPattern): (unit: Unit, span: Span) => boolean {
  const regexp = new RegExp(pattern, flags);
  return (unit, span) => {
    const before = { start: linesBack(unit.bytes, span.start, withinLines), end: span.start };
    const after = { start: span.end, end: linesOn(unit.bytes, span.end, withinLines) };
    return mergeSpans([before, after]).some((side) => regexp.test(viewText(unit.bytes, side).text));
  };
}

/** Bytes that a companion may lie away at most, so that one endless line stays cheap. */
const COMPANION_REACH = 4096;

function linesBack(bytes: Uint8Array, offset: number, lines: number): number {
  let start = lineStart(bytes, offset);
  for (let line = 0; line < lines && start > 0; line++) start = lineStart(bytes, start - 1);
  return Math.max(start, offset - COMPANION_REACH);
}

function linesOn(bytes: Uint8Array, offset: number, lines: number): number {
  let end = lineEnd(bytes, offset);
  for (let line = 0; line < lines && end < bytes.length; line++) end = lineEnd(bytes, end + 2);
  return Math.min(end, offset + COMPANION_REACH);
}
