import { scalarsIn, valueOf } from "../document/access.ts";
import type { DocumentNode, Scalar } from "../document/tree.ts";

/** The values that a dimension of a matrix takes: with those that `include` adds, without those that `exclude` takes out. */
export function matrixValues(matrix: DocumentNode | undefined, key: string): readonly Scalar[] {
  // What an entry with more keys takes out stays in with other values of theirs.
  const gone = new Set(
    itemsOf(matrix, "exclude")
      .filter((item) => item.kind === "map" && item.entries.length === 1)
      .flatMap((item) => valuesIn(item, key).map(({ value }) => value)),
  );
  const own = valuesIn(matrix, key).filter(({ value }) => !gone.has(value));
  return [...own, ...itemsOf(matrix, "include").flatMap((item) => valuesIn(item, key))];
}

function itemsOf(matrix: DocumentNode | undefined, key: string): readonly DocumentNode[] {
  const list = valueOf(matrix, key);
  return list?.kind === "sequence" ? list.items : [];
}

/** Names do not mind case. */
function valuesIn(node: DocumentNode | undefined, key: string): readonly Scalar[] {
  if (node?.kind !== "map") return [];
  return scalarsIn(node.entries.find((entry) => entry.key.value.toLowerCase() === key.toLowerCase())?.value);
}
