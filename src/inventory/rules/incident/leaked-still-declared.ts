import type { InventoryEntry } from "../../../core/inventory.ts";
import type { InventoryRule, Leak } from "../../../core/stages.ts";
import { isRevoked } from "../../due.ts";
import { nameOf } from "../../entry-names.ts";

export const leakedStillDeclared: InventoryRule = {
  meta: {
    id: "incident/leaked-still-declared",
    title: "Leaked secret that still works",
    why: "The value of this secret lies in the repository, where everybody who may read it has it, and the inventory says that it still works. Taking it out of the file does not help: it stays in the history and in every clone.",
    fix: "Revoke the secret now, as the entry says under `revoke`, and look in the logs of the service for uses that are not yours. Then store a new one, and write the day into `rotation.last`, or `status: revoked` where none follows. A `digest` of the new value tells that the leaked one is another.",
    severity: "critical",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P24"],
    cwe: [798, 672],
  },
  *check({ leaks }) {
    for (const [entry, all] of Map.groupBy(leaks, (leak) => leak.entry)) {
      const standing = all.filter((leak) => stillWorks(entry, leak));
      const [first] = standing;
      if (first === undefined) continue;
      const { path, start } = first.location;
      const revoke = entry.revoke === undefined ? "" : ` How to revoke it: ${entry.revoke.value}`;
      yield {
        place: entry.name.place,
        message: `${nameOf(entry)} has leaked in \`${path}\`, line ${start.line}, and is declared to be active.${revoke}`,
        restsOn: standing.map(({ location, recognisedBy }) => ({
          location,
          message: `It leaked here, as its ${recognisedBy} tells.`,
        })),
      };
    }
  },
};

/** A provider alone is too little to say that it is this secret; a rotation since the leak has made it worthless. */
function stillWorks(entry: InventoryEntry, { recognisedBy, day }: Leak): boolean {
  if (isRevoked(entry) || recognisedBy === "provider") return false;
  // Where the digests are equal, the value is that of today.
  if (recognisedBy === "digest") return true;
  const rotated = entry.rotation?.last?.value;
  return rotated === undefined || day === undefined || rotated <= day;
}
