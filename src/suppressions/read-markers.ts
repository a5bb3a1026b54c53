import type { ForeignMarker } from "../core/acceptance.ts";
import { MARKER_WORD } from "../core/anchor.ts";
import type { Unit } from "../core/source.ts";
import type { Span } from "../core/span.ts";
import { decode, lineEnd, lineStart, viewText } from "../core/text.ts";
import { commentLength, commentPosition, isAloneAfter } from "./comment-syntax.ts";
import { FOREIGN_SYNTAX, type ForeignSyntax } from "./foreign-markers.ts";
import type { RawMarker } from "./marker.ts";

const WORD = MARKER_WORD;
/** A line with more than this around the word is data, and its comments are nobody's. */
const LONGEST_SIDE = 2_000;
const RULES = /^\s+([\w*-]+\/[\w*-]+(?:\s*,\s*[\w*-]+\/[\w*-]+)*)(?=\s|,|$)/;

/**
 * The comments in a unit that mean to hide findings, in order: ours, which are not looked for where it is known that there are
 * none, and those of other tools that are to be honoured.
 */
export function readMarkers(
  unit: Pick<Unit, "bytes" | "owned" | "path">,
  honour: readonly ForeignMarker[],
  mayHaveOwn = true,
): readonly RawMarker[] {
  const own = (mayHaveOwn ? placesOf(unit, WORD) : []).flatMap((at) => readOwn(unit, at) ?? []);
  const foreign = FOREIGN_SYNTAX.filter(({ tool }) => honour.includes(tool)).flatMap((syntax) =>
    placesOf(unit, syntax.literal).flatMap((at) => readForeign(unit, at, syntax) ?? []),
  );
  return foreign.length === 0 ? own : [...own, ...foreign].sort((a, b) => a.span.start - b.span.start);
}

/** Where a word stands in what the unit owns. */
function placesOf({ bytes, owned }: Pick<Unit, "bytes" | "owned">, word: string): number[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const places: number[] = [];
  for (let at = buffer.indexOf(word, owned.start); at !== -1 && at < owned.end; at = buffer.indexOf(word, at + 1)) {
    places.push(at);
  }
  return places;
}

/** The line around a place, in two parts; undefined where it is too long to be written by somebody. */
function lineAround(bytes: Uint8Array, at: number): { readonly before: string; readonly line: Span } | undefined {
  const floor = Math.max(0, at - LONGEST_SIDE);
  const start = floor + lineStart(bytes.subarray(floor), at - floor);
  const ceiling = Math.min(bytes.length, at + LONGEST_SIDE);
  const end = lineEnd(bytes.subarray(0, ceiling), at);
  if ((start === floor && floor > 0) || (end === ceiling && ceiling < bytes.length)) return undefined;
  return { before: decode(bytes, { start, end: at }), line: { start, end } };
}

function readOwn({ bytes, path }: Pick<Unit, "bytes" | "path">, at: number): RawMarker | undefined {
  const around = lineAround(bytes, at);
  if (around === undefined) return undefined;
  const { before, line } = around;
  const from = at + WORD.length;
  const view = viewText(bytes, { start: from, end: line.end });
  if (/^[\w-]/.test(view.text)) return undefined;
  const { length, closed } = commentLength(before, view.text);
  const text = view.text.slice(0, length);
  const rules = RULES.exec(text)?.[1];
  const position = commentPosition(before, path);
  // Behind other words of a comment only what is written in full is meant, so that a text about the marker is none.
  if (position === "none" || (position === "behind" && rules === undefined)) return undefined;

  const spanOf = (start: number, end: number): Span => ({ start: view.byteAt(start), end: view.byteAt(end) });
  const named = rules?.split(",").map((rule) => rule.trim()) ?? /^\s+([^\s,-][^\s,]*)/.exec(text)?.slice(1, 2) ?? [];
  const until = /(?:^|\s)until=(\S*)/.exec(text);
  const reason = reasonIn(text, until);
  return {
    span: { start: at, end: view.byteAt(length) },
    tool: "sealint",
    rules: named,
    reason: spanOf(reason.start, reason.end),
    ...(until === null ? {} : { until: until[1] ?? "" }),
    alone: !closed && isAloneAfter(before),
  };
}

/** What stands behind the two dashes, the end date left out, which may come first or last. */
function reasonIn(text: string, until: RegExpExecArray | null): Span {
  const dashes = /(?:^|\s)--(?=\s|$)/.exec(text);
  if (dashes === null) return { start: 0, end: 0 };
  const untilAt = until === null ? text.length : until.index;
  const afterDashes = dashes.index + dashes[0].length;
  const first = text.slice(afterDashes, Math.max(afterDashes, untilAt)).trim();
  const start = first === "" && until !== null ? Math.max(afterDashes, untilAt + until[0].length) : afterDashes;
  const end = first === "" ? text.length : Math.max(afterDashes, untilAt);
  const body = text.slice(start, end);
  const from = start + (body.length - body.trimStart().length);
  return { start: Math.min(from, end), end: Math.max(from, start + body.trimEnd().length) };
}

function readForeign({ bytes }: Pick<Unit, "bytes">, at: number, syntax: ForeignSyntax): RawMarker | undefined {
  const around = lineAround(bytes, at);
  if (around === undefined) return undefined;
  const match = syntax.pattern.exec(decode(bytes, { start: at, end: around.line.end }));
  if (match === null || /["'`\\]$/.test(around.before)) return undefined;
  const end = at + match[0].length;
  return {
    span: { start: at, end },
    tool: syntax.tool,
    rules: [],
    reason: { start: end, end },
    alone: syntax.nextLine,
  };
}
