import type { InventoryRule } from "../../../core/stages.ts";
import { endsByItself } from "../../ends-by-itself.ts";
import { lacking } from "../../lacking.ts";
import { isForOthersOnly } from "../../production.ts";

export const missingInventoryExpiry: InventoryRule = {
  meta: {
    id: "inventory/missing-inventory-expiry",
    title: "Secret without an expiry",
    why: "A secret that never expires stays useful to a thief for years: each copy in a log, a laptop or an old backup keeps working. An end date also makes sure that its replacement is practised before an emergency.",
    fix: "Set an end date where the secret is issued and write the same day into `.sealint/inventory.yaml`, such as `expires: 2026-12-31`. For a credential that is issued anew for each run write its lifetime instead, such as `ttl: 1h`.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P2", "P9"],
    cwe: [262],
  },
  check: ({ inventory }) =>
    lacking(inventory, (entry) => {
      // What is for trials only is environment/non-prod-no-expiry's.
      if (isForOthersOnly(inventory, entry) || endsByItself(entry)) return undefined;
      return "has no `expires` and no `ttl`";
    }),
};
