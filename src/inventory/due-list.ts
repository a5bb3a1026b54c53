import type { DueItem, DueList } from "../core/due-list.ts";
import { parseDuration } from "../core/duration.ts";
import type { Inventory, InventoryEntry } from "../core/inventory.ts";
import type { Unit } from "../core/source.ts";
import { positionOf } from "../documents/position.ts";
import { dayAfter, expiryOf, reviewOf, rotationOf, USUAL_WARNING } from "./due.ts";
import { activeEntries } from "./lacking.ts";

/** What is due of all secrets that still work; a reminder speaks of the next `within` seconds, or as the inventory has it. */
export function dueList(inventory: Inventory, units: readonly Unit[], asOf: string, within?: number): DueList {
  const window = within ?? parseDuration(inventory.warnBefore?.value ?? USUAL_WARNING) ?? 0;
  const items = activeEntries(inventory).flatMap((entry) => itemsOf(entry, units));
  return {
    asOf,
    until: dayAfter(asOf, window),
    // ISO days sort as text.
    items: items.sort((a, b) => (a.day === b.day ? compare(a.name, b.name) : compare(a.day, b.day))),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function itemsOf(entry: InventoryEntry, units: readonly Unit[]): DueItem[] {
  const { name, environments, owner, contact, purpose } = entry;
  const due = [expiryOf(entry), rotationOf(entry), reviewOf(entry)].filter((one) => one !== undefined);
  if (due.length === 0) return [];
  const unit = units.find(({ id }) => id === name.place.unit);
  const start = unit === undefined ? { line: 1, column: 1 } : positionOf(unit.bytes, name.place.span.start);
  return due.map(({ kind, day }) => ({
    kind,
    day,
    name: name.value,
    environments: environments.map(({ value }) => value),
    ...(owner === undefined ? {} : { owner: owner.value }),
    ...(contact === undefined ? {} : { contact: contact.value }),
    ...(purpose === undefined ? {} : { purpose: purpose.value }),
    location: { path: unit?.path ?? "", start },
  }));
}
