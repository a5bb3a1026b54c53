import type { DocumentNode, Entry } from "../tree.ts";
import { blockScalarAt } from "./block-scalar.ts";
import { bracketsAt } from "./brackets.ts";
import {
  COLON,
  DASH,
  FOLDED,
  HASH,
  isGapAt,
  LITERAL,
  lineEndAt,
  NEWLINE,
  OPEN_LIST,
  OPEN_MAP,
  skipSpaces,
  TAB,
} from "./characters.ts";
import type { NodeMaker } from "./maker.ts";
import { NOT_PLAIN, notPlain } from "./not-plain.ts";
import { goingOnAt, wordAt } from "./words.ts";

/**
 * Reads one YAML document that is written as most pipelines are: maps and lists in blocks, scalars on one line or in block
 * scalars, brackets that close on their line, comments. Undefined for all else (anchors, tags, scalars over several lines),
 * and for whatever is wrong: the parser then has its say. What this reads, the parser reads alike, ten times slower.
 */
export function readPlain(text: string, make: NodeMaker): DocumentNode | undefined {
  if (UNUSUAL.test(text)) return undefined;
  try {
    return new BlockReader(text, make).document();
  } catch (thrown) {
    if (thrown !== NOT_PLAIN) throw thrown;
    return undefined;
  }
}

/** Control characters, blanks and marks beyond ASCII, and the marks of documents other than one on a line of its own at the very start. */
const UNUSUAL =
  /[\0-\x08\v-\x1f\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufffe\uffff]|\n(?:---|\.\.\.)|^(?:%|\.\.\.|---(?![ ]*\n))/;

/** The mark of a document's start, on a line of its own. */
const START = /---[ ]*\n/y;

/** The parser refuses longer keys. */
const LONGEST_KEY = 1_000;

/** Deeper nesting is the parser's, which says where it is too deep. */
const MAX_DEPTH = 100;

class BlockReader {
  readonly #text: string;
  readonly #make: NodeMaker;
  /** The first character of a line that says something, and its column; -1 behind the last. */
  #at = 0;
  #column = 0;
  #depth = 0;

  constructor(text: string, make: NodeMaker) {
    this.#text = text;
    this.#make = make;
  }

  document(): DocumentNode {
    START.lastIndex = 0;
    this.#toLine(START.test(this.#text) ? START.lastIndex : 0);
    if (this.#column === -1) notPlain();
    const root = this.#block();
    if (this.#column !== -1) notPlain();
    return root;
  }

  /** Goes to the next line from `at` on, the start of one, that says something. */
  #toLine(at: number): void {
    const text = this.#text;
    for (let line = at; line < text.length; ) {
      const first = skipSpaces(text, line);
      const code = text.charCodeAt(first);
      if (code === TAB) notPlain();
      if (code !== NEWLINE && code !== HASH && first < text.length) {
        this.#at = first;
        this.#column = first - line;
        return;
      }
      line = lineEndAt(text, first) + 1;
    }
    this.#at = text.length;
    this.#column = -1;
  }

  /** The block that begins where the reader stands, at its column. */
  #block(): DocumentNode {
    if (++this.#depth > MAX_DEPTH) notPlain();
    const node = this.#isItem() ? this.#list(this.#column) : this.#map(this.#at, this.#column);
    this.#depth--;
    return node;
  }

  #isItem(): boolean {
    return this.#text.charCodeAt(this.#at) === DASH && isGapAt(this.#text, this.#at + 1);
  }

  #list(column: number): DocumentNode {
    const start = this.#at;
    const items: DocumentNode[] = [];
    while (this.#column === column && this.#isItem()) items.push(this.#item(column));
    if (this.#column > column) notPlain();
    return this.#make.sequence(items, start, undefined);
  }

  #item(column: number): DocumentNode {
    const text = this.#text;
    const dash = this.#at;
    const first = skipSpaces(text, dash + 1);
    if (this.#isDone(first)) return this.#below(first, column, false);
    if (text.charCodeAt(first) === DASH && isGapAt(text, first + 1)) notPlain();
    if (!this.#isKey(first)) return this.#inline(first, column);
    if (++this.#depth > MAX_DEPTH) notPlain();
    const inner = column + (first - dash);
    const map = this.#map(first, inner);
    this.#depth--;
    return map;
  }

  /** A map whose first key begins at `at`, and whose keys stand at `column`. */
  #map(at: number, column: number): DocumentNode {
    const entries: Entry[] = [];
    this.#at = at;
    this.#column = column;
    while (this.#column === column && !this.#isItem()) entries.push(this.#entry(column));
    if (this.#column > column) notPlain();
    return this.#make.map(entries, at, undefined);
  }

  #entry(column: number): Entry {
    const text = this.#text;
    const key = wordAt(text, this.#at, false);
    const isMerge = key.value === "<<";
    const colon = skipSpaces(text, key.next);
    if (text.charCodeAt(colon) !== COLON || !isGapAt(text, colon + 1)) notPlain();
    if (isMerge || key.value === "" || key.end - key.start > LONGEST_KEY) notPlain();
    const first = skipSpaces(text, colon + 1);
    const name = this.#make.scalar(key.value, key.style, key.start, key.end);
    return { key: name, value: this.#isDone(first) ? this.#below(first, column, true) : this.#inline(first, column) };
  }

  /** Whether a key and its colon begin there. */
  #isKey(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    if (code === OPEN_LIST || code === OPEN_MAP || code === LITERAL || code === FOLDED) return false;
    const colon = skipSpaces(this.#text, wordAt(this.#text, at, false).next);
    return this.#text.charCodeAt(colon) === COLON && isGapAt(this.#text, colon + 1);
  }

  /** Whether nothing else stands on the line, other than a comment. */
  #isDone(at: number): boolean {
    const code = this.#text.charCodeAt(at);
    return code === NEWLINE || Number.isNaN(code) || (code === HASH && isGapAt(this.#text, at - 1));
  }

  /** What stands below a key or dash at `column`; a list may stand right below its key. */
  #below(at: number, column: number, isEntry: boolean): DocumentNode {
    this.#toLine(lineEndAt(this.#text, at) + 1);
    if (isEntry && this.#column === column && this.#isItem()) return this.#block();
    if (this.#column > column)
      return this.#isItem() || this.#isKey(this.#at) ? this.#block() : this.#inline(this.#at, column);
    return this.#make.scalar("", "plain", at, at);
  }

  /** A value that begins on the line of its key or dash, which stand at `column`. */
  #inline(at: number, column: number): DocumentNode {
    const code = this.#text.charCodeAt(at);
    if (code === LITERAL || code === FOLDED) return this.#blockScalar(at, column);
    if (code === OPEN_LIST || code === OPEN_MAP) {
      const [node, next] = bracketsAt(this.#text, at, this.#make);
      this.#leaveLine(next);
      if (this.#column > column) notPlain();
      return node;
    }
    return this.#words(at, column);
  }

  /** Goes to the next line that says something, from behind the last of this one but for a comment. */
  #leaveLine(next: number): void {
    const rest = skipSpaces(this.#text, next);
    if (!this.#isDone(rest) || (rest === next && this.#text.charCodeAt(rest) === HASH)) notPlain();
    this.#toLine(lineEndAt(this.#text, rest) + 1);
  }

  /** A scalar that may go on in lines which are deeper than `column`, where it has no quotes. */
  #words(at: number, column: number): DocumentNode {
    const text = this.#text;
    const { value, style, start, end, next } = wordAt(text, at, false);
    this.#leaveLine(next);
    if (this.#column <= column) return this.#make.scalar(value, style, start, end);
    let whole = value;
    let last = end;
    while (this.#column > column) {
      const between = text.slice(last, this.#at);
      // A comment ends it.
      if (style !== "plain" || between.includes("#")) notPlain();
      const line = goingOnAt(text, this.#at);
      const breaks = between.split("\n").length - 2;
      whole += (breaks === 0 ? " " : "\n".repeat(breaks)) + line.value;
      last = line.end;
      this.#leaveLine(line.next);
    }
    return this.#make.scalar(whole, style, start, last);
  }

  #blockScalar(at: number, column: number): DocumentNode {
    const { value, style, start, end } = blockScalarAt(this.#text, at, column);
    this.#toLine(end);
    if (this.#column > column) notPlain();
    return this.#make.scalar(value, style, start, end);
  }
}
