import { type TextView, viewText } from "../core/text.ts";
import { PlainLine } from "./plain-line.ts";
import type { YamlField, YamlMap, YamlNode } from "./yaml-tree.ts";

/**
 * Reads a YAML document that is written plainly, as most settings are: maps and lists in blocks, values on one line,
 * comments. Undefined for all else, for what is wrong first of all: the parser, which takes longer to load than this takes
 * to read, then has its say. What this reads, the parser reads alike; only the spans of blocks, which nobody points at,
 * are not worked out to the last line break.
 */
export function readPlainYaml(bytes: Uint8Array): YamlMap | undefined {
  const view = viewText(bytes);
  if (UNUSUAL.test(view.text)) return undefined;
  const reader = new BlockReader(view);
  const root = reader.map(0);
  return reader.isAtEnd ? root : undefined;
}

/** Control characters, and blanks and marks beyond ASCII. */
const UNUSUAL = /[\0-\t\v-\x1f\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufffe\uffff]/;

/** The parser refuses a longer key, so a longer line is left to it. */
const LONGEST_LINE = 1_000;

/** Reads blocks line by line; undefined from any method means that the document is not plain. */
class BlockReader {
  readonly #view: TextView;
  /** Where the line behind the one at hand begins. */
  #next = 0;
  /** Undefined behind the last. */
  #line: PlainLine | undefined;
  #hasLongLine = false;

  constructor(view: TextView) {
    this.#view = view;
    this.#advance();
  }

  get isAtEnd(): boolean {
    return this.#line === undefined && !this.#hasLongLine;
  }

  /** Goes to the next line that says something, over blank ones and comments. Lines are made one by one: all at once they are a lot. */
  #advance(): PlainLine | undefined {
    const { text } = this.#view;
    this.#line = undefined;
    while (this.#next <= text.length && !this.#hasLongLine) {
      const start = this.#next;
      const found = text.indexOf("\n", start);
      const end = found === -1 ? text.length : found;
      this.#next = end + 1;
      const line = new PlainLine(text.slice(start, end), start, this.#view);
      if (line.isBlank) continue;
      if (line.length > LONGEST_LINE) this.#hasLongLine = true;
      else this.#line = line;
      break;
    }
    return this.#line;
  }

  /** The line that comes, where it begins at that column. */
  #lineAt(column: number): PlainLine | undefined {
    return this.#line?.column === column ? this.#line : undefined;
  }

  map(column: number): YamlMap | undefined {
    const fields: YamlField[] = [];
    for (let line = this.#lineAt(column); line !== undefined && !line.isItem; line = this.#lineAt(column)) {
      const key = line.key();
      if (key === undefined || fields.some((field) => field.key === key.value)) return undefined;
      const value = this.#valueIn(line, column);
      if (value === undefined) return undefined;
      fields.push({ key: key.value, keySpan: key.span, value });
    }
    const [first] = fields;
    const last = fields.at(-1);
    if (first === undefined || last === undefined) return undefined;
    return { kind: "map", fields, span: { start: first.keySpan.start, end: last.value.span.end } };
  }

  #list(column: number): YamlNode | undefined {
    const items: YamlNode[] = [];
    for (let line = this.#lineAt(column); line?.isItem === true; line = this.#lineAt(column)) {
      const inner = line.intoItem();
      const item =
        inner === undefined || line.isItem
          ? undefined
          : line.startsWithKey
            ? this.map(inner)
            : this.#inline(line, column);
      if (item === undefined) return undefined;
      items.push(item);
    }
    const [first] = items;
    const last = items.at(-1);
    if (first === undefined || last === undefined) return undefined;
    return { kind: "list", items, span: { start: first.span.start, end: last.span.end } };
  }

  /** What stands behind a key: on its line, or in the block below it. */
  #valueIn(line: PlainLine, column: number): YamlNode | undefined {
    if (!line.isDone) return this.#inline(line, column);
    const below = this.#advance();
    if (below === undefined || below.column < column) return undefined;
    if (below.isItem) return this.#list(below.column);
    return below.column > column ? this.map(below.column) : undefined;
  }

  /** A value on one line. Deeper lines below it would go on with it. */
  #inline(line: PlainLine, column: number): YamlNode | undefined {
    const value = line.value();
    const below = this.#advance();
    return below !== undefined && below.column > column ? undefined : value;
  }
}
