import { isAlias, isMap, isScalar, type ParsedNode, parseDocument, Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import type { Span } from "../core/span.ts";
import type { DocumentProblem } from "../core/stages.ts";
import { type TextView, viewText } from "../core/text.ts";
import { quoteWord } from "./quote-word.ts";
import { syntaxProblems } from "./syntax-problems.ts";
import type { YamlField, YamlList, YamlMap, YamlNode, YamlScalar } from "./yaml-tree.ts";

/** Values that aliases may repeat in one document, so that a few lines cannot grow into billions. */
const MOST_REPEATED = 100_000;

/** A document as far as it can be read; `refused` are the values of keys that are no text or stand there twice. */
export interface YamlDocument {
  /** Absent where the document is empty. */
  readonly root?: YamlNode;
  readonly problems: readonly DocumentProblem[];
  readonly refused: readonly YamlNode[];
}

interface Reading {
  readonly view: TextView;
  readonly problems: DocumentProblem[];
  readonly refused: YamlNode[];
  readonly anchors: Map<string, { readonly node: YamlNode; readonly size: number }>;
  /** Nodes so far, the repeated ones counted each time. */
  size: number;
  repeated: number;
}

/** Reads a YAML document into plain data with byte spans; errors of syntax leave what can be read around them. */
export function readYaml(bytes: Uint8Array): YamlDocument {
  const view = viewText(bytes);
  const document = parseDocument(view.text, { uniqueKeys: false, prettyErrors: false });
  const reading: Reading = { view, problems: [], refused: [], anchors: new Map(), size: 0, repeated: 0 };
  const root = document.contents === null ? undefined : readNode(document.contents, reading);
  const problems = [...syntaxProblems([...document.errors, ...document.warnings], view), ...reading.problems];
  return { ...(root === undefined ? {} : { root }), problems, refused: reading.refused };
}

function readNode(node: ParsedNode, reading: Reading): YamlNode {
  if (isAlias(node)) return readAlias(node.source, node.range, reading);
  const before = reading.size++;
  const read = isScalar(node)
    ? readScalar(node, reading.view)
    : isMap(node)
      ? readMap(node, reading)
      : readList(node, reading);
  // Known from here on only: an alias inside its own anchor finds nothing and cannot run in circles.
  if (node.anchor !== undefined) reading.anchors.set(node.anchor, { node: read, size: reading.size - before });
  return read;
}

function readAlias(name: string, [start, end]: readonly number[], reading: Reading): YamlNode {
  const span = spanOf(reading.view, start, end);
  const anchor = reading.anchors.get(name);
  const nothing: YamlScalar = { kind: "scalar", value: null, span };
  if (anchor === undefined) {
    const hint = "Write the value out, or define its anchor first.";
    reading.problems.push({ span, message: "the alias has no anchor above it", hint });
    return nothing;
  }
  reading.size += anchor.size;
  const before = reading.repeated;
  reading.repeated += anchor.size;
  if (reading.repeated <= MOST_REPEATED) return { ...anchor.node, span };
  if (before <= MOST_REPEATED) {
    const message = `aliases repeat more than ${MOST_REPEATED.toLocaleString("en")} values`;
    reading.problems.push({ span, message, hint: "Write the values out; no alias from here on was read." });
  }
  return nothing;
}

function readScalar(node: Scalar.Parsed, view: TextView): YamlScalar {
  const [start, end] = contentRange(node, view.text);
  const { value } = node;
  const known = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  return { kind: "scalar", value: known ? value : null, span: spanOf(view, start, end) };
}

/** String offsets of what a scalar says: without quotes, and without the line breaks after a block. */
function contentRange(node: Scalar.Parsed, text: string): readonly [number, number] {
  const [start, end] = node.range;
  switch (node.type) {
    case Scalar.QUOTE_SINGLE:
    case Scalar.QUOTE_DOUBLE: {
      const closed = end - start > 1 && text[end - 1] === text[start];
      return [start + 1, closed ? end - 1 : end];
    }
    default:
      return [start, start + text.slice(start, end).trimEnd().length];
  }
}

function readMap(map: YAMLMap.Parsed, reading: Reading): YamlMap {
  const start = reading.view.byteAt(map.range[0]);
  const fields = new Map<string, YamlField>();
  for (const pair of map.items) {
    const key = readNode(pair.key, reading);
    const { span } = key;
    const nothing: YamlScalar = { kind: "scalar", value: null, span: { start: span.end, end: span.end } };
    const value = pair.value === null ? nothing : readNode(pair.value, reading);
    const name = key.kind === "scalar" ? String(key.value ?? "") : undefined;
    if (name !== undefined && !fields.has(name)) {
      fields.set(name, { key: name, keySpan: span, value });
      continue;
    }
    reading.refused.push(value);
    reading.problems.push(
      name === undefined
        ? { span, message: "a key is not text", hint: "Write a plain word before the colon." }
        : {
            span,
            message: `the key${quoteWord(name)} is written twice in one map`,
            hint: "Keep one of the two; the first one was read.",
          },
    );
  }
  return { kind: "map", fields: [...fields.values()], span: { start, end: reading.view.byteAt(map.range[1]) } };
}

function readList(list: YAMLSeq.Parsed, reading: Reading): YamlList {
  const start = reading.view.byteAt(list.range[0]);
  const items = list.items.map((item) => readNode(item, reading));
  return { kind: "list", items, span: { start, end: reading.view.byteAt(list.range[1]) } };
}

function spanOf(view: TextView, start = 0, end = start): Span {
  return { start: view.byteAt(start), end: view.byteAt(end) };
}
