import { daysBetween } from "../../../core/days.ts";
import type { InventoryRule } from "../../../core/stages.ts";
import { usesByEntry } from "../../match-references.ts";

/** A secret is valid through the whole day that `expires` names; it has expired on the day after. */
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
  *check({ inventory, references, asOf }) {
    const uses = usesByEntry(inventory, references);
    for (const entry of inventory.entries) {
      const { name, expires } = entry;
      // ISO days sort as text.
      if (expires === undefined || expires.value >= asOf) continue;
      const used = uses.get(entry) ?? [];
      const days = daysBetween(expires.value, asOf);
      const expired = `\`${name.value}\` expired on ${expires.value}, ${days === 1 ? "a day" : `${days} days`} ago`;
      yield used.length === 0
        ? { place: expires.place, severity: "medium", message: `${expired}; no pipeline here uses it.` }
        : {
            place: expires.place,
            message: `${expired}, and a pipeline still uses it.`,
            related: used.map(({ place }) => ({ place, message: `\`${name.value}\` is used here.` })),
          };
    }
  },
};
