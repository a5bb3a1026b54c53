import type { FlowMap, SecretUse } from "../core/flow-map.ts";
import type { Inventory, InventoryEntry, Placed } from "../core/inventory.ts";
import type { ObservedList } from "../core/observed.ts";
import type { OverviewUse, SecretOverview } from "../core/secret-overview.ts";
import type { Unit } from "../core/source.ts";
import { countLines } from "../core/text.ts";
import { expiryOf, isRevoked, reviewOf, rotationOf } from "./due.ts";
import { isComputed } from "./environment-pattern.ts";
import { declarationsOf, meantBy, normalName } from "./match-references.ts";
import { type InStores, storesOf } from "./observed/in-stores.ts";

/** What the overview is made of. */
export interface OverviewScene {
  /** Where the repository has one. */
  readonly inventory?: Inventory;
  /** The files that it was read from. */
  readonly units: readonly Unit[];
  readonly pipelines: FlowMap["pipelines"];
  /** What stores say that they hold, where there is an inventory to hold that against. */
  readonly observed?: readonly ObservedList[];
}

/** Every secret that is declared or used, in the order of their names; tokens that a platform makes itself are left out. */
export function secretOverviews({ inventory, units, pipelines, observed = [] }: OverviewScene): SecretOverview[] {
  const declared = inventory === undefined ? (): [] => [] : declarationsOf(inventory);
  const uses = new Map<InventoryEntry, OverviewUse[]>();
  const undeclared = new Map<string, Undeclared>();
  for (const { path: file, platform, secrets } of pipelines) {
    for (const { name, builtIn, uses: some } of secrets) {
      if (builtIn || name === "*") continue;
      for (const use of some) {
        const seen = useOf(use, platform, file);
        const reference = { secret: name, platform, ...environmentOf(use) };
        const named = declared(reference);
        const meant = meantBy(reference, named);
        // What a job of another environment uses is declared, if not for it: `inventory/environment-mismatch` says so.
        for (const entry of meant.length > 0 ? meant : named) listIn(uses, entry).push(seen);
        if (named.length === 0) undeclaredIn(undeclared, reference).uses.push(seen);
      }
    }
  }
  const lineOf = linesIn(units);
  const seen = inventory === undefined ? NOTHING_SEEN : storesOf(inventory, observed);
  const entries = (inventory?.entries ?? []).map((entry) => ({
    ...overviewOf(entry, uses.get(entry) ?? [], lineOf),
    inStores: seen.byEntry.get(entry) ?? [],
  }));
  for (const [name, where] of seen.undeclared) {
    const used = [...undeclared.values()].filter((one) => one.name.toLowerCase() === name.toLowerCase());
    for (const one of used) one.inStores.push(...where);
    if (used.length === 0) undeclared.set(`\n${name}`, { name, environments: [], uses: [], inStores: [...where] });
  }
  const others = [...undeclared.values()].map((one) => ({ ...one, services: [], isRevoked: false, due: [] }));
  return [...entries, ...others].sort(
    (a, b) => compare(a.name, b.name) || compare(a.environments.join(), b.environments.join()),
  );
}

const NOTHING_SEEN: InStores = { byEntry: new Map(), undeclared: new Map() };

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const environmentOf = ({ environment }: SecretUse): { readonly environment?: string } =>
  environment === undefined ? {} : { environment };

function listIn<Key, Item>(lists: Map<Key, Item[]>, key: Key): Item[] {
  const known = lists.get(key) ?? [];
  lists.set(key, known);
  return known;
}

function useOf({ location, job, step, environment, ends }: SecretUse, platform: string, file: string): OverviewUse {
  return {
    platform,
    file,
    line: location.start.line,
    ...(job === undefined ? {} : { job }),
    ...(step === undefined ? {} : { step }),
    ...(environment === undefined ? {} : { environment }),
    ends: ends.map(({ kind, name, pinned, trusted, masked }) => ({
      kind,
      name,
      ...(pinned === undefined ? {} : { pinned }),
      ...(trusted === undefined ? {} : { trusted }),
      masked,
    })),
  };
}

/** A secret that nobody declared, as it is put together. */
interface Undeclared {
  readonly name: string;
  readonly environments: readonly string[];
  readonly uses: OverviewUse[];
  readonly inStores: string[];
}

/** One for each environment that a pipeline says it is of. */
function undeclaredIn(
  known: Map<string, Undeclared>,
  reference: { readonly secret: string; readonly platform: string; readonly environment?: string },
): Undeclared {
  const { secret: name, platform, environment } = reference;
  const environments = environment === undefined || isComputed(environment) ? [] : [environment];
  const key = `${platform}\n${normalName(reference)}\n${environments.join()}`;
  const found = known.get(key) ?? { name, environments, uses: [], inStores: [] };
  known.set(key, found);
  return found;
}

type LineOf = (place: Placed<unknown>["place"]) => SecretOverview["declared"];

/** Lines of places that come in the order of the file are counted on from the last. */
function linesIn(units: readonly Unit[]): LineOf {
  const known = new Map(units.map((unit) => [unit.id, { unit, offset: 0, line: 1 }]));
  return ({ unit: id, span }) => {
    const at = known.get(id);
    if (at === undefined) return undefined;
    const from = span.start >= at.offset ? at : { ...at, offset: 0, line: 1 };
    at.line = from.line + countLines(at.unit.bytes, from.offset, span.start);
    at.offset = span.start;
    return { path: at.unit.path, start: { line: at.line, column: 1 } };
  };
}

function overviewOf(
  entry: InventoryEntry,
  uses: readonly OverviewUse[],
  lineOf: LineOf,
): Omit<SecretOverview, "inStores"> {
  const { name, environments, services = [], rotation, review } = entry;
  const declared = lineOf(name.place);
  const texts = {
    owner: entry.owner,
    purpose: entry.purpose,
    kind: entry.kind,
    store: entry.store,
    class: entry.class,
    revoke: entry.revoke,
    contact: entry.contact,
    policy: entry.policy,
    created: entry.created,
    expires: entry.expires,
    rotated: rotation?.last,
    reviewed: review?.last,
    rotationEvery: rotation?.every,
    rotationMethod: rotation?.method,
  };
  const revoked = isRevoked(entry);
  const due = revoked ? [] : [expiryOf(entry), rotationOf(entry), reviewOf(entry)].filter((one) => one !== undefined);
  return {
    name: name.value,
    environments: environments.map(({ value }) => value),
    ...(declared === undefined ? {} : { declared }),
    ...Object.fromEntries(
      Object.entries(texts).flatMap(([key, text]) => (text === undefined ? [] : [[key, text.value]])),
    ),
    services: services.map(({ value }) => value),
    isRevoked: revoked,
    due: due.map(({ kind, day }) => ({ kind, day })).sort((a, b) => compare(a.day, b.day)),
    uses,
  };
}
