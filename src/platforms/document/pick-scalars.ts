import { isNull, scalarOf } from "./access.ts";
import type { DocumentNode, Scalar } from "./tree.ts";

type Optional<Key extends string> = { readonly [Name in Key]?: Scalar };

/** The scalars among a map's values under the given names; a model's key may differ from the document's. */
export function pickScalars<const Names extends Readonly<Record<string, string>>>(
  node: DocumentNode | undefined,
  names: Names,
): Optional<Extract<keyof Names, string>> {
  const found: Record<string, Scalar> = {};
  for (const [name, key] of Object.entries(names)) {
    const value = scalarOf(node, key);
    if (value !== undefined && !isNull(value)) found[name] = value;
  }
  return found;
}
