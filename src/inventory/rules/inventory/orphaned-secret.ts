import type { Inventory, InventoryEntry } from "../../../core/inventory.ts";
import { nearest } from "../../../core/nearest.ts";
import type { Reference } from "../../../core/pipeline.ts";
import type { InventoryRule } from "../../../core/stages.ts";
import { isElsewhere } from "../../consumers.ts";
import { nameOf } from "../../entry-names.ts";
import { activeEntries } from "../../lacking.ts";
import { declarationsOf, namesSecret, normalName, usesByEntry } from "../../match-references.ts";

export const orphanedSecret: InventoryRule = {
  meta: {
    id: "inventory/orphaned-secret",
    title: "Secret that nothing uses",
    why: "A secret that no pipeline needs any more is all risk and no use: it still opens what it opened, and nobody would notice that somebody else uses it. Reviews that list such entries stop being read.",
    fix: 'Revoke the secret, remove it from its store, and then remove the entry, or keep it with `status: revoked`. Where something beyond this repository uses it, say so: `consumers: ["repo:shop/api"]` or `["service:billing"]`.',
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P16"],
    cwe: [1059],
  },
  *check({ inventory, references, uses: ofPipelines, isComplete }) {
    if (!isComplete) return;
    const uses = usesByEntry(inventory, references);
    const used = new Set(references.map(normalName));
    // A job may read what its platform hands to it without the pipeline's file saying so.
    const mayBeUnseen =
      ofPipelines.some(({ sharesSecrets }) => sharesSecrets) || references.some(({ secret }) => secret === "*");
    const isMistyped = createIsMistyped(inventory, references);
    for (const entry of activeEntries(inventory)) {
      const { name, consumers = [], isShared } = entry;
      if (isShared || uses.has(entry) || isMistyped(name.value) || consumers.some(({ value }) => isElsewhere(value)))
        continue;
      // One that only other environments use is in the wrong place, and not without use.
      if (used.has(name.value) || used.has(name.value.toLowerCase())) {
        if (!isOneOfSeveral(entry, inventory.entries)) continue;
      }
      yield mayBeUnseen
        ? {
            place: name.place,
            severity: "low",
            message: `${nameOf(entry)} is named by no pipeline; a job that is handed all secrets may still use it.`,
          }
        : { place: name.place, message: `${nameOf(entry)} is used by no pipeline.` };
    }
  },
};

/** Whether there are entries of the same name for other environments, which the uses then belong to. */
function isOneOfSeveral(entry: InventoryEntry, entries: readonly InventoryEntry[]): boolean {
  return entries.some((other) => other !== entry && other.name.value === entry.name.value);
}

/** So many names that nobody has declared are compared; with more an inventory has only been begun. */
const MOST_COMPARED = 20;

/** Whether a pipeline seems to mean a name and to have mistyped it, which is one slip and another rule's. */
function createIsMistyped(inventory: Inventory, references: readonly Reference[]): (name: string) => boolean {
  const declared = declarationsOf(inventory);
  const undeclared = references.filter((reference) => namesSecret(reference) && declared(reference).length === 0);
  const names = [...new Set(undeclared.map(({ secret }) => secret))];
  return (name) => names.length <= MOST_COMPARED && nearest(name, names) !== undefined;
}
