import type { CompanionPattern, SecretRule } from "../core/rule.ts";
import type { Unit } from "../core/source.ts";
import { mergeSpans, type Span } from "../core/span.ts";
import type { Detector, SecretMatch } from "../core/stages.ts";
import { lineEnd, lineStart, type TextView, viewText } from "../core/text.ts";
import { assignedName } from "./assigned-name.ts";

/** Runs a rule's pattern over a region; the named group `secret` is the value. */
export const regexDetector: Detector = {
  name: "regex",
  prepare(rule: SecretRule) {
    const pattern = new RegExp(rule.pattern, `${rule.flags}dg`);
    const companion = rule.requires === undefined ? undefined : prepareCompanion(rule.requires);
    return function* (unit: Unit, region: Span): Iterable<SecretMatch> {
      const view = viewText(unit.bytes, region);
      for (const found of view.text.matchAll(pattern)) {
        const match = toMatch(view, found);
        if (companion === undefined || companion(unit, match.span)) yield match;
      }
    };
  },
};

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
