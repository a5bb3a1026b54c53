import type { Span } from "../core/span.ts";

/** A scalar of a YAML document; its span is the content, quotes left out. */
export interface YamlScalar {
  readonly kind: "scalar";
  readonly value: string | number | bigint | boolean | null;
  readonly span: Span;
}

export interface YamlField {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: YamlNode;
}

/** A map whose keys are texts, each once, in the order of the document. */
export interface YamlMap {
  readonly kind: "map";
  readonly fields: readonly YamlField[];
  readonly span: Span;
}

export interface YamlList {
  readonly kind: "list";
  readonly items: readonly YamlNode[];
  readonly span: Span;
}

/** A YAML document as plain data with spans; an alias has the span of the alias and the content of its anchor. */
export type YamlNode = YamlScalar | YamlMap | YamlList;

/** Keys and indexes from the root to a node, as a schema reports them. */
export type YamlPath = readonly PropertyKey[];

/** The field of that key, where the node is a map that has it. */
export function fieldOf(node: YamlNode | undefined, key: PropertyKey): YamlField | undefined {
  if (node?.kind !== "map") return undefined;
  for (const field of node.fields) if (field.key === key) return field;
  return undefined;
}

/** The node at a path; undefined where the document ends before. */
export function nodeAt(root: YamlNode, path: YamlPath): YamlNode | undefined {
  let node: YamlNode | undefined = root;
  for (const step of path) {
    node = node?.kind === "list" ? node.items[Number(step)] : fieldOf(node, step)?.value;
  }
  return node;
}

/** A span short enough to point at: a scalar itself, the first key or item of a collection. */
export function headOf(node: YamlNode): Span {
  if (node.kind === "map") return node.fields[0]?.keySpan ?? node.span;
  const first = node.kind === "list" ? node.items[0] : undefined;
  return first === undefined ? node.span : headOf(first);
}

/** Whether nothing was written: `key:` and `key: ""`. */
export function isBlank(node: YamlNode): boolean {
  return (
    node.kind === "scalar" && (node.value === null || (typeof node.value === "string" && node.value.trim() === ""))
  );
}

const OWN = { enumerable: true, configurable: true, writable: true } as const;

/** The bare data for a schema; fields that are blank count as not written. */
export function toPlain(node: YamlNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "list") return node.items.map(toPlain);
  const plain: Record<string, unknown> = {};
  for (const { key, value } of node.fields) {
    if (isBlank(value)) continue;
    // An assignment would not make it a key as any other.
    if (key === "__proto__") Object.defineProperty(plain, key, { ...OWN, value: toPlain(value) });
    else plain[key] = toPlain(value);
  }
  return plain;
}

/** All scalars below a node that say something. */
export function scalarsOf(node: YamlNode | undefined): YamlScalar[] {
  if (node === undefined || isBlank(node)) return [];
  if (node.kind === "scalar") return [node];
  const children = node.kind === "list" ? node.items : node.fields.map((field) => field.value);
  return children.flatMap(scalarsOf);
}
