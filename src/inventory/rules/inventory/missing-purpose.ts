import type { InventoryRule } from "../../../core/stages.ts";
import { isWritten, lacking } from "../../lacking.ts";

export const missingPurpose: InventoryRule = {
  meta: {
    id: "inventory/missing-purpose",
    title: "Secret without a purpose",
    why: "Nobody can tell whether a secret is still needed, or how bad its loss would be, where nobody wrote down what it is for. So it is neither removed nor replaced, and in an incident the first hour goes into finding out what it opens.",
    fix: "Say in a sentence what the secret is for, such as `purpose: Publishes the npm package.` If nobody knows any more, revoke it and remove it.",
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P2"],
    cwe: [1059],
  },
  check: ({ inventory }) => lacking(inventory, (entry) => (isWritten(entry, "purpose") ? undefined : "has no purpose")),
};
