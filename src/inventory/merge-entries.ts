import type { InventoryEntry } from "../core/inventory.ts";
import { environmentNames } from "./entry-names.ts";
import type { InventoryProblem } from "./inventory-problem.ts";
import type { Manifest } from "./read-manifest.ts";

/** Entries of all files, and what is wrong with several of one name. */
export interface MergedEntries {
  readonly entries: readonly InventoryEntry[];
  readonly problems: readonly InventoryProblem[];
}

/**
 * Puts the entries of all files together. One of the repository's own takes over what a shared one of its name and environments
 * says and it does not; two of its own are one too many.
 */
export function mergeEntries(manifests: readonly Manifest[]): MergedEntries {
  const all = manifests.flatMap(({ entries = [] }) => entries);
  const shared = new Map(all.filter(({ isShared }) => isShared).map((entry) => [keyOf(entry), entry]));
  const taken = new Set<string>();
  const own = all
    .filter(({ isShared }) => !isShared)
    .map((entry): InventoryEntry => {
      const key = keyOf(entry);
      taken.add(key);
      const under = shared.get(key);
      return under === undefined ? entry : { ...under, ...entry };
    });
  const rest = [...shared].filter(([key]) => !taken.has(key)).map(([, entry]) => entry);
  return { entries: [...rest, ...own], problems: duplicates(own, manifests) };
}

const keyOf = (entry: InventoryEntry): string => [entry.name.value, ...environmentNames(entry)].join("\n");

/** The same name may stand once for each environment. */
function duplicates(entries: readonly InventoryEntry[], manifests: readonly Manifest[]): InventoryProblem[] {
  const seen = new Map<string, InventoryEntry>();
  return entries.flatMap((entry) => {
    const { value, place } = entry.name;
    const keys = environmentNames(entry).map((environment) => `${value}\n${environment}`);
    const first = keys.map((key) => seen.get(key)).find((one) => one !== undefined);
    for (const key of keys) if (!seen.has(key)) seen.set(key, entry);
    if (first === undefined) return [];
    const { unit } = first.name.place;
    const path = manifests.find((manifest) => manifest.unit.id === unit)?.unit.path;
    const where = unit === place.unit ? "" : `; the first time in ${path}`;
    const hint = "Keep one of the entries, or give each an `environment` of its own.";
    return [{ unit: place.unit, span: place.span, message: `\`${value}\` is declared twice${where}`, hint }];
  });
}
