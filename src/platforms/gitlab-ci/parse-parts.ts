import { isNull, valueOf } from "../document/access.ts";
import { pickScalars } from "../document/pick-scalars.ts";
import type { DocumentNode, Scalar } from "../document/tree.ts";
import type { Binding, Image, RefFilter, Rule, ScriptLines, Service, Variable } from "./model.ts";
import type { Resolver } from "./resolve-nodes.ts";

/** Scalars of a list of any depth, references filled in; a lone scalar is a list of one. */
export function scalarsWithin(resolver: Resolver, node: DocumentNode | undefined): readonly Scalar[] {
  return resolver.flatten(node).filter((item): item is Scalar => item.kind === "scalar" && !isNull(item));
}

export const parseScript = (resolver: Resolver, node: DocumentNode | undefined): ScriptLines =>
  scalarsWithin(resolver, node);

/** The entries of a map whose values are scalars. */
export function parseBindings(resolver: Resolver, node: DocumentNode | undefined): Binding[] {
  const map = resolver.follow(node);
  if (map?.kind !== "map") return [];
  return map.entries.flatMap(({ key, value }) => {
    const scalar = resolver.follow(value);
    return scalar?.kind === "scalar" ? [{ name: key, value: scalar }] : [];
  });
}

export function parseVariables(resolver: Resolver, node: DocumentNode | undefined): Variable[] {
  const map = resolver.follow(node);
  if (map?.kind !== "map") return [];
  return map.entries.flatMap(({ key, value }): Variable[] => {
    const found = resolver.follow(value);
    if (found?.kind === "scalar") return [{ name: key, ...(!isNull(found) && { value: found }), options: [] }];
    if (found?.kind !== "map") return [];
    const options = scalarsWithin(resolver, valueOf(found, "options"));
    const names = { value: "value", description: "description", expand: "expand" } as const;
    return [{ name: key, ...pickScalars(found, names), options }];
  });
}

/** An image by its name alone, or as a map; nothing where it has no name. */
export function parseImage(resolver: Resolver, node: DocumentNode | undefined): { readonly image?: Image } {
  const found = resolver.follow(node);
  const name = found?.kind === "scalar" ? found : resolver.follow(valueOf(found, "name"));
  if (name?.kind !== "scalar" || isNull(name)) return {};
  return { image: { name, entrypoint: scalarsWithin(resolver, valueOf(found, "entrypoint")) } };
}

export function parseServices(resolver: Resolver, node: DocumentNode | undefined): Service[] {
  return resolver.flatten(node).flatMap((item) => {
    const { image } = parseImage(resolver, item);
    if (image === undefined) return [];
    const variables = parseVariables(resolver, valueOf(item, "variables"));
    const command = scalarsWithin(resolver, valueOf(item, "command"));
    return [{ ...image, ...pickScalars(item, { alias: "alias" }), command, variables }];
  });
}

export function parseRules(resolver: Resolver, node: DocumentNode | undefined): { readonly rules?: readonly Rule[] } {
  if (node === undefined) return {};
  const rules = resolver.flatten(node).flatMap((item) => (item.kind === "map" ? [parseRule(resolver, item)] : []));
  return { rules };
}

function parseRule(resolver: Resolver, node: DocumentNode): Rule {
  const condition = resolver.follow(valueOf(node, "if"));
  return {
    place: node.place,
    ...(condition?.kind === "scalar" && { if: condition }),
    ...pickScalars(node, { when: "when", allowFailure: "allow_failure" }),
    narrowed: valueOf(node, "changes") !== undefined || valueOf(node, "exists") !== undefined,
    variables: parseVariables(resolver, valueOf(node, "variables")),
  };
}

/** `only` or `except`: a list of refs, or a map of conditions. */
export function parseRefFilter(resolver: Resolver, node: DocumentNode | undefined): RefFilter | undefined {
  const found = resolver.follow(node);
  if (found === undefined) return undefined;
  if (found.kind !== "map") return { refs: scalarsWithin(resolver, found), variables: [] };
  return {
    refs: scalarsWithin(resolver, valueOf(found, "refs")),
    variables: scalarsWithin(resolver, valueOf(found, "variables")),
  };
}
