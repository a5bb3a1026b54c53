import { isNull, scalarOf, scalarsIn, valueOf } from "../document/access.ts";
import type { DocumentNode, Scalar } from "../document/tree.ts";
import type { Binding, ParamSpec } from "./model.ts";

/** The maps of a list. */
export const items = (node: DocumentNode | undefined): readonly DocumentNode[] =>
  node?.kind === "sequence" ? node.items.filter(({ kind }) => kind === "map") : [];

/** A key's scalar, unless it stands for nothing. */
export function textOf(node: DocumentNode | undefined, key: string): Scalar | undefined {
  const found = scalarOf(node, key);
  return found === undefined || isNull(found) ? undefined : found;
}

/** A scalar under the name of a model's key. */
export const optional = <Key extends string>(
  key: Key,
  value: Scalar | undefined,
): { readonly [Name in Key]?: Scalar } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [Name in Key]?: Scalar };

/** `name` and `value` of a list's items; of values that are lists or maps each text in them. */
export function parseGiven(node: DocumentNode | undefined): Binding[] {
  return items(node).flatMap((item) => {
    const name = textOf(item, "name");
    return name === undefined ? [] : scalarsIn(valueOf(item, "value")).map((value) => ({ name, value }));
  });
}

/** The entries of a map whose values are texts. */
export function parseMap(node: DocumentNode | undefined): Binding[] {
  if (node?.kind !== "map") return [];
  return node.entries.flatMap(({ key, value }) => (value.kind === "scalar" ? [{ name: key, value }] : []));
}

export function parseParams(node: DocumentNode | undefined): ParamSpec[] {
  return items(node).flatMap((item) => {
    const name = textOf(item, "name");
    if (name === undefined) return [];
    const type = scalarOf(item, "type")?.value ?? "string";
    const takesText = valueOf(item, "enum") === undefined && type === "string";
    return [{ name, takesText, ...optional("default", scalarOf(item, "default")) }];
  });
}
