import type { TextRange } from "./script.ts";

/** Marks each character of a text that stands inside quotes: 0 outside, else the quote's character code. */
export function quotedAt(text: string, quotes: string, escape: string): Uint8Array {
  const marks = new Uint8Array(text.length);
  let open = "";
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (open !== "") marks[at] = open.charCodeAt(0);
    if (character === escape && open !== "'") marks[++at] = open === "" ? 0 : open.charCodeAt(0);
    else if (open === "" && quotes.includes(character)) open = character;
    else if (character === open) open = "";
    if (character === "\n" && open !== "`") open = "";
  }
  return marks;
}

/** Splits a range at the separators that stand outside quotes. */
export function splitOutside(text: string, range: TextRange, marks: Uint8Array, separators: RegExp): TextRange[] {
  const parts: TextRange[] = [];
  let start = range.start;
  const pattern = new RegExp(separators.source, "g");
  const part = text.slice(range.start, range.end);
  for (const match of part.matchAll(pattern)) {
    const at = range.start + match.index;
    if (marks[at] !== 0) continue;
    parts.push({ start, end: at });
    start = at + match[0].length;
  }
  parts.push({ start, end: range.end });
  return parts;
}
