import { isUtf8 } from "node:buffer";
import type { YamlField, YamlNode } from "./yaml-tree.ts";

/** Deeper is nothing that a tool prints, and would not fit on the stack. */
const DEEPEST = 200;

/** Where a text is no JSON. */
export class JsonFault extends Error {
  readonly at: number;
  constructor(at: number, message: string) {
    super(message);
    this.at = at;
  }
}

/** Reads JSON into a tree with byte spans; of a key that stands twice the last counts. Throws a JsonFault, which repeats nothing. */
export function readJson(bytes: Uint8Array): YamlNode {
  if (!isUtf8(bytes)) throw new JsonFault(0, "is not UTF-8");
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const hasMark = buffer[0] === 0xef && buffer[1] === 0xbb && buffer[2] === 0xbf;
  let at = hasMark ? 3 : 0;

  const fail = (message: string): never => {
    throw new JsonFault(at, message);
  };
  const skip = (): void => {
    while (buffer[at] === 0x20 || buffer[at] === 0x0a || buffer[at] === 0x0d || buffer[at] === 0x09) at++;
  };
  const take = (byte: string): boolean => {
    skip();
    if (buffer[at] !== byte.charCodeAt(0)) return false;
    at++;
    return true;
  };
  const text = (): { readonly value: string; readonly span: { readonly start: number; readonly end: number } } => {
    const start = at;
    for (at++; buffer[at] !== 0x22; at++) {
      if (at >= buffer.length) fail("ends within a text");
      if (buffer[at] === 0x5c) at++;
    }
    at++;
    try {
      return {
        value: JSON.parse(buffer.toString("utf8", start, at)) as string,
        span: { start: start + 1, end: at - 1 },
      };
    } catch {
      at = start;
      return fail("has a text that is written wrongly");
    }
  };
  const node = (depth: number): YamlNode => {
    if (depth > DEEPEST) fail("is nested too deeply");
    skip();
    const start = at;
    if (buffer[at] === 0x22) return { kind: "scalar", ...text() };
    if (take("{")) {
      const fields = new Map<string, YamlField>();
      if (!take("}"))
        do {
          skip();
          if (buffer[at] !== 0x22) fail("lacks a key");
          const { value: key, span: keySpan } = text();
          if (!take(":")) fail("lacks a colon");
          fields.set(key, { key, keySpan, value: node(depth + 1) });
        } while (take(",") || (take("}") ? false : fail("lacks a comma or a brace")));
      return { kind: "map", fields: [...fields.values()], span: { start, end: at } };
    }
    if (take("[")) {
      const items: YamlNode[] = [];
      if (!take("]"))
        do items.push(node(depth + 1));
        while (take(",") || (take("]") ? false : fail("lacks a comma or a bracket")));
      return { kind: "list", items, span: { start, end: at } };
    }
    const word = /^[\w.+-]+/.exec(buffer.toString("latin1", at, at + 64))?.[0] ?? "";
    if (word === "") fail(at >= buffer.length ? "ends too early" : "has something else where a value should be");
    try {
      const value = JSON.parse(word) as number | boolean | null;
      at += word.length;
      return { kind: "scalar", value, span: { start, end: at } };
    } catch {
      return fail("has a word that means nothing in JSON");
    }
  };

  const root = node(0);
  skip();
  if (at < buffer.length) fail("goes on behind its end");
  return root;
}
