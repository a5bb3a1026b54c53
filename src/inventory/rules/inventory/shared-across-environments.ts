import type { InventoryEntry } from "../../../core/inventory.ts";
import type { InventoryRule } from "../../../core/stages.ts";
import { entriesByStore } from "../../entries-by-store.ts";
import { nameOf } from "../../entry-names.ts";
import { activeEntries } from "../../lacking.ts";
import { isProduction } from "../../production.ts";

export const sharedAcrossEnvironments: InventoryRule = {
  meta: {
    id: "inventory/shared-across-environments",
    title: "One secret of several environments",
    why: "Where two environments share a secret, whoever gets into the weaker one is in the stronger one as well, and a rotation has to happen in both at the same moment. Test systems are watched less, and more people may read their secrets.",
    fix: "Issue a secret for each environment and store it in a place of its own; an entry for each says `environment: production` or `environment: staging`. The name may stay the same where the platform keeps secrets by environment.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P18"],
    cwe: [653],
  },
  *check({ inventory }) {
    for (const entry of activeEntries(inventory)) {
      const [first, second] = entry.environments;
      if (first === undefined || second === undefined) continue;
      const isSevere = entry.environments.some(({ value }) => isProduction(inventory, value));
      yield {
        place: second.place,
        message: `\`${entry.name.value}\` is the same in ${namesOf(entry)}.`,
        ...(isSevere ? {} : { severity: "medium" as const }),
      };
    }
    for (const [store, entries] of entriesByStore(inventory)) {
      const [first, ...others] = entries;
      const other = others.find((one) => first !== undefined && namesOf(one) !== namesOf(first));
      if (first === undefined || other?.store === undefined) continue;
      yield {
        place: other.store.place,
        message: `${nameOf(first)} and ${nameOf(other)} are both kept at \`${store}\`, and are one secret therefore.`,
        related: [{ place: first.name.place, message: "The other one is declared here." }],
      };
    }
  },
};

const namesOf = ({ environments }: InventoryEntry): string =>
  environments.map(({ value }) => `\`${value}\``).join(" and ");
