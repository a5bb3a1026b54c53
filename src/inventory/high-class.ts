import type { InventoryEntry } from "../core/inventory.ts";

/** Classes of the most sensitive secrets. */
const HIGH: ReadonlySet<string> = new Set(["high", "critical", "restricted", "secret", "top"]);

export const isHighClass = ({ class: written }: InventoryEntry): boolean =>
  HIGH.has(written?.value.trim().toLowerCase() ?? "");
