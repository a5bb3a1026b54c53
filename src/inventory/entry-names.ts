import type { InventoryEntry } from "../core/inventory.ts";

/** Names of an entry's environments; an empty one where it is for all. */
export const environmentNames = ({ environments }: InventoryEntry): readonly string[] =>
  environments.length === 0 ? [""] : environments.map(({ value }) => value);

/** An entry as a message names it: by its name, and its environments where it has some. */
export function nameOf({ name, environments }: InventoryEntry): string {
  const places = environments.map(({ value }) => `\`${value}\``);
  return places.length === 0 ? `\`${name.value}\`` : `\`${name.value}\` of ${places.join(" and ")}`;
}
