import type { InventoryEntry } from "../../../core/inventory.ts";
import type { InventoryRule } from "../../../core/stages.ts";
import { isElsewhere } from "../../consumers.ts";
import { nameOf } from "../../entry-names.ts";
import { activeEntries } from "../../lacking.ts";
import { normalName, usesByEntry } from "../../match-references.ts";

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
  *check({ inventory, references, pipelines, isComplete }) {
    if (!isComplete) return;
    const uses = usesByEntry(inventory, references);
    const used = new Set(references.map(normalName));
    // A job may read what its platform hands to it without the pipeline's file saying so.
    const mayBeUnseen =
      pipelines.some(({ sharesSecrets }) => sharesSecrets) || references.some(({ secret }) => secret === "*");
    for (const entry of activeEntries(inventory)) {
      const { name, consumers = [], isShared } = entry;
      if (isShared || uses.has(entry) || consumers.some(({ value }) => isElsewhere(value))) continue;
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
