import type { InventoryEntry } from "../core/inventory.ts";
import { isWritten } from "./lacking.ts";

/** Whether an entry says when its secret ends, or is of a kind that is never stored. */
export function endsByItself(entry: InventoryEntry): boolean {
  return isWritten(entry, "expires") || isWritten(entry, "ttl") || entry.kind?.value === "oidc";
}
