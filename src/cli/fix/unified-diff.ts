import { diffLines } from "../../git/diff/line-diff.ts";

/** Lines around a change. */
const CONTEXT = 3;

interface Change {
  readonly oldStart: number;
  readonly oldCount: number;
  readonly newStart: number;
  readonly newCount: number;
}

/** What became of a file, as `diff -u` and git write it; `before` is undefined for a new one. */
export function unifiedDiff(path: string, before: Uint8Array | undefined, after: Uint8Array): string {
  const [old, now] = [Buffer.from(before ?? []), Buffer.from(after)];
  const [oldLines, newLines] = [linesOf(old), linesOf(now)];
  const whole = [{ oldStart: 0, oldCount: oldLines.length, newStart: 0, newCount: newLines.length }];
  const hunks = grouped(diffLines(old, now) ?? whole);
  const head = [`--- ${before === undefined ? "/dev/null" : `a/${path}`}`, `+++ b/${path}`];
  return [...head, ...hunks.flatMap((hunk) => hunkLines(hunk, oldLines, newLines))].map((line) => `${line}\n`).join("");
}

const NO_END = "\\ No newline at end of file";

function linesOf(bytes: Buffer): string[] {
  if (bytes.length === 0) return [];
  const text = bytes.toString("utf8");
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  else lines.push(`${lines.pop() ?? ""}\n${NO_END}`);
  return lines;
}

/** Changes whose surroundings touch stand in one hunk. */
function grouped(changes: readonly Change[]): Change[][] {
  const groups: Change[][] = [];
  for (const change of changes) {
    const last = groups.at(-1)?.at(-1);
    if (last !== undefined && change.oldStart - (last.oldStart + last.oldCount) <= 2 * CONTEXT)
      groups.at(-1)?.push(change);
    else groups.push([change]);
  }
  return groups;
}

function hunkLines(changes: readonly Change[], old: readonly string[], now: readonly string[]): string[] {
  const [first, last] = [changes[0] as Change, changes.at(-1) as Change];
  const from = Math.max(0, first.oldStart - CONTEXT);
  const to = Math.min(old.length, last.oldStart + last.oldCount + CONTEXT);
  const lines: string[] = [];
  let at = from;
  for (const { oldStart, oldCount, newStart, newCount } of changes) {
    lines.push(...old.slice(at, oldStart).map((line) => ` ${line}`));
    lines.push(...old.slice(oldStart, oldStart + oldCount).map((line) => `-${line}`));
    lines.push(...now.slice(newStart, newStart + newCount).map((line) => `+${line}`));
    at = oldStart + oldCount;
  }
  lines.push(...old.slice(at, to).map((line) => ` ${line}`));
  const oldLength = to - from;
  const newFrom = first.newStart - (first.oldStart - from);
  const added = changes.reduce((sum, { newCount, oldCount }) => sum + newCount - oldCount, 0);
  return [`@@ -${rangeOf(from, oldLength)} +${rangeOf(newFrom, oldLength + added)} @@`, ...lines];
}

/** A range of no lines is named by the line in front of it. */
const rangeOf = (start: number, length: number): string =>
  length === 1 ? String(start + 1) : `${length === 0 ? start : start + 1},${length}`;
