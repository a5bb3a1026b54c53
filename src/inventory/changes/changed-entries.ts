import { type Inventory, type InventoryEntry, LIST_FIELDS, type Placed, TEXT_FIELDS } from "../../core/inventory.ts";
import type { InventoryChange } from "../../core/inventory-change.ts";
import { environmentNames } from "../entry-names.ts";

/** An entry, or what holds for all, that two states of an inventory have differently. */
export type Changed = Omit<InventoryChange, "authors">;

/** What differs between two states of an inventory, an entry at a time; layout and comments do not count. */
export function changedEntries(before: Inventory | undefined, after: Inventory | undefined): Changed[] {
  const olds = byKey(before);
  const news = byKey(after);
  const kept = [...news].flatMap(([key, entry]): Changed[] => {
    const old = olds.get(key);
    if (old === undefined) return [{ after: entry, fields: [] }];
    const fields = differing(textsOf(old), textsOf(entry));
    return fields.length === 0 ? [] : [{ before: old, after: entry, fields }];
  });
  const gone = [...olds].flatMap(([key, entry]): Changed[] => (news.has(key) ? [] : [{ before: entry, fields: [] }]));
  const above = before === undefined || after === undefined ? [] : differing(aboveEntries(before), aboveEntries(after));
  return [...(above.length === 0 ? [] : [{ fields: above }]), ...kept, ...gone];
}

/** What a change is about, the same in all commits: the entry's name and environments. */
export const keyOfChange = ({ before, after }: Changed): string => {
  const entry = after ?? before;
  return entry === undefined ? "" : keyOf(entry);
};

/** The same name may stand once for each environment. */
const keyOf = (entry: InventoryEntry): string => [entry.name.value, ...environmentNames(entry).toSorted()].join("\n");

const byKey = (inventory: Inventory | undefined): Map<string, InventoryEntry> =>
  new Map((inventory?.entries ?? []).map((entry) => [keyOf(entry), entry]));

type Texts = ReadonlyMap<string, string>;

function differing(one: Texts, other: Texts): string[] {
  const fields = new Set([...one.keys(), ...other.keys()]);
  return [...fields].filter((field) => one.get(field) !== other.get(field)).sort();
}

/** All that an entry says, field by field. */
function textsOf(entry: InventoryEntry): Texts {
  const plain = [...TEXT_FIELDS, ...LIST_FIELDS].flatMap((field) => told(field, entry[field]));
  const groups = (["rotation", "governance", "review"] as const).flatMap((group) =>
    Object.entries(entry[group] ?? {}).flatMap(([field, value]: [string, Told]) => told(`${group}.${field}`, value)),
  );
  return new Map([...plain, ...groups, ...told("hsm", entry.hsm), ...told("unread", entry.unread)]);
}

/** All that an inventory says of every entry. */
function aboveEntries({
  owners,
  stores,
  teams,
  environments,
  governance,
  warnBefore,
  longestRotation,
}: Inventory): Texts {
  const members = teams.map(({ name, members: some }) => `${name}: ${some.map(({ value }) => value).join(", ")}`);
  return new Map([
    ...told("owners", owners),
    ...told("teams", members),
    ...told(
      "environments",
      environments.map(({ name, isProtected }) => `${name.value} ${isProtected}`),
    ),
    ...told("defaults.stores", stores),
    ...told("defaults.warnBefore", warnBefore),
    ...told("defaults.longestRotation", longestRotation),
    ...Object.entries(governance ?? {}).flatMap(([field, value]: [string, Told]) =>
      told(`defaults.governance.${field}`, value),
    ),
  ]);
}

type Told = Placed<string> | Placed<boolean> | readonly (Placed<string> | string)[] | undefined;

function told(field: string, value: Told): [string, string][] {
  if (value === undefined) return [];
  if ("place" in value) return [[field, String(value.value)]];
  if (value.length === 0) return [];
  return [[field, value.map((one) => (typeof one === "string" ? one : one.value)).join("\n")]];
}
