import type { DocumentNode, Entry } from "../tree.ts";
import { CLOSE_LIST, CLOSE_MAP, COLON, COMMA, isGapAt, OPEN_LIST, OPEN_MAP, skipSpaces } from "./characters.ts";
import type { NodeMaker } from "./maker.ts";
import { notPlain } from "./not-plain.ts";
import { wordAt } from "./words.ts";

/** Deeper brackets than anybody writes on one line. */
const MAX_DEPTH = 20;

/** A list or map in brackets, all on one line, and the offset behind it. */
export function bracketsAt(
  text: string,
  start: number,
  make: NodeMaker,
  depth = 1,
): [node: DocumentNode, next: number] {
  if (depth > MAX_DEPTH) notPlain();
  return text.charCodeAt(start) === OPEN_LIST ? listAt(text, start, make, depth) : mapAt(text, start, make, depth);
}

function listAt(text: string, start: number, make: NodeMaker, depth: number): [node: DocumentNode, next: number] {
  const items: DocumentNode[] = [];
  let at = skipSpaces(text, start + 1);
  while (text.charCodeAt(at) !== CLOSE_LIST) {
    const [item, next] = valueAt(text, at, make, depth);
    items.push(item);
    at = behindComma(text, next, CLOSE_LIST);
  }
  return [make.sequence(items, start, at + 1), at + 1];
}

function mapAt(text: string, start: number, make: NodeMaker, depth: number): [node: DocumentNode, next: number] {
  const entries: Entry[] = [];
  let at = skipSpaces(text, start + 1);
  while (text.charCodeAt(at) !== CLOSE_MAP) {
    const key = wordAt(text, at, true);
    if (text.charCodeAt(key.next) !== COLON || !isGapAt(text, key.next + 1)) notPlain();
    const [value, next] = valueAt(text, skipSpaces(text, key.next + 1), make, depth);
    entries.push({ key: make.scalar(key.value, key.style, key.start, key.end), value });
    at = behindComma(text, next, CLOSE_MAP);
  }
  return [make.map(entries, start, at + 1), at + 1];
}

function valueAt(text: string, at: number, make: NodeMaker, depth: number): [node: DocumentNode, next: number] {
  const code = text.charCodeAt(at);
  if (code === OPEN_LIST || code === OPEN_MAP) return bracketsAt(text, at, make, depth + 1);
  const word = wordAt(text, at, true);
  // Nothing between two commas, or a key in a list.
  if (word.next === at) notPlain();
  return [make.scalar(word.value, word.style, word.start, word.end), word.next];
}

/** The next offset of something to read: behind a comma, or the closing bracket itself. */
function behindComma(text: string, from: number, close: number): number {
  const at = skipSpaces(text, from);
  const code = text.charCodeAt(at);
  if (code === close) return at;
  if (code !== COMMA) notPlain();
  return skipSpaces(text, at + 1);
}
