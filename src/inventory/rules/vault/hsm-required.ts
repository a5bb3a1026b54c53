import type { InventoryRule } from "../../../core/stages.ts";
import { isHighClass } from "../../high-class.ts";
import { isWritten, lacking } from "../../lacking.ts";

export const hsmRequired: InventoryRule = {
  meta: {
    id: "vault/hsm-required",
    title: "Sensitive secret outside of an HSM",
    why: "Whoever reaches the store of an ordinary secret can copy it and use it anywhere. A key in a hardware security module, or one that is encrypted by such a key, cannot be taken away: it can only be used there, and each use is logged.",
    fix: "Keep the key in an HSM and say so with `hsm: true`, or encrypt the secret with a key of a KMS and name that, such as `kms: alias/deploy`. If its loss would not be that bad, it is not of class `high`.",
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P23"],
    cwe: [320],
  },
  check: ({ inventory }) =>
    lacking(inventory, (entry) => {
      if (!isHighClass(entry) || entry.hsm?.value === true || isWritten(entry, "kms")) return undefined;
      return entry.unread.includes("hsm")
        ? undefined
        : "is of class `high`, and neither in an HSM nor under a `kms` key";
    }),
};
