import type { InventoryEntry } from "../../../core/inventory.ts";
import type { InventoryRule } from "../../../core/stages.ts";
import { entriesByStore } from "../../entries-by-store.ts";
import { environmentNames } from "../../entry-names.ts";

export const duplicateSecret: InventoryRule = {
  meta: {
    id: "inventory/duplicate-secret",
    title: "One secret under two entries",
    why: "Two entries for one secret say different things sooner or later: who owns it, when it ends, who may read it. A rotation that follows one of them breaks what uses the other.",
    fix: "Keep one entry, with all consumers, and let the pipelines use one name. If these are two secrets, give each a place of its own in the store, and correct `store`.",
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P8"],
    cwe: [1059],
  },
  *check({ inventory }) {
    for (const [store, entries] of entriesByStore(inventory)) {
      for (const [index, entry] of entries.entries()) {
        const first = entries.slice(0, index).find((other) => environmentsOf(other) === environmentsOf(entry));
        if (first === undefined || entry.store === undefined) continue;
        yield {
          place: entry.store.place,
          message: `\`${entry.name.value}\` is kept at \`${store}\`, where \`${first.name.value}\` is kept.`,
          related: [{ place: first.name.place, message: "The other one is declared here." }],
        };
      }
    }
  },
};

/** Of several environments it is another rule's. */
const environmentsOf = (entry: InventoryEntry): string => environmentNames(entry).join("\n");
