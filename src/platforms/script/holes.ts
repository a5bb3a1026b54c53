import { partitionPoint } from "../../core/partition-point.ts";
import type { ScriptUse, TextRange } from "./script.ts";

/** The text with its holes filled by dots: no part of any name, without a meaning to shells, offset for offset. */
export function blankHoles(text: string, holes: readonly TextRange[]): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of holes) {
    parts.push(text.slice(from, start), ".".repeat(end - start));
    from = end;
  }
  return parts.join("") + text.slice(from);
}

/** The holes that lie in a range, as values from outside. Holes are in the order of the text. */
export function holesWithin(holes: readonly TextRange[], start: number, end: number): ScriptUse[] {
  const first = partitionPoint(holes.length, (index) => (holes[index]?.start ?? end) < start);
  const found: ScriptUse[] = [];
  for (let index = first; index < holes.length; index++) {
    const hole = holes[index];
    if (hole === undefined || hole.end > end) break;
    found.push({ origin: "hole", name: String(index), start: hole.start, end: hole.end, path: [], altered: false });
  }
  return found;
}

/** Stations that a way through a script's variables may have; the last ones are kept. */
const MAX_STATIONS = 16;

/** A value that a variable of the script holds, where that variable is read. */
export function readAgain(use: ScriptUse, start: number, end: number): ScriptUse {
  return { ...use, start, end, path: [...use.path, { start: use.start, end: use.end }].slice(-MAX_STATIONS) };
}
