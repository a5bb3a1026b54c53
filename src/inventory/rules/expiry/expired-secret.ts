import type { InventoryEntry } from "../../../core/inventory.ts";
import type { Place } from "../../../core/span.ts";
import type { InventoryRule } from "../../../core/stages.ts";
import { distanceText, isRevoked } from "../../due.ts";
import { usesByEntry } from "../../match-references.ts";

/** A secret is valid through the whole day that `expires` names; it has expired on the day after. One that is revoked, at once. */
export const expiredSecret: InventoryRule = {
  meta: {
    id: "expiry/expired-secret",
    title: "Expired secret",
    why: "A pipeline that still uses an expired secret fails as soon as the provider refuses it, often in the middle of a release. If it goes on working, the date in the inventory is wrong, and the secret lives longer than anybody agreed to.",
    fix: "Issue a new secret, store it under the same name, revoke the old one, and write the new date into `expires`. If no pipeline needs it any more, revoke it and remove its entry. A secret is valid through the day that `expires` names.",
    severity: "critical",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P2", "P22"],
    cwe: [324, 672],
  },
  *check({ inventory, references, isComplete, asOf }) {
    const uses = usesByEntry(inventory, references);
    const unused = isComplete ? "no pipeline here uses it" : "no pipeline that was read uses it";
    for (const entry of inventory.entries) {
      const end = endOf(entry, asOf);
      const used = uses.get(entry) ?? [];
      if (end === undefined || (used.length === 0 && isRevoked(entry))) continue;
      yield used.length === 0
        ? { place: end.place, severity: "medium", message: `${end.message}; ${unused}.` }
        : {
            place: end.place,
            message: `${end.message}, and a pipeline still uses it.`,
            related: used.map(({ place }) => ({ place, message: `\`${entry.name.value}\` is used here.` })),
          };
    }
  },
};

/** How an entry says that its secret works no longer. */
function endOf(
  { name, status, expires }: InventoryEntry,
  asOf: string,
): { readonly place: Place; readonly message: string } | undefined {
  if (status?.value === "revoked") return { place: status.place, message: `\`${name.value}\` is revoked` };
  // ISO days sort as text.
  if (expires === undefined || expires.value >= asOf) return undefined;
  const message = `\`${name.value}\` expired on ${expires.value}, ${distanceText(expires.value, asOf)}`;
  return { place: expires.place, message };
}
