import type { Preview } from "../core/finding.ts";
import { printable } from "./printable.ts";
import { columnsOf, endWithin } from "./width.ts";

/** A preview as a terminal can show it: the line in three parts, and where its mark stands. */
export interface Excerpt {
  readonly before: string;
  readonly marked: string;
  readonly after: string;
  /** Columns in front of the mark. */
  readonly indent: number;
  /** Columns under the mark, at least one. */
  readonly width: number;
}

const TAB = "    ";

/** Tabs are shown as four spaces wherever they stand, so that the mark below needs no tab stops. */
const shown = (text: string): string => text.split("\t").map(printable).join(TAB);

/** Indentation tells nothing in a single line, and takes the room of what does. */
function trimmed({ text, mark }: Preview): Preview {
  const blank = Math.min(/^[\t ]*/.exec(text)?.[0].length ?? 0, mark.start);
  return { text: text.slice(blank).trimEnd(), mark: { start: mark.start - blank, length: mark.length } };
}

/** Splits a preview at its mark, with tabs and control characters made visible. */
export function excerptOf(preview: Preview): Excerpt {
  const { text, mark } = trimmed(preview);
  const before = shown(text.slice(0, mark.start));
  const marked = shown(text.slice(mark.start, mark.start + mark.length));
  const after = shown(text.slice(mark.start + mark.length));
  return { before, marked, after, indent: columnsOf(before), width: Math.max(1, columnsOf(marked)) };
}

const CUT = "…";

/** The same in no more columns than there are: what is cut is away from the mark. */
export function fitted(excerpt: Excerpt, columns: number): Excerpt {
  const { before, marked, after, indent, width } = excerpt;
  if (indent + columnsOf(marked + after) <= columns) return excerpt;
  // What follows the mark gives way first, down to the sign that there is more.
  const least = Math.min(columnsOf(after), CUT.length);
  const room = columns - width - least;
  const kept = indent <= room ? before : `${CUT}${endWithin(before, room - CUT.length)}`;
  const left = columns - width - columnsOf(kept);
  const rest = columnsOf(after) <= left ? after : `${startWithin(after, left - CUT.length)}${CUT}`;
  return { before: kept, marked, after: rest, indent: columnsOf(kept), width };
}

/** The longest start of a text that takes no more than `columns`. */
function startWithin(text: string, columns: number): string {
  let kept = "";
  for (const character of text) {
    if (columnsOf(kept + character) > columns) break;
    kept += character;
  }
  return kept;
}
