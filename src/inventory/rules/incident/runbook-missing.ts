import type { InventoryRule } from "../../../core/stages.ts";
import { activeEntries } from "../../lacking.ts";
import { pathIn } from "../../path-in-repository.ts";

export const runbookMissing: InventoryRule = {
  meta: {
    id: "incident/runbook-missing",
    title: "Runbook that is not there",
    why: "A path that leads nowhere is found out when the runbook is needed: in the first minutes after a leak. Most often the file was moved or renamed, and nobody thought of the inventory.",
    fix: "Write the runbook, with the steps to revoke, to rotate, to verify and to look for misuse, or correct the path. It starts from the root of the repository.",
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P24"],
    cwe: [1059],
  },
  *check({ inventory, surroundings }) {
    for (const { name, revoke } of activeEntries(inventory)) {
      const path = revoke === undefined ? undefined : pathIn(revoke.value);
      if (revoke === undefined || path === undefined || surroundings.exists(path)) continue;
      yield { place: revoke.place, message: `The runbook of \`${name.value}\` is no file of the repository.` };
    }
  },
};
