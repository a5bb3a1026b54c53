import type { Inventory } from "../core/inventory.ts";
import { nearest } from "../core/nearest.ts";
import { parseCodeOwners } from "./code-owners.ts";

/** Who may own secrets. */
export interface KnownOwners {
  has(owner: string): boolean;
  /** The one that was probably meant. */
  nearest(owner: string): string | undefined;
}

/** Owners by CODEOWNERS and by the inventory's own list; undefined where neither names anybody. */
export function knownOwners({ owners }: Inventory, codeOwners: string | undefined): KnownOwners | undefined {
  const names = [
    ...owners.map(({ value }) => value),
    ...parseCodeOwners(codeOwners ?? "").flatMap((rule) => rule.owners),
  ];
  if (names.length === 0) return undefined;
  const known = new Set(names.map(plain));
  return {
    has: (owner) => known.has(plain(owner)),
    nearest: (owner) => nearest(plain(owner), known),
  };
}

/** `@shop/team-web`, `team-web` and `Team-Web` are one; so is an address. */
function plain(owner: string): string {
  const name = owner.trim().toLowerCase().replace(/^@+/, "");
  return name.includes("@") ? name : (name.split("/").at(-1) ?? name);
}
