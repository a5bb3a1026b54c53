import { isAlias, isMap, isScalar, isSeq, type Node, parseAllDocuments, type Scalar as YamlScalar } from "yaml";
import type { Unit } from "../../core/source.ts";
import type { Place } from "../../core/span.ts";
import type { DocumentProblem } from "../../core/stages.ts";
import { type TextView, viewText } from "../../core/text.ts";
import { align } from "./alignment.ts";
import { type ByteOffsets, byteOffsets } from "./byte-offsets.ts";
import type { NodeMaker } from "./plain/maker.ts";
import { readPlain } from "./plain/read-plain.ts";
import { splitDocuments } from "./plain/split-documents.ts";
import type { DocumentNode, Entry, Mapping, Scalar, ScalarStyle } from "./tree.ts";
import { syntaxProblem } from "./yaml-problem.ts";

/** Deeper nesting than any pipeline has; the walks over the tree recurse. */
const MAX_DEPTH = 200;

/** How many nodes aliases may stand for, all together: aliases of aliases grow without bound. */
const MAX_EXPANDED = 100_000;

export interface YamlDocuments {
  /** The documents' contents; empty where the text is no YAML. */
  readonly documents: readonly DocumentNode[];
  readonly problems: readonly DocumentProblem[];
}

export interface YamlOptions {
  /** How bad it is that a map has a key twice: an error, unless the platform takes the last one by rule. */
  readonly duplicateKeys: "error" | "note";
  /** Keys that may stand twice, because the platform takes them for conditions and not for names. */
  readonly mayRepeat?: (key: string) => boolean;
}

interface Anchored {
  /** Undefined while the node is still being read. */
  readonly node?: DocumentNode;
  readonly size: number;
  readonly depth: number;
}

interface Reading {
  readonly unit: Unit;
  readonly text: string;
  readonly offsets: ByteOffsets;
  readonly anchors: Map<string, Anchored>;
  readonly problems: DocumentProblem[];
  readonly options: YamlOptions;
  /** Nodes read so far, those behind aliases counted each time. */
  size: number;
  expanded: number;
  deepest: number;
}

/** Stops the reading of a document that goes beyond a limit. */
class LimitReached extends Error {}

/** Reads a unit's YAML documents into trees whose every node knows its place in bytes. Never throws on any content. */
export function readYaml(unit: Unit, options: YamlOptions = { duplicateKeys: "error" }): YamlDocuments {
  const view = viewText(unit.bytes);
  const parts = splitDocuments(view.text);
  const reading = readingOf({ unit, view, offsets: byteOffsets(view, unit.bytes.length) }, [], options);
  const documents: DocumentNode[] = [];
  for (const { start, text } of parts) {
    const plain = readPlain(text, plainNodes(reading, start));
    if (plain === undefined) return parseYaml(unit, view, options);
    documents.push(plain);
  }
  return { documents, problems: reading.problems };
}

/** Makes the nodes of a plain document, which begins at an offset of the text, as the parser's are made. */
function plainNodes(reading: Reading, base: number): NodeMaker {
  const endOf = (end: number | undefined): number | undefined => (end === undefined ? undefined : base + end);
  return {
    scalar: (value, style, start, end) => scalarOf(reading, value, style, base + start, base + end),
    map(entries, start, end) {
      if (hasDuplicates(entries)) noteDuplicates(entries, reading);
      return { kind: "map", entries, place: placeTo(reading, base + start, endOf(end), entries.at(-1)?.value) };
    },
    sequence: (items, start, end) => ({
      kind: "sequence",
      items,
      place: placeTo(reading, base + start, endOf(end), items.at(-1)),
    }),
  };
}

/** A unit's text with where it lies in bytes, which takes long to work out where it is not ASCII alone. */
interface PlacedView {
  readonly unit: Unit;
  readonly view: TextView;
  readonly offsets: ByteOffsets;
}

function readingOf({ unit, view, offsets }: PlacedView, problems: DocumentProblem[], options: YamlOptions): Reading {
  return { unit, text: view.text, offsets, problems, options, anchors: new Map(), size: 0, expanded: 0, deepest: 0 };
}

/** As `readYaml`, with the parser, which reads everything. */
export function parseYaml(unit: Unit, view: TextView, options: YamlOptions): YamlDocuments {
  const parsed = parseAllDocuments(view.text, { uniqueKeys: false, schema: "failsafe", prettyErrors: false });
  const parts = "empty" in parsed ? [] : parsed;
  const error = parts.flatMap((part) => part.errors).at(0);
  const offsets = byteOffsets(view, unit.bytes.length);
  if (error !== undefined) return { documents: [], problems: [syntaxProblem(error, view.text, offsets)] };
  const problems: DocumentProblem[] = [];
  const documents: DocumentNode[] = [];
  for (const { contents } of parts) {
    const reading = readingOf({ unit, view, offsets }, problems, options);
    try {
      if (contents !== null) documents.push(readNode(reading, contents, 1));
    } catch (limit) {
      if (!(limit instanceof LimitReached)) throw limit;
    }
  }
  return { documents, problems };
}

function placeOf(reading: Reading, start: number, end: number): Place {
  return { unit: reading.unit.id, span: { start: reading.offsets.at(start), end: reading.offsets.at(end) } };
}

/** The place of a map or list: where it has no brackets, and so no `end`, it ends with the last that is in it. */
function placeTo(reading: Reading, start: number, end: number | undefined, last: DocumentNode | undefined): Place {
  if (end !== undefined || last === undefined) return placeOf(reading, start, end ?? start);
  return { unit: reading.unit.id, span: { start: reading.offsets.at(start), end: last.place.span.end } };
}

function stop(reading: Reading, node: Node, message: string, hint: string): never {
  const [start, end] = node.range ?? [0, 0];
  reading.problems.push({ span: placeOf(reading, start, Math.min(end, start + 1)).span, message, hint });
  throw new LimitReached();
}

function readNode(reading: Reading, node: Node | null, depth: number): DocumentNode {
  if (node === null) return emptyScalar(reading, 0);
  if (isAlias(node)) return resolveAlias(reading, node, node.source, depth);
  if (depth > MAX_DEPTH) {
    stop(reading, node, `is nested deeper than ${MAX_DEPTH} levels`, "Write the document with fewer levels.");
  }
  const sizeBefore = reading.size++;
  const deepestBefore = reading.deepest;
  reading.deepest = depth;
  const anchor = node.anchor;
  if (anchor !== undefined) reading.anchors.set(anchor, { size: 0, depth: 0 });
  const result = readContents(reading, node, depth);
  if (anchor !== undefined) {
    const size = reading.size - sizeBefore;
    reading.anchors.set(anchor, { node: result, size, depth: reading.deepest - depth });
  }
  reading.deepest = Math.max(deepestBefore, reading.deepest);
  return result;
}

function readContents(reading: Reading, node: Node, depth: number): DocumentNode {
  const [start, end] = node.range ?? [0, 0];
  if (isScalar(node)) return readScalar(reading, node);
  const last = isMap(node) ? node.items.at(-1)?.value : isSeq(node) ? node.items.at(-1) : undefined;
  // What an alias stands for lies elsewhere.
  const closed = (isMap(node) || isSeq(node)) && (node.flow === true || isAlias(last)) ? end : undefined;
  if (isMap(node)) return readMapping(reading, node.items as readonly Pair[], [start, closed], depth);
  const items = isSeq(node) ? node.items.map((item) => readNode(reading, item as Node | null, depth + 1)) : [];
  const tag = isSeq(node) ? node.tag : undefined;
  return {
    kind: "sequence",
    items,
    place: placeTo(reading, start, closed, items.at(-1)),
    ...(tag !== undefined && /^![^!]/.test(tag) && { tag }),
  };
}

function resolveAlias(reading: Reading, alias: Node, name: string, depth: number): DocumentNode {
  const anchored = reading.anchors.get(name);
  if (anchored?.node === undefined) {
    const what = anchored === undefined ? "an anchor that is not defined before it" : "a node that it stands in itself";
    stop(reading, alias, `has an alias (*${name}) of ${what}`, "Define the anchor (&name) above the alias (*name).");
  }
  reading.size += anchored.size;
  reading.expanded += anchored.size;
  reading.deepest = Math.max(reading.deepest, depth + anchored.depth);
  if (reading.expanded > MAX_EXPANDED || depth + anchored.depth > MAX_DEPTH) {
    stop(reading, alias, "grows beyond all measure through its aliases", "Write out what the aliases stand for.");
  }
  return anchored.node;
}

interface Pair {
  readonly key: Node | null;
  readonly value: Node | null;
}

function readMapping(
  reading: Reading,
  pairs: readonly Pair[],
  [start, end]: readonly [start: number, end: number | undefined],
  depth: number,
): Mapping {
  const entries: Entry[] = [];
  const merged: Entry[] = [];
  let last: DocumentNode | undefined;
  for (const pair of pairs) {
    const key = readNode(reading, pair.key, depth + 1);
    const value =
      pair.value === null ? emptyScalar(reading, pair.key?.range?.[1] ?? 0) : readNode(reading, pair.value, depth + 1);
    last = value;
    if (key.kind !== "scalar") reading.problems.push(keyProblem(reading, pair, key.place));
    else if (key.value === "<<" && key.style === "plain") merged.push(...mergedEntries(value));
    else entries.push({ key, value });
  }
  const names = noteDuplicates(entries, reading);
  for (const entry of merged) {
    if (names.has(entry.key.value)) continue;
    names.add(entry.key.value);
    entries.push(entry);
  }
  return { kind: "map", entries, place: placeTo(reading, start, end, last) };
}

/** Maps up to which it is quicker to compare each key with each than to make a set of them. */
const FEW_KEYS = 16;

function hasDuplicates(entries: readonly Entry[]): boolean {
  if (entries.length > FEW_KEYS) return true;
  for (let one = 1; one < entries.length; one++) {
    const key = entries[one]?.key.value;
    for (let other = 0; other < one; other++) if (entries[other]?.key.value === key) return true;
  }
  return false;
}

/** Reports keys that stand twice; gives all of them. */
function noteDuplicates(entries: readonly Entry[], { problems, options }: Reading): Set<string> {
  const names = new Set<string>();
  for (const { key } of entries) {
    if (names.has(key.value) && options.mayRepeat?.(key.value) !== true)
      problems.push(duplicateProblem(key, options.duplicateKeys));
    names.add(key.value);
  }
  return names;
}

function mergedEntries(value: DocumentNode): readonly Entry[] {
  if (value.kind === "map") return value.entries;
  return value.kind === "sequence" ? value.items.flatMap((item) => (item.kind === "map" ? item.entries : [])) : [];
}

function duplicateProblem(key: Scalar, level: "error" | "note"): DocumentProblem {
  return {
    span: key.place.span,
    message: `has the key "${key.value.slice(0, 60)}" twice in one map`,
    hint: "Keep one of the two.",
    level,
  };
}

function keyProblem(reading: Reading, pair: Pair, place: Place): DocumentProblem {
  const start = pair.key?.range?.[0] ?? 0;
  const templated = reading.text.startsWith("{", start) && reading.text[start - 1] === "{";
  return {
    span: place.span,
    message: templated ? "is a template ({{ … }}) and not YAML yet" : "has a map or list as a key",
    hint: templated ? "Scan what the template makes, or leave the file out." : "Use a word as the key.",
    level: templated ? "note" : "error",
  };
}

function emptyScalar(reading: Reading, at: number): Scalar {
  const place = placeOf(reading, at, at);
  return { kind: "scalar", value: "", style: "plain", place, runs: [0, place.span.start] };
}

const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: "plain",
  QUOTE_SINGLE: "single",
  QUOTE_DOUBLE: "double",
  BLOCK_LITERAL: "literal",
  BLOCK_FOLDED: "folded",
};

function readScalar(reading: Reading, node: YamlScalar): Scalar {
  const { text } = reading;
  const style = STYLES[node.type ?? "PLAIN"] ?? "plain";
  const value = typeof node.value === "string" ? node.value : "";
  let [start, end] = node.range ?? [0, 0];
  if (style === "single" || style === "double") [start, end] = [start + 1, end - 1];
  if (style === "literal" || style === "folded") start = Math.min(end, text.indexOf("\n", start) + 1 || end);
  return scalarOf(reading, value, style, start, end);
}

/** A scalar of a value whose content stands between two offsets in the text. */
function scalarOf(reading: Reading, value: string, style: ScalarStyle, start: number, end: number): Scalar {
  const place = placeOf(reading, start, end);
  const source = reading.text.slice(start, end);
  if (reading.offsets.uniform && value === source)
    return { kind: "scalar", value, style, place, runs: [0, place.span.start] };
  const alignment = align(value, source, start, style);
  return { kind: "scalar", value, style, place, runs: byteRuns(reading, value, alignment) };
}

/** Alignment in bytes: a run ends behind each character that is wider than one byte. */
function byteRuns(reading: Reading, value: string, alignment: readonly (readonly [number, number])[]): number[] {
  const runs: number[] = [];
  alignment.forEach(([at, source], index) => {
    runs.push(at, reading.offsets.at(source));
    if (reading.offsets.uniform) return;
    const end = alignment[index + 1]?.[0] ?? value.length;
    for (let next = at; next < end; next++) {
      if (value.charCodeAt(next) >= 0x80) runs.push(next + 1, reading.offsets.at(source + next + 1 - at));
    }
  });
  return runs;
}
