import type { InventoryRule } from "../../../core/stages.ts";
import { distanceText, rotationOf } from "../../due.ts";
import { nameOf } from "../../entry-names.ts";
import { activeEntries } from "../../lacking.ts";

export const rotationOverdue: InventoryRule = {
  meta: {
    id: "expiry/rotation-overdue",
    title: "Secret that should have been rotated",
    why: "A rotation that is left out shows that nobody watches the secret any more. Every copy that has been made of it since, in a log, a laptop or a backup, still works, and the longer it lasts the less anybody dares to replace it.",
    fix: "Rotate the secret now, and write the day into `rotation.last`. If it was rotated already, correct the day; if the interval is not what you want, change `rotation.every` where everybody can see it. Let a machine do it where the store can.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
      "https://csrc.nist.gov/pubs/sp/800/57/pt1/r5/final",
    ],
    practices: ["P7", "P20"],
    cwe: [263],
  },
  *check({ inventory, asOf }) {
    for (const entry of activeEntries(inventory)) {
      const due = rotationOf(entry);
      if (due === undefined || due.day >= asOf) continue;
      const since = entry.rotation?.last === undefined ? "never since it was created" : "the last time";
      yield {
        place: due.basis.place,
        message: `${nameOf(entry)} was to be rotated by ${due.day}, ${distanceText(due.day, asOf)}: ${since} on ${due.basis.value}, every ${due.every}.`,
      };
    }
  },
};
