import type { InventoryRule } from "../../../core/stages.ts";
import { isWritten, lacking } from "../../lacking.ts";

export const missingOwner: InventoryRule = {
  meta: {
    id: "inventory/missing-owner",
    title: "Secret without an owner",
    why: "When a secret leaks or is about to expire, somebody has to replace it at once. Without an owner nobody is told, nobody dares to revoke it, and it stays valid for whoever found it.",
    fix: "Add `owner:` to the entry in `.sealint/inventory.yaml`, with the team or person who may replace the secret, such as `owner: team-payments`. A team is better than a person, who may leave.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P2"],
    cwe: [1059],
  },
  check: ({ inventory }) => lacking(inventory, (entry) => (isWritten(entry, "owner") ? undefined : "has no owner")),
};
