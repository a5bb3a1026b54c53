import type { Edit } from "../../core/finding.ts";
import { unitOf } from "../../core/source.ts";
import { decode } from "../../core/text.ts";
import { readYaml } from "../../platforms/document/read-yaml.ts";
import type { DocumentNode, Entry, Mapping, Scalar } from "../../platforms/document/tree.ts";
import { edit } from "../edit.ts";

/** A map or list on the way to a place, with what of it leads there. */
export type Frame =
  | { readonly map: Mapping; readonly entry: Entry; readonly isKey: boolean }
  | { readonly items: readonly DocumentNode[]; readonly item: DocumentNode };

/**
 * A pipeline's file as it is written, with its tree: makes edits that keep comments, quotes, indentation and ends of lines. Offsets are
 * bytes, and `text` has a character for each.
 */
export class YamlText {
  readonly text: string;
  /** Its first document; undefined where it is no YAML, as a Jenkinsfile. */
  readonly root: DocumentNode | undefined;
  readonly newline: "\n" | "\r\n";
  readonly unit: string;
  readonly #bytes: Uint8Array;
  readonly #documents: readonly DocumentNode[];

  constructor(path: string, bytes: Uint8Array, { isYaml = true } = {}) {
    this.unit = path;
    this.#bytes = bytes;
    this.text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
    this.#documents = isYaml ? readYaml(unitOf(path, bytes), { duplicateKeys: "note" }).documents : [];
    this.root = this.#documents[0];
    this.newline = /\r\n/.test(this.text) ? "\r\n" : "\n";
  }

  /** What is written from one offset to another, decoded. */
  written(start: number, end: number): string {
    return decode(this.#bytes, { start, end });
  }

  lineStart(offset: number): number {
    return this.text.lastIndexOf("\n", offset - 1) + 1;
  }

  /** Where the next line begins; the end of the file behind the last one. */
  nextLine(offset: number): number {
    const end = this.text.indexOf("\n", offset);
    return end === -1 ? this.text.length : end + 1;
  }

  /** Columns in front of an offset; those of a mark of byte order do not count. */
  column(offset: number): number {
    const start = this.lineStart(offset);
    return offset - start - (start === 0 && this.text.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0);
  }

  /** The frames from the root to the node that a place lies in. */
  pathTo(offset: number): readonly Frame[] {
    const frames: Frame[] = [];
    let node = this.#documents.find((one) => holds(one, offset)) ?? this.root;
    while (node !== undefined && node.kind !== "scalar") {
      const frame = node.kind === "map" ? frameInMap(node, offset) : frameInItems(node.items, offset);
      if (frame === undefined) break;
      frames.push(frame);
      node = "map" in frame ? (frame.isKey ? undefined : frame.entry.value) : frame.item;
    }
    return frames;
  }

  /** Whether a map is written in lines, its keys below each other. */
  isBlock(map: Mapping): boolean {
    const [first] = map.entries;
    return first !== undefined && this.text[map.place.span.start] !== "{" && this.isAtHome(map);
  }

  /** Whether all of a map stands within it, so that none of it came by an alias or a merge. */
  isAtHome({ entries, place: { span } }: Mapping): boolean {
    return entries.every(({ key }) => key.place.span.start >= span.start && key.place.span.end <= span.end);
  }

  /** Where a key begins, its quotes included. */
  keyStart({ key }: Entry): number {
    return key.place.span.start - (key.style === "single" || key.style === "double" ? 1 : 0);
  }

  /** Columns in front of the keys of a map that is written in lines. */
  indentOf(map: Mapping): number {
    const [first] = map.entries;
    return first === undefined ? 0 : this.column(this.keyStart(first));
  }

  /** Columns that one level is deeper than the one around it. */
  get step(): number {
    const root = this.root;
    if (root?.kind !== "map") return 2;
    for (const { value } of root.entries) {
      if (value.kind === "map" && this.isBlock(value)) return this.indentOf(value) || 2;
    }
    return 2;
  }

  /** Behind the last line of an entry. */
  entryEnd({ key, value }: Entry): number {
    return this.#lineBehind(key.place.span.end, endOf(value));
  }

  /** Behind the last line of a node. */
  nodeEnd(node: DocumentNode): number {
    return this.#lineBehind(node.place.span.start, endOf(node));
  }

  #lineBehind(start: number, last: number): number {
    let end = Math.max(start, last);
    while (end > start && /\s/.test(this.text[end - 1] ?? "")) end--;
    return this.nextLine(end);
  }

  /** Columns in front of the dash of a list's item; undefined where the list is not written in lines. */
  dashOf(item: DocumentNode): number | undefined {
    const { start } = item.place.span;
    const line = this.lineStart(start);
    const before = /^([ \t]*)-[ \t]+(?:-[ \t]+)*["']?$/.exec(this.text.slice(line, start));
    return before === null ? undefined : (before[1] ?? "").length;
  }

  /** Takes an item of a list in lines away, with its lines; undefined where it is the only one, or shares them. */
  removeItem(items: readonly DocumentNode[], item: DocumentNode): Edit | undefined {
    if (items.length < 2 || this.dashOf(item) === undefined || !items.includes(item)) return undefined;
    const line = this.lineStart(item.place.span.start);
    return edit(this.unit, line, this.nodeEnd(item), "");
  }

  /** Lines below an entry, at a column. */
  insertBelow(entry: Entry, column: number, lines: readonly string[]): Edit {
    return this.insertAt(this.#behindComments(this.entryEnd(entry), column), column, lines);
  }

  /** Behind the lines of comments that are deeper than a column, and so belong to what stands above them. */
  #behindComments(start: number, column: number): number {
    let at = start;
    for (;;) {
      const [, indent] = /^([ \t]*)#/.exec(this.text.slice(at, this.nextLine(at))) ?? [];
      if (indent === undefined || indent.length <= column) return at;
      at = this.nextLine(at);
    }
  }

  /** Lines at the beginning of a line or the end of the file, at a column. */
  insertAt(at: number, column: number, lines: readonly string[]): Edit {
    const isOpen = at === this.text.length && !this.text.endsWith("\n");
    const text = lines.map((line) => this.#line(column, line));
    const insert = isOpen
      ? `${this.newline}${text.join(this.newline)}`
      : text.map((line) => line + this.newline).join("");
    return edit(this.unit, at, at, insert);
  }

  #line(column: number, line: string): string {
    return line === "" ? "" : " ".repeat(column) + line;
  }

  /** Another value in place of a scalar's, its quotes included; undefined where it spans lines. */
  replaceScalar(scalar: Scalar, insert: string): Edit | undefined {
    const { start, end } = scalar.place.span;
    if (scalar.style === "literal" || scalar.style === "folded") return undefined;
    if (this.text.slice(start, end).includes("\n")) return undefined;
    const quotes = scalar.style === "plain" ? 0 : 1;
    return edit(this.unit, start - quotes, end + quotes, insert);
  }

  /** Takes an entry of a map in lines away, with its lines; undefined where it shares them with something else. */
  removeEntry(map: Mapping, entry: Entry, { withComment = false } = {}): Edit | undefined {
    if (!this.isBlock(map) || map.entries.length < 2) return undefined;
    const start = this.keyStart(entry);
    const line = this.lineStart(start);
    const end = this.entryEnd(entry);
    if (this.text.slice(line, start).trim() === "")
      return edit(this.unit, withComment ? this.#commentStart(line, start - line) : line, end, "");
    // Behind the dash of a list: the next entry comes up to it.
    const next = map.entries[map.entries.indexOf(entry) + 1];
    return next === undefined ? undefined : edit(this.unit, start, this.keyStart(next), "");
  }

  /** Where the comment lines begin that stand right above a line, at its own column. */
  #commentStart(line: number, column: number): number {
    let start = line;
    while (start > 0) {
      const above = this.lineStart(start - 1);
      if (!/^[ \t]*#/.test(this.text.slice(above, start)) || this.text.indexOf("#", above) - above !== column) break;
      start = above;
    }
    return start;
  }

  /** Where what a map holds ends, blank space behind it left out. */
  valueEnd(map: Mapping): number {
    let { end } = map.place.span;
    while (end > map.place.span.start && /\s/.test(this.text[end - 1] ?? "")) end--;
    return end;
  }
}

/** Where a node ends; a list's or map's last part may be an alias, which lies elsewhere. */
function endOf(node: DocumentNode): number {
  return node.place.span.end;
}

function frameInMap(map: Mapping, offset: number): Frame | undefined {
  for (const entry of map.entries) {
    if (holds(entry.key, offset)) return { map, entry, isKey: true };
    if (holds(entry.value, offset)) return { map, entry, isKey: false };
  }
  return undefined;
}

function frameInItems(items: readonly DocumentNode[], offset: number): Frame | undefined {
  const item = items.find((one) => holds(one, offset));
  return item === undefined ? undefined : { items, item };
}

const holds = ({ place: { span } }: DocumentNode, offset: number): boolean =>
  span.start <= offset && (offset < span.end || (span.start === span.end && offset === span.start));
