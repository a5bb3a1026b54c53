import type { Collector } from "./collector.ts";
import { readJson, unescaped } from "./read-json.ts";

const DASH = /-(?=[ \t\r\n]|$)[ \t]*/y;
const KEY =
  /(?:"(?<double>(?:[^"\\\n]|\\[^\n]){1,200})"|'(?<single>[^'\n]{1,200})'|(?<plain>[^\s#\&*!\|>'"%@`\{\}\[\],?:][^\n#:]{0,199}?(?::[^\s#:][^\n#:]{0,99}?){0,8}))[ \t]*:(?=[ \t\r\n]|$)[ \t]*/vy;
/** What may stand before a value and says something about it: a tag, an anchor. */
const PROPERTIES = /(?:[\&!][^\s,\[\]\{\}]{0,80}[ \t]*){0,3}/vy;
const BLOCK = /[\|>][\d+\-]{0,2}[ \t]*(?:#[^\n]*)?(?=\r?\n|$)/vy;
const COMMENT = /[ \t]#/;
/** A text in quotes that goes on for longer was never closed. */
const LONGEST_QUOTED = 20_000;

interface Level {
  readonly indent: number;
  readonly isList: boolean;
}

/**
 * Reads YAML line by line and tells the collector. It takes what is filled in by templates for text, so that a chart's files can
 * be read before they are valid.
 */
export function readYaml(text: string, collector: Collector): void {
  const reader = new YamlReader(text, collector);
  for (let at = 0; at < text.length; ) at = reader.line(at);
}

class YamlReader {
  readonly #text: string;
  readonly #collector: Collector;
  /** Mappings and lists that are open, by their columns. */
  readonly #levels: Level[] = [];
  /** Whether the value at hand has a tag that is not one of YAML's own. */
  #isTagged = false;
  /** A key whose value has not come yet, with its column. */
  #waiting: { readonly key: string; readonly indent: number } | undefined;

  constructor(text: string, collector: Collector) {
    this.#text = text;
    this.#collector = collector;
  }

  /** Reads the line at an offset, with what its value takes of the next ones; gives where that ends. */
  line(from: number): number {
    const text = this.#text;
    const end = lineEnd(text, from);
    let at = from;
    while (at < end && text[at] === " ") at++;
    if (at === end || text[at] === "#" || text[at] === "\r") return end + 1;
    if (text.startsWith("---", from) || text.startsWith("...", from)) {
      this.#closeTo(-1, false);
      this.#collector.end();
      this.#waiting = undefined;
      return end + 1;
    }
    const dashed = this.#dashes(at, from);
    return this.#entry(dashed, from, end);
  }

  /** Opens a list for each dash that a line begins with; gives what is behind them. */
  #dashes(start: number, lineStart: number): number {
    let at = start;
    for (DASH.lastIndex = at; DASH.test(this.#text); DASH.lastIndex = at) {
      const indent = at - lineStart;
      this.#closeTo(indent, true);
      const top = this.#levels.at(-1);
      if (top === undefined || top.indent < indent || !top.isList) this.#open(indent, true);
      at = DASH.lastIndex;
    }
    return at;
  }

  #entry(at: number, lineStart: number, end: number): number {
    KEY.lastIndex = at;
    const found = KEY.exec(this.#text);
    if (found === null) return this.#value("", at, at - lineStart, end);
    const indent = at - lineStart;
    this.#closeTo(indent, false);
    const top = this.#levels.at(-1);
    if (top === undefined || top.indent < indent) this.#open(indent, false);
    const { double, single, plain } = found.groups ?? {};
    const key = double ?? single ?? plain ?? "";
    return this.#value(key, KEY.lastIndex, indent, end);
  }

  /** Reads the value at an offset; where the line has none, the key waits for one. */
  #value(key: string, from: number, indent: number, end: number): number {
    const text = this.#text;
    const properties = propertiesAt(text, from);
    const at = Math.min(from + properties.length, end);
    this.#isTagged = properties !== "" && /!(?!!)/.test(properties);
    const first = text[at] ?? "\n";
    if (at >= end || first === "\r" || first === "#") {
      if (key !== "") this.#waiting = { key, indent };
      return end + 1;
    }
    if ((first === "|" || first === ">") && isBlockAt(text, at))
      return this.#block(this.#keyFor(key), end + 1, key === "" ? this.#indent : indent);
    if (first === '"' || first === "'") return this.#quoted(this.#keyFor(key), at);
    const isFlow = (first === "{" && text[at + 1] !== "{") || first === "[";
    if (isFlow) return this.#flow(this.#keyFor(key), at);
    this.#plain(this.#keyFor(key), at, end);
    return end + 1;
  }

  get #indent(): number {
    return this.#levels.at(-1)?.indent ?? -1;
  }

  /** The key of a value: its own, or one that stands on a line before. */
  #keyFor(key: string): string {
    const own = key === "" ? (this.#waiting?.key ?? "") : key;
    this.#waiting = undefined;
    return own;
  }

  #flow(key: string, at: number): number {
    this.#collector.open(key);
    // The collection opens one of its own.
    const next = readJson(this.#text, at, this.#collector, true);
    this.#collector.close();
    return lineEnd(this.#text, next) + 1;
  }

  #quoted(key: string, at: number): number {
    const text = this.#text;
    const quote = text[at] as string;
    const limit = Math.min(text.length, at + LONGEST_QUOTED);
    let end = at + 1;
    for (; end < limit; end++) {
      if (quote === '"' && text[end] === "\\") end++;
      else if (text[end] === quote && (quote === '"' || text[end + 1] !== quote)) break;
      else if (text[end] === quote) end++;
    }
    if (end >= limit) return lineEnd(text, at) + 1;
    const raw = text.slice(at + 1, end).replaceAll(/[ \t]*\r?\n[ \t]*/g, " ");
    const value = quote === "'" ? raw.replaceAll("''", "'") : raw.includes("\\") ? unescaped(raw) : raw;
    this.#scalar(key, value, at + 1, end, true);
    return lineEnd(text, end) + 1;
  }

  /** A text that goes over all lines that are further in than its key. */
  #block(key: string, from: number, indent: number): number {
    const text = this.#text;
    let [start, end, at] = [-1, -1, from];
    const lines: string[] = [];
    while (at < text.length) {
      const next = lineEnd(text, at);
      let first = at;
      while (first < next && text[first] === " ") first++;
      const isBlank = first === next || text[first] === "\r";
      if (!isBlank && first - at <= indent) break;
      if (!isBlank) {
        if (start === -1) start = first;
        end = next;
        while (/\s/.test(text[end - 1] as string)) end--;
        lines.push(text.slice(first, end));
      }
      at = next + 1;
    }
    if (start !== -1) this.#scalar(key, lines.join("\n"), start, end, true);
    return at;
  }

  #plain(key: string, at: number, end: number): void {
    const line = this.#text.slice(at, end);
    const value = line.slice(0, COMMENT.exec(line)?.index ?? line.length).trimEnd();
    this.#scalar(key, value, at, at + value.length, false);
  }

  /**
   * What has no key counts in a list only: elsewhere it goes on with a text that began on a line before. What has a tag of its
   * own is looked up or decrypted.
   */
  #scalar(key: string, value: string, start: number, end: number, quoted: boolean): void {
    if (this.#isTagged) return;
    if (key !== "" || this.#levels.at(-1)?.isList === true) this.#collector.scalar(key, value, start, end, quoted);
  }

  #open(indent: number, isList: boolean): void {
    this.#collector.open(this.#keyFor(""));
    this.#levels.push({ indent, isList });
  }

  /** Closes what ends before an entry at a column; a list may stand at the column of its key. */
  #closeTo(indent: number, isList: boolean): void {
    for (let top = this.#levels.at(-1); top !== undefined; top = this.#levels.at(-1)) {
      const isOver = top.indent > indent || (top.indent === indent && top.isList && !isList);
      if (!isOver) break;
      this.#levels.pop();
      this.#collector.close();
    }
    // The next entry of a list: its last one is through.
    if (this.#waiting !== undefined && this.#waiting.indent >= indent && !(isList && this.#waiting.indent === indent))
      this.#waiting = undefined;
  }
}

/** Hardly any value has them. */
function propertiesAt(text: string, at: number): string {
  const first = text[at];
  if (first !== "!" && first !== "&") return "";
  PROPERTIES.lastIndex = at;
  return PROPERTIES.exec(text)?.[0] ?? "";
}

function isBlockAt(text: string, at: number): boolean {
  BLOCK.lastIndex = at;
  return BLOCK.test(text);
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}
