import type { InventoryEntry } from "../core/inventory.ts";
import { isWritten } from "./lacking.ts";
import { opensNothing } from "./opens-nothing.ts";

/** Whether an entry says when its secret ends, or is of a kind that is never stored or opens nothing. */
export function endsByItself(entry: InventoryEntry): boolean {
  return isWritten(entry, "expires") || isWritten(entry, "ttl") || entry.kind?.value === "oidc" || opensNothing(entry);
}
