import { remembered } from "../flow/remembered.ts";
import type { DocumentNode, Entry, Mapping, Scalar } from "./tree.ts";

/** The entry of a key, the last one where it stands twice; undefined where the node is no map. */
export function entryOf(node: DocumentNode | undefined, key: string): Entry | undefined {
  if (node?.kind !== "map") return undefined;
  if (node.entries.length > MOST_SEARCHED) return indexOf(node).get(key);
  for (let at = node.entries.length - 1; at >= 0; at--) {
    const entry = node.entries[at];
    if (entry?.key.value === key) return entry;
  }
  return undefined;
}

/** Entries up to which looking through them is quicker than an index: a file of thousands of jobs is asked for each. */
const MOST_SEARCHED = 64;

const indexOf = remembered((map: Mapping) => new Map(map.entries.map((entry) => [entry.key.value, entry])));

/** The value of a key. */
export function valueOf(node: DocumentNode | undefined, key: string): DocumentNode | undefined {
  return entryOf(node, key)?.value;
}

/** The value of a key, where it is a scalar. */
export function scalarOf(node: DocumentNode | undefined, key: string): Scalar | undefined {
  return asScalar(valueOf(node, key));
}

export function asScalar(node: DocumentNode | undefined): Scalar | undefined {
  return node?.kind === "scalar" ? node : undefined;
}

export function asMapping(node: DocumentNode | undefined): Mapping | undefined {
  return node?.kind === "map" ? node : undefined;
}

/** A scalar, or the scalars of a sequence: the two forms that most lists of names may take. */
export function scalarsOf(node: DocumentNode | undefined): readonly Scalar[] {
  if (node?.kind === "scalar") return [node];
  return node?.kind === "sequence" ? node.items.filter((item) => item.kind === "scalar") : [];
}

/** Every scalar below a node, at any depth, keys left out. */
export function scalarsIn(node: DocumentNode | undefined): readonly Scalar[] {
  if (node === undefined) return [];
  if (node.kind === "scalar") return [node];
  return node.kind === "sequence"
    ? node.items.flatMap(scalarsIn)
    : node.entries.flatMap(({ value }) => scalarsIn(value));
}

/** Whether a plain scalar stands for nothing: empty, `~` or `null`. */
export function isNull({ style, value }: Scalar): boolean {
  return style === "plain" && value.length <= LONGEST_NULL && /^(?:~|null|Null|NULL)?$/.test(value);
}

const LONGEST_NULL = 4;
