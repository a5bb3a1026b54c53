import { asScalar, isNull, scalarOf, scalarsOf, valueOf } from "../document/access.ts";
import type { DocumentNode, Entry, Scalar } from "../document/tree.ts";
import type {
  Binding,
  Container,
  GivenParameter,
  Parameter,
  Pool,
  TemplateCall,
  TriggerSetting,
  Variables,
} from "./model.ts";
import { GUARDS } from "./unfold.ts";

type Optional<Key extends string> = { readonly [Name in Key]?: Scalar };

/** The scalars among a map's values under the given keys, those that are empty left out. */
export function pick<const Key extends string>(node: DocumentNode | undefined, ...keys: readonly Key[]): Optional<Key> {
  const found: Record<string, Scalar> = {};
  for (const key of keys) {
    const value = scalarOf(node, key);
    if (value !== undefined && !isNull(value)) found[key] = value;
  }
  return found as Optional<Key>;
}

export const entriesOf = (node: DocumentNode | undefined): readonly Entry[] =>
  node?.kind === "map" ? node.entries : [];

export const itemsOf = (node: DocumentNode | undefined): readonly DocumentNode[] =>
  node?.kind === "sequence" ? node.items : [];

/** The conditions of compilation that an item stands below. */
export const guardsOf = (node: DocumentNode): readonly Scalar[] => scalarsOf(valueOf(node, GUARDS));

/** The entries of a map whose values are scalars. */
export function parseBindings(node: DocumentNode | undefined): Binding[] {
  return entriesOf(node).flatMap(({ key, value }) => (value.kind === "scalar" ? [{ name: key, value }] : []));
}

/** `variables` as a map, or as a list of variables, groups and templates. */
export function parseVariables(node: DocumentNode | undefined): Variables {
  const entries = entriesOf(node).flatMap(({ key, value }) => {
    const scalar = asScalar(value);
    return scalar === undefined ? [] : [{ name: key, ...(!isNull(scalar) && { value: scalar }) }];
  });
  const listed = itemsOf(node).flatMap((item) => {
    const name = scalarOf(item, "name");
    return name === undefined ? [] : [{ name, ...pick(item, "value", "readonly") }];
  });
  return {
    entries: [...entries, ...listed],
    groups: itemsOf(node).flatMap((item) => scalarOf(item, "group") ?? []),
    templates: itemsOf(node).flatMap((item) => parseCall(item) ?? []),
  };
}

export const NO_VARIABLES: Variables = { entries: [], groups: [], templates: [] };

/** `template:` with its parameters. */
export function parseCall(node: DocumentNode | undefined): TemplateCall | undefined {
  const file = scalarOf(node, "template");
  if (node === undefined || file === undefined || isNull(file)) return undefined;
  return { file, place: node.place, parameters: parseGiven(valueOf(node, "parameters")) };
}

function parseGiven(node: DocumentNode | undefined): GivenParameter[] {
  return entriesOf(node).flatMap(({ key, value }) =>
    scalarsBelow(key, value).map((binding) => ({ ...binding, parameter: key.value })),
  );
}

/** Scalars at any depth, each with the key that it stands under. */
function scalarsBelow(name: Scalar, node: DocumentNode): Binding[] {
  if (node.kind === "scalar") return isNull(node) ? [] : [{ name, value: node }];
  // Steps and jobs that a template is given are read as what they are.
  if (node.kind === "sequence") return node.items.flatMap((item) => (isWork(item) ? [] : scalarsBelow(name, item)));
  return node.entries.flatMap(({ key, value }) => scalarsBelow(key, value));
}

/** Keys that a step, a job or a stage begins with, in a list that a template is given. */
const WORK =
  /^(?:script|bash|pwsh|powershell|task|checkout|download|publish|template|getPackage|reviewApp|job|deployment|phase|stage)$/;

export const isWork = (node: DocumentNode): boolean =>
  node.kind === "map" && node.entries.some(({ key }) => WORK.test(key.value));

export function parsePool(node: DocumentNode | undefined): { readonly pool?: Pool } {
  if (node === undefined) return {};
  if (node.kind === "scalar") return isNull(node) ? {} : { pool: { place: node.place, name: node, demands: [] } };
  return {
    pool: { place: node.place, ...pick(node, "name", "vmImage"), demands: scalarsOf(valueOf(node, "demands")) },
  };
}

/** A container by its alias or image alone, or as a map. */
export function parseContainer(node: DocumentNode | undefined, alias?: Scalar): Container | undefined {
  if (node === undefined || (node.kind === "scalar" && isNull(node))) return undefined;
  const named = alias === undefined ? {} : { alias };
  if (node.kind === "scalar") return { ...named, place: node.place, image: node, env: [] };
  const settings = pick(node, "image", "endpoint", "options", "mountDockerSocket");
  const image = settings.image ?? scalarOf(node, "alias");
  return {
    ...named,
    place: node.place,
    ...settings,
    ...(image && { image }),
    env: parseBindings(valueOf(node, "env")),
  };
}

/** `trigger` or `pr`: `none`, a list of branches, or a map. */
export function parseTrigger(node: DocumentNode | undefined): TriggerSetting | undefined {
  if (node === undefined) return undefined;
  if (node.kind === "scalar") return { place: node.place, isNone: /^none$/i.test(node.value.trim()), branches: [] };
  const branches = node.kind === "map" ? valueOf(node, "branches") : node;
  return {
    place: node.place,
    isNone: false,
    branches: scalarsOf(branches?.kind === "map" ? valueOf(branches, "include") : branches),
  };
}

/** `parameters` as a list, or in the older form of a map with defaults. */
export function parseParameters(node: DocumentNode | undefined): Parameter[] {
  const old = entriesOf(node).map(({ key, value }) => {
    const scalar = asScalar(value);
    return { name: key, ...(scalar !== undefined && !isNull(scalar) && { default: scalar }), values: [] };
  });
  const listed = itemsOf(node).flatMap((item): Parameter[] => {
    const name = scalarOf(item, "name");
    if (name === undefined) return [];
    return [{ name, ...pick(item, "type", "default", "displayName"), values: scalarsOf(valueOf(item, "values")) }];
  });
  return [...old, ...listed];
}
