import type { InventoryRule } from "../../../core/stages.ts";
import { covers } from "../../grants.ts";
import { declarationsOf, meantBy } from "../../match-references.ts";

export const scopeDrift: InventoryRule = {
  meta: {
    id: "inventory/scope-drift",
    title: "Secret that may do more than declared",
    why: "The entry says what a secret may do, and that was looked at when it was approved. Where a pipeline asks for more, either the secret has grown since, or nobody knows what it may do, and a thief finds out first.",
    fix: 'Ask for no more than the entry lists under `scopes`, or, if more is needed, have that approved and add it, such as `scopes: ["contents:read", "issues:write"]`. Then hold the list against what the provider says that the secret may do.',
    severity: "medium",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P16", "P21"],
    cwe: [250, 272],
  },
  *check({ inventory, uses }) {
    const declared = declarationsOf(inventory);
    for (const { grants } of uses) {
      for (const { reference, scope, place } of grants) {
        const entries = meantBy(reference, declared(reference)).filter(({ scopes }) => scopes !== undefined);
        const [entry] = entries;
        const isListed = entries.some(({ scopes = [] }) => scopes.some(({ value }) => covers(value, scope)));
        if (entry === undefined || isListed) continue;
        yield {
          place,
          message: `\`${scope}\` is asked for with \`${entry.name.value}\`, and is not among its scopes.`,
          related: [{ place: entry.name.place, message: "It is declared here." }],
        };
      }
    }
  },
};
