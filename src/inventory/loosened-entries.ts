import type { Inventory, InventoryEntry, Placed } from "../core/inventory.ts";
import type { Place } from "../core/span.ts";
import { parseDuration } from "./duration.ts";

/** What a changed inventory asks less of than the one before; without a place where it is no longer written. */
export interface LoosenedEntry {
  readonly message: string;
  readonly place?: Place;
}

/** Tells what a change takes out of an inventory or puts off, an entry at a time. Entries that it adds ask for more. */
export function loosenedEntries(before: Inventory, after: Inventory): LoosenedEntry[] {
  const kept = new Map(after.entries.map((entry) => [keyOf(entry), entry]));
  return before.entries.flatMap((old): LoosenedEntry[] => {
    const entry = kept.get(keyOf(old));
    if (entry === undefined) return [{ message: `${nameOf(old)} would no longer be declared.` }];
    return [...dropped(old, entry), ...putOff(old, entry)];
  });
}

/** The same name may stand once for each environment. */
const keyOf = ({ name, environment }: InventoryEntry): string => `${name.value}\n${environment?.value ?? ""}`;

const nameOf = ({ name, environment }: InventoryEntry): string =>
  environment === undefined ? `\`${name.value}\`` : `\`${name.value}\` of \`${environment.value}\``;

/** A lifetime may take a day's place, and a day a lifetime's. */
const LIVES = ["expires", "ttl"] as const;

function dropped(old: InventoryEntry, entry: InventoryEntry): LoosenedEntry[] {
  const lost = (["owner", "purpose"] as const).filter(
    (field) => old[field] !== undefined && entry[field] === undefined,
  );
  const lives = (one: InventoryEntry): boolean => LIVES.some((field) => one[field] !== undefined);
  const fields = [
    ...lost.map((field) => `\`${field}\``),
    ...(lives(old) && !lives(entry) ? ["`expires` or `ttl`"] : []),
  ];
  return fields.map((field) => ({ message: `${nameOf(entry)} would have no ${field}.`, place: entry.name.place }));
}

function putOff(old: InventoryEntry, entry: InventoryEntry): LoosenedEntry[] {
  const told = (field: Placed<string> | undefined, was: Placed<string> | undefined): LoosenedEntry[] =>
    field === undefined || was === undefined
      ? []
      : [
          {
            message: `${nameOf(entry)} would be valid longer: ${field.value} in place of ${was.value}.`,
            place: field.place,
          },
        ];
  const isLater = (entry.expires?.value ?? "") > (old.expires?.value ?? entry.expires?.value ?? "");
  const seconds = ({ ttl }: InventoryEntry): number => parseDuration(ttl?.value ?? "") ?? 0;
  return [
    ...(isLater ? told(entry.expires, old.expires) : []),
    ...(seconds(old) > 0 && seconds(entry) > seconds(old) ? told(entry.ttl, old.ttl) : []),
  ];
}
