import type { Span } from "../core/span.ts";
import type { TextView } from "../core/text.ts";
import { isNoText, plainValue } from "./plain-scalar.ts";
import type { YamlField, YamlNode } from "./yaml-tree.ts";

const PLAIN_KEY = /[A-Za-z][\w.\/*\-]*(?=:(?: |$))/y;
const QUOTED = /"([^"\\]*)"|'([^']*)'(?!')/y;
const QUOTED_KEY = /(?:"[^"\\]*"|'[^']*'(?!'))(?=:(?: |$))/y;
/** In a block: what could end or mean something else is left out. */
const PLAIN_TEXT = /[^\s\-?:,\[\]\{\}#&*!\|>'"%@`<=](?:(?! #|: |:$).)*/y;
/** Between brackets. */
const PLAIN_ITEM = /[\w.\/][^,\[\]\{\}#:"']*/y;
const SPACE = 0x20;
const END = / *(?: #.*)?$/y;
const ITEM = /- +(?=[^ #])/y;

/** One line of a plain document, read from its start to its end. Undefined from a method: the line is not plain. */
export class PlainLine {
  readonly #text: string;
  readonly #start: number;
  readonly #view: TextView;
  #at: number;

  /** `start` is the line's place in the view's text. */
  constructor(text: string, start: number, view: TextView) {
    this.#text = text;
    this.#start = start;
    this.#view = view;
    this.#at = 0;
    this.#skipSpaces();
  }

  /** Column in which what is left of it begins. */
  get column(): number {
    return this.#at;
  }

  get length(): number {
    return this.#text.length;
  }

  get isBlank(): boolean {
    return this.#at === this.#text.length || this.#text[this.#at] === "#";
  }

  get isItem(): boolean {
    return this.#text[this.#at] === "-" && this.#end(ITEM) !== undefined;
  }

  get startsWithKey(): boolean {
    return this.#end(PLAIN_KEY) !== undefined || this.#end(QUOTED_KEY) !== undefined;
  }

  /** Whether nothing but a comment is left. */
  get isDone(): boolean {
    return this.#at === this.#text.length || this.#end(END) !== undefined;
  }

  /** Goes over the dash of an item; gives the column of what stands behind it. */
  intoItem(): number | undefined {
    const end = this.#end(ITEM);
    if (end !== undefined) this.#at = end;
    return end;
  }

  /** A key with its colon. */
  key(): { readonly value: string; readonly span: Span } | undefined {
    const first = this.#text[this.#at];
    const isQuoted = (first === '"' || first === "'") && this.#end(QUOTED_KEY) !== undefined;
    const key = isQuoted ? this.#quoted() : this.#plain(PLAIN_KEY);
    if (key === undefined || this.#text[this.#at] !== ":" || (!isQuoted && isNoText(key.text))) return undefined;
    this.#at++;
    return { value: key.text, span: key.span };
  }

  /** A value up to the line's end. */
  value(): YamlNode | undefined {
    this.#skipSpaces();
    const value = this.#node(PLAIN_TEXT);
    return value !== undefined && this.isDone ? value : undefined;
  }

  #node(plain: RegExp): YamlNode | undefined {
    const first = this.#text[this.#at];
    if (first === "[") return this.#flowList();
    if (first === "{") return this.#flowMap();
    if (first === '"' || first === "'") {
      const quoted = this.#quoted();
      return quoted === undefined ? undefined : { kind: "scalar", value: quoted.text, span: quoted.span };
    }
    const found = this.#plain(plain);
    const value = found === undefined ? undefined : plainValue(found.text);
    return found === undefined || value === undefined ? undefined : { kind: "scalar", value, span: found.span };
  }

  #flowList(): YamlNode | undefined {
    const start = this.#at;
    const items: YamlNode[] = [];
    const item = (): boolean => {
      const node = this.#node(PLAIN_ITEM);
      if (node !== undefined) items.push(node);
      return node !== undefined;
    };
    return this.#goThrough("]", item) ? { kind: "list", items, span: this.#spanFrom(start) } : undefined;
  }

  #flowMap(): YamlNode | undefined {
    const start = this.#at;
    const fields: YamlField[] = [];
    const field = (): boolean => {
      const key = this.key();
      this.#skipSpaces();
      const value = this.#node(PLAIN_ITEM);
      if (key === undefined || value === undefined || fields.some((one) => one.key === key.value)) return false;
      fields.push({ key: key.value, keySpan: key.span, value });
      return true;
    };
    return this.#goThrough("}", field) ? { kind: "map", fields, span: this.#spanFrom(start) } : undefined;
  }

  /** Reads what brackets hold, with commas in between; false where that is not plain. */
  #goThrough(close: string, readOne: () => boolean): boolean {
    this.#at++;
    this.#skipSpaces();
    if (this.#take(close)) return true;
    do {
      this.#skipSpaces();
      if (!readOne()) return false;
      this.#skipSpaces();
    } while (this.#take(","));
    return this.#take(close);
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #skipSpaces(): void {
    while (this.#text.charCodeAt(this.#at) === SPACE) this.#at++;
  }

  #quoted(): { readonly text: string; readonly span: Span } | undefined {
    const start = this.#at;
    const end = this.#end(QUOTED);
    if (end === undefined) return undefined;
    this.#at = end;
    return { text: this.#text.slice(start + 1, end - 1), span: this.#span(start + 1, end - 1) };
  }

  #plain(pattern: RegExp): { readonly text: string; readonly span: Span } | undefined {
    const start = this.#at;
    const text = this.#text.slice(start, this.#end(pattern) ?? start).trimEnd();
    if (text === "") return undefined;
    this.#at = start + text.length;
    return { text, span: this.#span(start, this.#at) };
  }

  #spanFrom(start: number): Span {
    return this.#span(start, this.#at);
  }

  #span(start: number, end: number): Span {
    const from = this.#view.byteAt(this.#start + start);
    return { start: from, end: this.#view.byteAt(this.#start + end) };
  }

  /** Where a pattern that fits here ends. */
  #end(pattern: RegExp): number | undefined {
    pattern.lastIndex = this.#at;
    return pattern.test(this.#text) ? pattern.lastIndex : undefined;
  }
}
