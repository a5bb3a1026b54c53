import type { InventoryRule } from "../../../core/stages.ts";
import { isHighClass } from "../../high-class.ts";
import { isWritten, lacking } from "../../lacking.ts";

export const breakGlassUnlisted: InventoryRule = {
  meta: {
    id: "inventory/break-glass-unlisted",
    title: "Sensitive secret without a contact",
    why: "When one of the most sensitive secrets leaks, every minute counts, also at night. Whoever finds the leak has to reach somebody who may revoke the secret at once, and cannot start looking for them then.",
    fix: "Name whom to call at any hour, such as `contact: oncall-platform`, a number or a page with the way to get emergency access.",
    severity: "low",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P24"],
    cwe: [1059],
  },
  check: ({ inventory }) =>
    lacking(inventory, (entry) => {
      if (!isHighClass(entry) || isWritten(entry, "contact")) return undefined;
      return "is of class `high`, and nobody is named to call when it leaks";
    }),
};
