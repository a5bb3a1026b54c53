import { nearest } from "../../../core/nearest.ts";
import type { InventoryRule } from "../../../core/stages.ts";
import { sightingsOf } from "../../observed/match-observed.ts";
import { whereItIs } from "../../observed/where-it-is.ts";

/** With more of them than these an inventory has only been begun, and no slip is looked for. */
const MOST_COMPARED = 200;

export const undeclaredInStore: InventoryRule = {
  meta: {
    id: "drift/undeclared-in-store",
    title: "Secret in a store that the inventory does not declare",
    why: "A secret that lies in a store and in no list belongs to nobody: it is rotated by nobody, reviewed by nobody, and forgotten when people leave. Old ones often still open what they were made for years ago.",
    fix: "Find out who put it there. If something uses it, add it to `.sealint/inventory.yaml` with its `store`, an `owner`, a `purpose` and an end; if nothing does, revoke it where it was issued, then delete it from the store.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P2", "P16", "P21"],
    cwe: [1059],
  },
  *check({ inventory, observed }) {
    const undeclared = sightingsOf(inventory, observed).undeclared.filter(({ secret }) => secret.isDoubtful !== true);
    const names = undeclared.length > MOST_COMPARED ? [] : inventory.entries.map(({ name }) => name.value);
    for (const { list, secret } of undeclared) {
      const near = nearest(secret.name, names);
      const meant = near === undefined ? "" : ` Did you mean \`${near}\`?`;
      yield {
        place: secret.place,
        message: `\`${secret.name}\` lies in ${whereItIs(list, secret)} and is not declared in \`${inventory.path}\`.${meant}`,
      };
    }
  },
};
