import { BACKSLASH, COLON, DASH, HASH, isGapAt, NEWLINE, SPACE, TAB } from "./characters.ts";
import { notPlain } from "./not-plain.ts";

/** A scalar on one line: its value, and where its content begins and ends. */
export interface Word {
  readonly value: string;
  readonly style: "plain" | "single" | "double";
  readonly start: number;
  readonly end: number;
  /** Behind the closing quote, or the last character. */
  readonly next: number;
}

/** What no plain scalar begins with. */
const NO_START = /[,[\]{}#&*!|>'"%@`]/;

/**
 * A plain scalar that begins at `start` and ends with its line, before a comment, or at a colon that makes it a key. In a
 * list or map in brackets it ends at these, too.
 */
function plainAt(text: string, start: number, inBrackets: boolean): Word {
  const first = text.charCodeAt(start);
  if (NO_START.test(text[start] ?? "#")) notPlain();
  // A dash, question mark or colon begins a scalar only where something stands behind it; few need that.
  if ((first === DASH || first === 0x3f || first === COLON) && isGapAt(text, start + 1)) notPlain();
  return plainFrom(text, start, inBrackets);
}

/** A further line of a plain scalar, which may begin with anything but a comment. */
export function goingOnAt(text: string, start: number): Word {
  if (text.charCodeAt(start) === HASH) notPlain();
  return plainFrom(text, start, false);
}

function plainFrom(text: string, start: number, inBrackets: boolean): Word {
  let at = start;
  let end = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE) break;
    if (code === SPACE) continue;
    if (code === TAB) notPlain();
    if (code === HASH && text.charCodeAt(at - 1) === SPACE) break;
    if (code === COLON && isGapAt(text, at + 1)) break;
    if (inBrackets && isBracket(code)) {
      // `{a:}` and `[a[0]]` are read in several ways.
      if (text.charCodeAt(at - 1) === COLON) notPlain();
      break;
    }
    end = at + 1;
  }
  return { value: text.slice(start, end), style: "plain", start, end, next: end };
}

/** `,`, `[`, `]`, `{` or `}`. */
function isBracket(code: number): boolean {
  return code === 0x2c || code === 0x5b || code === 0x5d || code === 0x7b || code === 0x7d;
}

/** A scalar in single quotes on one line; `start` is that of the quote. */
function singleAt(text: string, start: number): Word {
  let at = start + 1;
  let isDoubled = false;
  for (;;) {
    const end = text.indexOf("'", at);
    if (end === -1) notPlain();
    if (text[end + 1] !== "'") {
      const source = text.slice(start + 1, end);
      if (source.includes("\n")) notPlain();
      const value = isDoubled ? source.replaceAll("''", "'") : source;
      return { value, style: "single", start: start + 1, end, next: end + 1 };
    }
    isDoubled = true;
    at = end + 2;
  }
}

/** What a backslash stands for with the character behind it, as far as pipelines use that. */
const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  n: "\n",
  t: "\t",
  r: "\r",
  " ": " ",
};

/** A scalar in double quotes on one line; `start` is that of the quote. */
function doubleAt(text: string, start: number): Word {
  let value = "";
  let from = start + 1;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE) break;
    if (code === 0x22) {
      value += text.slice(from, at);
      return { value, style: "double", start: start + 1, end: at, next: at + 1 };
    }
    if (code !== BACKSLASH) continue;
    const meant = ESCAPES[text[at + 1] ?? ""] ?? notPlain();
    value += text.slice(from, at) + meant;
    at++;
    from = at + 1;
  }
  return notPlain();
}

/** Whichever of these begins there. */
export function wordAt(text: string, start: number, inBrackets: boolean): Word {
  const first = text[start];
  if (first === '"') return doubleAt(text, start);
  return first === "'" ? singleAt(text, start) : plainAt(text, start, inBrackets);
}
