import type { Inventory, InventoryEntry } from "../../core/inventory.ts";
import { namesText } from "../../core/name-pattern.ts";
import type { ObservedList, ObservedSecret } from "../../core/observed.ts";
import { isCovered } from "./coverage.ts";
import { observedPlace, placeOf, type StorePlace, scopesAgree } from "./store-place.ts";

/** A secret of a store, with the entry that declares it. */
export interface Sighting {
  readonly list: ObservedList;
  readonly secret: ObservedSecret;
  readonly entry: InventoryEntry;
  /** Whether it lies where the entry says: `scope` is the same store elsewhere, `store` another store. */
  readonly lies: "there" | "scope" | "store";
}

/** What of the stores is declared, and what is not. */
export interface Sightings {
  readonly all: readonly Sighting[];
  readonly undeclared: readonly { readonly list: ObservedList; readonly secret: ObservedSecret }[];
  /** Entries that no list has, though all secrets of the place that they name are in one. */
  readonly missing: readonly InventoryEntry[];
}

const known = new WeakMap<Inventory, { readonly lists: readonly ObservedList[]; readonly sightings: Sightings }>();

/** Finds the entry of each secret that stores say they have; all rules ask for the same. */
export function sightingsOf(inventory: Inventory, lists: readonly ObservedList[]): Sightings {
  const before = known.get(inventory);
  if (before?.lists === lists) return before.sightings;
  const sightings = match(inventory, lists);
  known.set(inventory, { lists, sightings });
  return sightings;
}

function match({ entries }: Inventory, lists: readonly ObservedList[]): Sightings {
  const index = indexOf(entries);
  const all: Sighting[] = [];
  const rest: { readonly list: ObservedList; readonly secret: ObservedSecret }[] = [];
  for (const list of lists) {
    for (const secret of list.secrets) {
      const there = index.at(list.scheme, secret);
      for (const entry of there) all.push({ list, secret, entry, lies: "there" });
      if (there.length === 0) rest.push({ list, secret });
    }
  }
  const seen = new Set(all.map(({ entry }) => entry));
  const missing = new Set(
    index.placed.flatMap(([entry, place]) => (!seen.has(entry) && isCovered(place, lists) ? [entry] : [])),
  );
  const undeclared: typeof rest = [];
  for (const { list, secret } of rest) {
    // What a repository has is read wherever an environment has nothing of that name, so that the two are never strangers.
    const moved = index
      .movedTo(list.scheme, secret)
      .filter((entry) => list.scheme === "github-secret" || missing.has(entry));
    const copied = index.copiedTo(list.scheme, secret);
    for (const entry of moved) all.push({ list, secret, entry, lies: "scope" });
    for (const entry of moved.length > 0 ? [] : copied) all.push({ list, secret, entry, lies: "store" });
    if (moved.length === 0 && copied.length === 0) undeclared.push({ list, secret });
  }
  const elsewhere = new Set(all.map(({ entry }) => entry));
  return { all, undeclared, missing: [...missing].filter((entry) => !elsewhere.has(entry)) };
}

type Find = (scheme: string, secret: ObservedSecret) => readonly InventoryEntry[];

interface Index {
  readonly placed: readonly (readonly [InventoryEntry, StorePlace])[];
  /** Entries that lie where a secret of a store does. */
  readonly at: Find;
  /** Those of its name that lie elsewhere in the same store, and in another one. */
  readonly movedTo: Find;
  readonly copiedTo: Find;
}

function indexOf(entries: readonly InventoryEntry[]): Index {
  const places = new Map<InventoryEntry, StorePlace>();
  for (const entry of entries) {
    const place = entry.store === undefined ? undefined : placeOf(entry.store.value, entry.name.value);
    if (place !== undefined) places.set(entry, place);
  }
  const placed = Map.groupBy(places, ([, { scheme, name }]) => `${scheme}\n${name}`);
  const byLeaf = Map.groupBy(places, ([, { scheme, name }]) => `${scheme}\n${leafOf(name)}`);
  const byName = Map.groupBy(entries, ({ name }) => plainName(name.value));
  const byPath = Map.groupBy(places, ([, { name }]) => leafOf(name));

  return {
    placed: [...places],
    at(scheme, secret) {
      const place = observedPlace(scheme, secret.name, secret.scope);
      const there = (placed.get(`${scheme}\n${place.name}`) ?? []).filter(([, { scope }]) =>
        scopesAgree(scope, place.scope),
      );
      const exact = there.filter(([, { scope }]) => scope === place.scope);
      const found = (exact.length > 0 ? exact : there).map(([entry]) => entry);
      if (found.length > 0) return ofEnvironment(found, secret);
      // What says no place goes by its name, and so does what is a copy by what it is copied from.
      const named = (byName.get(plainName(secret.name)) ?? []).filter((entry) => isAnywhere(entry, scheme));
      if (named.length > 0) return ofEnvironment(named, secret);
      return (secret.copyOf ?? []).flatMap((path) =>
        (byPath.get(leafOf(path)) ?? [])
          .filter(([, { name }]) => name === path || name.endsWith(`/${path}`))
          .map(([entry]) => entry),
      );
    },
    movedTo(scheme, secret) {
      const { name } = observedPlace(scheme, secret.name, secret.scope);
      const found = (byLeaf.get(`${scheme}\n${leafOf(name)}`) ?? []).map(([entry]) => entry);
      // In a store of paths the last step alone says little: `kv/prod/web` and `kv/test/web` are two.
      return found.length > 1 && leafOf(name) !== name ? [] : ofEnvironment(found, secret);
    },
    copiedTo(scheme, secret) {
      const named = byName.get(plainName(secret.name)) ?? [];
      return ofEnvironment(
        named.filter((entry) => places.get(entry)?.scheme !== scheme && !isAnywhere(entry, scheme)),
        secret,
      );
    },
  };
}

/** Whether an entry says no more of its place than the store. */
const isAnywhere = ({ store }: InventoryEntry, scheme: string): boolean =>
  store === undefined || store.value === scheme;

const leafOf = (name: string): string => name.slice(name.lastIndexOf("/") + 1);

/** `deploy-token`, `DEPLOY_TOKEN` and `Deploy token` are one name in stores that take different characters. */
const plainName = (name: string): string =>
  leafOf(name)
    .toLowerCase()
    .replaceAll(/[-_. ]+/g, "_");

/** Of several entries of one name those whose environment the secret is for, all where none is. */
function ofEnvironment(
  entries: readonly InventoryEntry[],
  { environments }: ObservedSecret,
): readonly InventoryEntry[] {
  if (environments === undefined || entries.length < 2) return entries;
  const fitting = entries.filter((entry) => environments.some((one) => isFor(entry, one)));
  return fitting.length > 0 ? fitting : entries;
}

/** Whether an entry is for an environment, as a store or an entry writes it with `*`. */
export const isFor = ({ environments }: InventoryEntry, environment: string): boolean =>
  environments.some(({ value }) => namesText(value, environment) || namesText(environment, value));
