import type { Collector } from "./collector.ts";

const ATTRIBUTE = /(?<name>[\w:.\-]{1,100})\s*=\s*(?:"(?<double>[^"<]{0,4000})"|'(?<single>[^'<]{0,4000})')/dgv;
const NAME = /^[\w:.\-]{1,100}/v;
/** A tag is no longer than that. */
const LONGEST_TAG = 16_000;
const SECTION = "<![CDATA[";

interface Element {
  readonly name: string;
  /** Where its text begins, and where it ends where that is known before the element does. */
  start: number;
  end?: number;
  /** Set while no element was met in it. */
  isLeaf: boolean;
}

/**
 * Reads XML, whether it is well formed or not, and tells the collector: attributes and texts are scalars of their element, and
 * a text alone is one of the element around. No entity is expanded but for the five that all documents have, and characters by
 * number.
 */
export function readXml(text: string, collector: Collector): void {
  const reader = new XmlReader(text, collector);
  for (let at = text.indexOf("<"); at !== -1; at = text.indexOf("<", at)) at = reader.read(at);
  reader.end();
}

class XmlReader {
  readonly #text: string;
  readonly #collector: Collector;
  readonly #open: Element[] = [];
  /** What `<key>` of a property list said, until its value comes. */
  #key: string | undefined;

  constructor(text: string, collector: Collector) {
    this.#text = text;
    this.#collector = collector;
  }

  /** Reads what begins with `<` at an offset; gives where it ends. */
  read(at: number): number {
    if (this.#text.startsWith("<!--", at)) return this.#after("-->", at);
    if (this.#text.startsWith(SECTION, at)) return this.#section(at);
    const next = this.#text[at + 1];
    if (next === "?" || next === "!") return this.#after(">", at);
    return next === "/" ? this.#close(at) : this.#element(at);
  }

  end(): void {
    for (const _ of this.#open) this.#collector.close();
  }

  #after(mark: string, at: number): number {
    const found = this.#text.indexOf(mark, at);
    return found === -1 ? this.#text.length : found + mark.length;
  }

  #section(at: number): number {
    const start = at + SECTION.length;
    const next = this.#after("]]>", start);
    const top = this.#open.at(-1);
    if (top !== undefined) Object.assign(top, { start, end: next - "]]>".length });
    return next;
  }

  #close(at: number): number {
    const end = this.#after(">", at);
    const name = this.#text.slice(at + 2, end - 1).trim();
    // An end without a begin is left out, and what was not closed ends with what is around it.
    const from = this.#open.findLastIndex((one) => one.name === name);
    if (from === -1) return end;
    for (const element of this.#open.splice(from).toReversed()) this.#closed(element, at);
    return end;
  }

  #closed({ name, start, end, isLeaf }: Element, at: number): void {
    const collector = this.#collector;
    const [from, to] = trimmed(this.#text, start, end ?? at);
    const value = isLeaf ? resolved(this.#text.slice(from, to)) : "";
    if (value !== "") collector.scalar("#text", value, from, to, true);
    collector.close();
    if (value === "") return;
    collector.scalar(name, value, from, to, true);
    if (name !== "key" && this.#key !== undefined) collector.scalar(this.#key, value, from, to, true);
    this.#key = name === "key" ? value : undefined;
  }

  #element(at: number): number {
    const found = this.#text.indexOf(">", at);
    const name = NAME.exec(this.#text.slice(at + 1, at + 101))?.[0];
    if (found === -1 || found - at > LONGEST_TAG || name === undefined) return at + 1;
    const parent = this.#open.at(-1);
    if (parent !== undefined) parent.isLeaf = false;
    this.#collector.open(name);
    this.#attributes(this.#text.slice(at, found), at);
    if (this.#text[found - 1] === "/") this.#collector.close();
    else this.#open.push({ name, start: found + 1, isLeaf: true });
    return found + 1;
  }

  #attributes(tag: string, offset: number): void {
    if (!tag.includes("=")) return;
    ATTRIBUTE.lastIndex = 0;
    for (let found = ATTRIBUTE.exec(tag); found !== null; found = ATTRIBUTE.exec(tag)) {
      const { name = "", double, single } = found.groups ?? {};
      const [from, to] = found.indices?.groups?.[double === undefined ? "single" : "double"] ?? [0, 0];
      this.#collector.scalar(name, resolved(double ?? single ?? ""), offset + from, offset + to, true);
    }
  }
}

function trimmed(text: string, from: number, to: number): [number, number] {
  let [start, end] = [from, to];
  while (start < end && /\s/.test(text[start] as string)) start++;
  while (end > start && /\s/.test(text[end - 1] as string)) end--;
  return [start, end];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function resolved(raw: string): string {
  if (!raw.includes("&")) return raw;
  return raw.replaceAll(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/giv,
    (all, hex, decimal, name: string) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? all;
      const code = Number.parseInt((hex ?? decimal) as string, hex === undefined ? 10 : 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );
}
