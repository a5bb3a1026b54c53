/** Characters that mean something in YAML, by their codes. */
export const TAB = 0x09;
export const NEWLINE = 0x0a;
export const SPACE = 0x20;
export const HASH = 0x23;
export const COMMA = 0x2c;
export const DASH = 0x2d;
export const COLON = 0x3a;
export const OPEN_LIST = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_LIST = 0x5d;
export const LITERAL = 0x7c;
export const FOLDED = 0x3e;
export const OPEN_MAP = 0x7b;
export const CLOSE_MAP = 0x7d;

/** Whether a word ends at an offset: at a blank, a line's end or the text's. */
export function isGapAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === SPACE || code === NEWLINE || Number.isNaN(code);
}

/** The first offset from `at` on where no space stands. */
export function skipSpaces(text: string, at: number): number {
  let next = at;
  while (text.charCodeAt(next) === SPACE) next++;
  return next;
}

/** The offset of the line break that ends the line, or the text's end. */
export function lineEndAt(text: string, at: number): number {
  const found = text.indexOf("\n", at);
  return found === -1 ? text.length : found;
}
