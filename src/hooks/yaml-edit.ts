import { type Document, isMap, isSeq, type Pair, parseDocument, type YAMLMap, type YAMLSeq } from "yaml";

/** Reads a document whose positions are wanted. Undefined where it is not well formed. */
export function readYaml(text: string): Document.Parsed | undefined {
  const document = parseDocument(text);
  return document.errors.length > 0 ? undefined : document;
}

/** The end of the line that holds the last byte of a node, behind its line break. */
function endOfLine(text: string, at: number): number {
  if (at > 0 && text[at - 1] === "\n") return at;
  const end = text.indexOf("\n", at);
  return end === -1 ? text.length : end + 1;
}

const startOfLine = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where in the text a node begins and ends; the start of the text where it is not from there. */
function spanOf(node: unknown): Span {
  const [start = 0, end = 0] = (node as { readonly range?: readonly number[] | null } | null)?.range ?? [];
  return { start, end };
}

/** The entry of a map by its key. */
export function pairOf(node: unknown, key: string): Pair | undefined {
  if (!isMap(node)) return undefined;
  return node.items.find((pair) => String((pair.key as { readonly value?: unknown } | null)?.value) === key);
}

/** A map or list that is written in lines, not in brackets. */
export const isInLines = (node: unknown): node is YAMLMap | YAMLSeq =>
  (isMap(node) || isSeq(node)) && node.flow !== true && node.items.length > 0;

/** Adds lines behind the last entry of a map or list, as far in as its entries are. */
export function addBehind(text: string, node: YAMLMap | YAMLSeq, lines: readonly string[]): string {
  const { start, end } = spanOf(node);
  const by = start - startOfLine(text, start);
  return insertLines(text, endOfLine(text, end), lines, by);
}

/** Puts lines into a text at the start of a line, or at the end. */
export function insertLines(text: string, at: number, lines: readonly string[], by = 0): string {
  const before = text.slice(0, at);
  const added = lines.map((line) => `${" ".repeat(by)}${line}\n`).join("");
  return `${before}${before === "" || before.endsWith("\n") ? "" : "\n"}${added}${text.slice(at)}`;
}

/** Takes the lines of an entry out. */
export function cutLines(text: string, first: unknown, last: unknown): string {
  return text.slice(0, startOfLine(text, spanOf(first).start)) + text.slice(endOfLine(text, spanOf(last).end));
}
