import { parseDuration } from "../../../core/duration.ts";
import type { InventoryRule } from "../../../core/stages.ts";
import { dayAfter, distanceText, USUAL_WARNING } from "../../due.ts";
import { nameOf } from "../../entry-names.ts";
import { activeEntries } from "../../lacking.ts";
import { usesByEntry } from "../../match-references.ts";

export const expiringSoon: InventoryRule = {
  meta: {
    id: "expiry/expiring-soon",
    title: "Secret that expires soon",
    why: "A secret that ends without a successor breaks every pipeline that uses it, mostly at night or in the middle of a release. What is replaced in a hurry is often replaced by something that is valid longer and may do more.",
    fix: "Issue the next secret now, store it under the same name, let both be valid until every pipeline has the new one, revoke the old one and write the new day into `expires`. `defaults: { warnBefore: 30d }` says how early this is reported, and so does `--within`.",
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P10", "P20"],
    cwe: [324],
  },
  *check({ inventory, references, asOf, warnWithin }) {
    const window = warnWithin ?? parseDuration(inventory.warnBefore?.value ?? USUAL_WARNING) ?? 0;
    const end = dayAfter(asOf, window);
    const uses = usesByEntry(inventory, references);
    for (const entry of activeEntries(inventory)) {
      const { expires } = entry;
      // ISO days sort as text; what is past is another rule's.
      if (expires === undefined || expires.value < asOf || expires.value > end) continue;
      yield {
        place: expires.place,
        message: `${nameOf(entry)} expires on ${expires.value}, ${distanceText(expires.value, asOf)}.`,
        related: (uses.get(entry) ?? []).map(({ place }) => ({ place, message: "It is used here." })),
      };
    }
  },
};
