import { lineEndAt, SPACE, skipSpaces, TAB } from "./characters.ts";
import { notPlain } from "./not-plain.ts";

/** A block scalar: its value, where its lines begin and end, and where the next line begins. */
export interface BlockScalar {
  readonly value: string;
  readonly style: "literal" | "folded";
  readonly start: number;
  readonly end: number;
}

/** What may stand behind `|` or `>`: how the end is kept, and a comment. */
const HEADER = /[|>](-?) *(?: #.*)?(?=\n)/y;

/** The block scalar whose header begins at `at`, in a block whose keys or dashes stand at `column`. */
export function blockScalarAt(text: string, at: number, column: number): BlockScalar {
  HEADER.lastIndex = at;
  const header = HEADER.exec(text) ?? notPlain();
  const style = text[at] === "|" ? "literal" : "folded";
  const start = HEADER.lastIndex + 1;
  const { lines, end } = linesBelow(text, start, column);
  const value = style === "literal" ? lines.join("\n") : fold(lines);
  return { value: header[1] === "-" ? value : `${value}\n`, style, start, end };
}

/** The lines that are indented further than a column, without what they share of that; those at the end say something. */
function linesBelow(text: string, start: number, column: number): { readonly lines: string[]; readonly end: number } {
  const lines: string[] = [];
  let indent = 0;
  let end = start;
  let full = 0;
  for (let at = start; at < text.length; ) {
    const stop = lineEndAt(text, at);
    const first = skipSpaces(text, at);
    if (first >= stop) {
      // How blanks beyond the indentation count depends on what comes.
      if (stop - at > (indent === 0 ? column : indent)) notPlain();
      lines.push("");
    } else {
      const width = first - at;
      if (width <= column) break;
      if (indent === 0) indent = width;
      if (width < indent || text.charCodeAt(first) === TAB) notPlain();
      lines.push(text.slice(at + indent, stop));
      end = Math.min(stop + 1, text.length);
      full = lines.length;
    }
    at = stop + 1;
  }
  if (full === 0) notPlain();
  lines.length = full;
  return { lines, end };
}

/** Lines as one, where none is indented further than others: a break is a space, and empty lines are breaks. */
function fold(lines: readonly string[]): string {
  let value = lines[0] ?? "";
  let empty = 0;
  if (isUnfolded(value) || value === "") notPlain();
  for (const line of lines.slice(1)) {
    if (line === "") {
      empty++;
      continue;
    }
    if (isUnfolded(line)) notPlain();
    value += (empty === 0 ? " " : "\n".repeat(empty)) + line;
    empty = 0;
  }
  return value;
}

/** Whether a line keeps its breaks, or ends in blanks that a fold would meet. */
function isUnfolded(line: string): boolean {
  const last = line.charCodeAt(line.length - 1);
  return line.charCodeAt(0) === SPACE || last === SPACE || last === TAB;
}
