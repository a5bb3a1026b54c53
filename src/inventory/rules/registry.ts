import type { InventoryRule } from "../../core/stages.ts";
import { expiredSecret } from "./expiry/expired-secret.ts";
import { missingInventoryExpiry } from "./inventory/missing-inventory-expiry.ts";
import { missingOwner } from "./inventory/missing-owner.ts";
import { undeclaredSecret } from "./inventory/undeclared-secret.ts";

/** All inventory rules, in the order of their ids. */
export const inventoryRules: readonly InventoryRule[] = [
  // A file in a family's folder each.
  expiredSecret,
  missingInventoryExpiry,
  missingOwner,
  undeclaredSecret,
];
