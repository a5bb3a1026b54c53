import { isNull, scalarOf, scalarsOf, valueOf } from "../document/access.ts";
import { type DocumentNode, placeWithin, type Scalar } from "../document/tree.ts";
import type { Filter, Given, ListedSecret, Names } from "./model.ts";

/** The scalars of a list or of one scalar, without those that are nothing. */
export const textsOf = (node: DocumentNode | undefined): Scalar[] => scalarsOf(node).filter((one) => !isNull(one));

/** The secret that a value is taken from; undefined where it is written. */
const secretOf = (node: DocumentNode): Scalar | undefined => scalarOf(node, "from_secret") ?? scalarOf(node, "$secret");

/** `environment`: a map of values and secrets, or a list of `NAME=value`. */
export function environmentOf(node: DocumentNode | undefined): Given[] {
  if (node?.kind === "sequence")
    return node.items.flatMap((item) => (item.kind === "scalar" ? assignmentOf(item) : []));
  return node?.kind === "map" ? node.entries.flatMap(({ key, value }) => givenWithin(value, key, key.value)) : [];
}

/** `NAME=value` as a variable. */
function assignmentOf(scalar: Scalar): Given[] {
  const at = scalar.value.indexOf("=");
  if (at < 1) return [];
  const name = partOf(scalar, 0, at);
  return [{ name, path: name.value, value: partOf(scalar, at + 1, scalar.value.length) }];
}

/** A part of a scalar in one line as a scalar of its own. */
function partOf(scalar: Scalar, start: number, end: number): Scalar {
  const place = placeWithin(scalar, start, end);
  return {
    kind: "scalar",
    value: scalar.value.slice(start, end),
    style: scalar.style,
    place,
    runs: [0, place.span.start],
  };
}

/** Settings of a plugin, at any depth. */
export function settingsOf(node: DocumentNode | undefined): Given[] {
  return node?.kind === "map" ? node.entries.flatMap(({ key, value }) => givenWithin(value, key, key.value)) : [];
}

/** What an entry gives: a secret, a value, or those of a list or map below it. */
export function givenWithin(node: DocumentNode, name: Scalar, path: string): Given[] {
  if (node.kind === "scalar") return isNull(node) ? [] : [{ name, path, value: node }];
  if (node.kind === "sequence") return node.items.flatMap((item) => givenWithin(item, name, path));
  const secret = secretOf(node);
  if (secret !== undefined) return [{ name, path, secret }];
  return node.entries.flatMap(({ key, value }) => givenWithin(value, key, `${path}.${key.value}`));
}

/** `secrets` of older versions: names, or `source` and `target`. */
export function secretsOf(node: DocumentNode | undefined): ListedSecret[] {
  if (node?.kind !== "sequence") return [];
  return node.items.flatMap((item): ListedSecret[] => {
    if (item.kind === "scalar") return isNull(item) ? [] : [{ secret: item, variable: item.value }];
    const secret = scalarOf(item, "source");
    return secret === undefined ? [] : [{ secret, variable: scalarOf(item, "target")?.value ?? secret.value }];
  });
}

/** Parts of a filter that say when something runs; `status` says what came before, and all others narrow it. */
const KNOWN = new Set(["event", "branch", "target", "environment", "evaluate", "status"]);

/** `when` or `trigger`: one filter, or a list of which one has to hold. */
export function filtersOf(node: DocumentNode | undefined): Filter[] {
  if (node?.kind === "sequence") return node.items.flatMap(filtersOf);
  if (node?.kind !== "map") return [];
  const events = namesOf(valueOf(node, "event"));
  const branches = namesOf(valueOf(node, "branch"));
  const targets = namesOf(valueOf(node, "target") ?? valueOf(node, "environment"));
  const expression = scalarOf(node, "evaluate");
  return [
    {
      ...(events && { events }),
      ...(branches && { branches }),
      ...(targets && { targets }),
      ...(expression && { expression }),
      isNarrowed: node.entries.some(({ key }) => !KNOWN.has(key.value)),
    },
  ];
}

function namesOf(node: DocumentNode | undefined): Names | undefined {
  if (node === undefined) return undefined;
  if (node.kind !== "map") return { include: textsOf(node), exclude: [] };
  return { include: textsOf(valueOf(node, "include")), exclude: textsOf(valueOf(node, "exclude")) };
}
