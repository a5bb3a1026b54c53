import { parseDuration } from "../core/duration.ts";
import { type Inventory, type InventoryEntry, LIST_FIELDS, type Placed } from "../core/inventory.ts";
import type { Place } from "../core/span.ts";
import { environmentNames, nameOf } from "./entry-names.ts";
import { opensNothing } from "./opens-nothing.ts";

/** What a changed inventory asks less of than the one before; without a place where it is no longer written. */
export interface LoosenedEntry {
  readonly message: string;
  readonly place?: Place;
}

/** Tells what a change takes out of an inventory or puts off, an entry at a time. Entries that it adds ask for more. */
export function loosenedEntries(before: Inventory, after: Inventory): LoosenedEntry[] {
  const kept = new Map(after.entries.flatMap((entry) => keysOf(entry).map((key) => [key, entry] as const)));
  return before.entries.flatMap((old): LoosenedEntry[] => {
    const entry = keysOf(old)
      .map((key) => kept.get(key))
      .find((one) => one !== undefined);
    if (entry === undefined) return [{ message: `${nameOf(old)} would no longer be declared.` }];
    return [...dropped(old, entry), ...putOff(old, entry), ...widened(old, entry)];
  });
}

/** The same name may stand once for each environment. */
const keysOf = (entry: InventoryEntry): string[] =>
  environmentNames(entry).map((environment) => `${entry.name.value}\n${environment}`);

/** A lifetime may take a day's place, and a day a lifetime's. */
const LIVES = ["expires", "ttl"] as const;

const KEPT = ["owner", "purpose", "rotation", "governance", "revoke", "policy", "contact", "alerts"] as const;

function dropped(old: InventoryEntry, entry: InventoryEntry): LoosenedEntry[] {
  const lost = KEPT.filter((field) => old[field] !== undefined && entry[field] === undefined);
  const lives = (one: InventoryEntry): boolean => LIVES.some((field) => one[field] !== undefined);
  const fields = [
    ...lost.map((field) => `\`${field}\``),
    ...(lives(old) && !lives(entry) ? ["`expires` or `ttl`"] : []),
  ];
  if (entry.kind !== undefined && opensNothing(entry) && !opensNothing(old))
    return [{ message: `${nameOf(entry)} would be an identifier, of which little is asked.`, place: entry.kind.place }];
  return fields.map((field) => ({ message: `${nameOf(entry)} would have no ${field}.`, place: entry.name.place }));
}

type Field = Placed<string> | undefined;

function putOff(old: InventoryEntry, entry: InventoryEntry): LoosenedEntry[] {
  const told = (field: Field, was: Field, how: string): LoosenedEntry[] =>
    field === undefined || was === undefined
      ? []
      : [{ message: `${nameOf(entry)} would be ${how}: ${field.value} in place of ${was.value}.`, place: field.place }];
  const longer = (field: Field, was: Field, how: string): LoosenedEntry[] => {
    const [now, before] = [secondsOf(field), secondsOf(was)];
    return before > 0 && now > before ? told(field, was, how) : [];
  };
  const isLater = (entry.expires?.value ?? "") > (old.expires?.value ?? entry.expires?.value ?? "");
  return [
    ...(isLater ? told(entry.expires, old.expires, "valid longer") : []),
    ...longer(entry.ttl, old.ttl, "valid longer"),
    ...longer(entry.rotation?.every, old.rotation?.every, "rotated less often"),
    ...longer(entry.review?.every, old.review?.every, "reviewed less often"),
  ];
}

const secondsOf = (field: Field): number => parseDuration(field?.value ?? "") ?? 0;

/** Where more may use a secret, or where it may go to more places. */
function widened(old: InventoryEntry, entry: InventoryEntry): LoosenedEntry[] {
  return LIST_FIELDS.flatMap((field) => {
    const before = old[field];
    const known = new Set(before?.map(({ value }) => value));
    const more = (entry[field] ?? []).filter(({ value }) => !known.has(value));
    const [first] = more;
    if (before === undefined) return [];
    if (entry[field] === undefined)
      return [{ message: `${nameOf(entry)} would have no \`${field}\`.`, place: entry.name.place }];
    if (first === undefined) return [];
    const names = more.map(({ value }) => `\`${value}\``).join(", ");
    return [{ message: `${nameOf(entry)} would have more \`${field}\`: ${names}.`, place: first.place }];
  });
}
