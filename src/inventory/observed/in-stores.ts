import type { Inventory, InventoryEntry } from "../../core/inventory.ts";
import type { ObservedList, ObservedSecret } from "../../core/observed.ts";
import { type Sighting, sightingsOf } from "./match-observed.ts";
import { whereItIs } from "./where-it-is.ts";

/** Where stores have each secret, in words. */
export interface InStores {
  readonly byEntry: ReadonlyMap<InventoryEntry, readonly string[]>;
  /** Of what nobody declared, by the name that the store has it under. */
  readonly undeclared: ReadonlyMap<string, readonly string[]>;
}

/** Tells where stores have what is declared, and what they have beside it. */
export function storesOf(inventory: Inventory, lists: readonly ObservedList[]): InStores {
  const { all, undeclared } = sightingsOf(inventory, lists);
  const byEntry = Map.groupBy(all, ({ entry }) => entry);
  const known = undeclared.filter(({ secret }) => secret.isDoubtful !== true);
  return {
    byEntry: new Map([...byEntry].map(([entry, some]) => [entry, some.map((one) => whereText(one))])),
    undeclared: new Map(
      [...Map.groupBy(known, ({ secret }) => secret.name)].map(([name, some]) => [
        name,
        some.map((one) => whereText({ ...one, lies: "there" })),
      ]),
    ),
  };
}

function whereText({ list, secret, lies }: Pick<Sighting, "list" | "secret" | "lies">): string {
  const notes = [
    ...(lies === "there" ? [] : ["not where it is declared"]),
    ...(secret.changed === undefined ? [] : [`changed ${secret.changed.value}`]),
    ...endOf(secret),
  ];
  const where = whereItIs(list, secret).replaceAll("`", "");
  return notes.length === 0 ? where : `${where} (${notes.join(", ")})`;
}

function endOf({ expires, ended }: ObservedSecret): readonly string[] {
  if (ended !== undefined) return [ended];
  return expires === undefined ? [] : [`ends ${expires.value}`];
}
