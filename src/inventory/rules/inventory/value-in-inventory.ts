import type { InventoryRule } from "../../../core/stages.ts";

export const valueInInventory: InventoryRule = {
  meta: {
    id: "inventory/value-in-inventory",
    title: "Value in the inventory",
    why: "The inventory is read by everybody who may read the repository, and it stays in its history for ever. A value that is written down in it has leaked.",
    fix: "Remove the value and rotate the secret. The inventory says where a secret is kept, such as `store: vault:secret/ci/npm#token`, and never what it is; a `digest` of it is made by `sealint inventory digest`.",
    severity: "critical",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P1"],
    cwe: [312, 540],
  },
  *check({ inventory }) {
    for (const place of inventory.values)
      yield { place, secret: place, message: "The inventory seems to hold the value of a secret here." };
  },
};
