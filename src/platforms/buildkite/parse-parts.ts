import { isNull, scalarsOf } from "../document/access.ts";
import { type DocumentNode, type Mapping, placeWithin, type Scalar } from "../document/tree.ts";
import type { Binding, Plugin, SecretBinding, Setting } from "./model.ts";

type Present<Parts> = { readonly [Key in keyof Parts]?: Scalar };

/** The scalars of a record that are there and say something. */
export function optional<Parts extends Readonly<Record<string, Scalar | undefined>>>(parts: Parts): Present<Parts> {
  return Object.fromEntries(
    Object.entries(parts).filter(([, scalar]) => scalar !== undefined && !isNull(scalar)),
  ) as Present<Parts>;
}

/** The scalars of a list or of one scalar, without those that are nothing. */
export const textsOf = (node: DocumentNode | undefined): Scalar[] => scalarsOf(node).filter((one) => !isNull(one));

/** The entries of a map whose values are scalars, or those of a list of `NAME=value`. */
export function bindingsOf(node: DocumentNode | undefined): Binding[] {
  if (node?.kind === "map")
    return node.entries.flatMap(({ key, value }) => (value.kind === "scalar" ? [{ name: key, value }] : []));
  return node?.kind === "sequence"
    ? node.items.flatMap((item) => (item.kind === "scalar" ? assignmentOf(item) : []))
    : [];
}

/** `NAME=value` as a binding. */
export function assignmentOf(scalar: Scalar): Binding[] {
  const at = scalar.value.indexOf("=");
  return at < 1 ? [] : [{ name: partOf(scalar, 0, at), value: partOf(scalar, at + 1, scalar.value.length) }];
}

/** A part of a scalar as a scalar of its own. */
export function partOf(scalar: Scalar, start: number, end: number): Scalar {
  const place = placeWithin(scalar, start, end);
  return {
    kind: "scalar",
    value: scalar.value.slice(start, end),
    style: scalar.style,
    place,
    runs: runsWithin(scalar, start, place.span.start),
  };
}

/** Where the rest of a scalar lies, from an offset on. */
function runsWithin({ runs }: Scalar, from: number, byte: number): number[] {
  const found = [0, byte];
  for (let at = 0; at + 1 < runs.length; at += 2) {
    const [index = 0, offset = 0] = [runs[at], runs[at + 1]];
    if (index > from) found.push(index - from, offset);
  }
  return found;
}

/** `secrets`: names, or variables with the names of the secrets that they take. */
export function secretsOf(node: DocumentNode | undefined): SecretBinding[] {
  if (node?.kind === "map")
    return node.entries.flatMap(({ key, value }) =>
      value.kind === "scalar" ? [{ variable: key, secret: value }] : [],
    );
  return textsOf(node).map((name) => ({ variable: name, secret: name }));
}

/** `plugins`: a list of names and of maps with one key each, or a map of all. */
export function pluginsOf(node: DocumentNode | undefined): Plugin[] {
  if (node === undefined) return [];
  if (node.kind === "scalar") return isNull(node) ? [] : [{ source: node, settings: [] }];
  if (node.kind === "sequence") return node.items.flatMap((item) => (item.kind === "sequence" ? [] : pluginsOf(item)));
  return node.entries.map(({ key, value }) => ({ source: key, settings: settingsOf(value, key, "") }));
}

function settingsOf(node: DocumentNode, name: Scalar, path: string): Setting[] {
  if (node.kind === "scalar") return isNull(node) ? [] : [{ name, path, value: node }];
  if (node.kind === "sequence") return node.items.flatMap((item) => settingsOf(item, name, path));
  return node.entries.flatMap(({ key, value }) =>
    settingsOf(value, key, path === "" ? key.value : `${path}.${key.value}`),
  );
}

/** `notify`: what each service is told, by the service's name. */
export function notifiesOf(node: DocumentNode | undefined): Binding[] {
  if (node?.kind !== "sequence") return [];
  return node.items.flatMap((item) => (item.kind === "map" ? told(item) : []));
}

const told = ({ entries }: Mapping): Binding[] =>
  entries.flatMap(({ key, value }) => {
    if (value.kind === "scalar") return key.value === "if" ? [] : [{ name: key, value }];
    return settingsOf(value, key, key.value).map((setting) => ({ name: key, value: setting.value }));
  });
