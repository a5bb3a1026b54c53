import type { Placed } from "../../../core/inventory.ts";
import type { InventoryRule } from "../../../core/stages.ts";
import { declarationsOf, meantBy, namesSecret } from "../../match-references.ts";
import { isAllowed } from "../../services/is-allowed.ts";

export const misroutedSecret: InventoryRule = {
  meta: {
    id: "inventory/misrouted-secret",
    title: "Secret that goes to another service",
    why: "A secret that is shown to a service that it is not for has leaked to that service: its logs and its staff have it, and so has whoever breaks into it. Most often two names were mixed up, and the job does not even work.",
    fix: "Use the credential of that service, or, if the secret is meant for it, have that approved and add the service to `services`, such as `services: [registry.npmjs.org]`. Then rotate the secret: what was shown to the wrong service is known there.",
    severity: "high",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P17"],
    cwe: [201, 668],
  },
  *check({ inventory, uses }) {
    const declared = declarationsOf(inventory);
    for (const { presentations } of uses) {
      for (const presented of presentations) {
        const { reference, place, name } = presented;
        if (!namesSecret(reference)) continue;
        const entries = meantBy(reference, declared(reference)).filter(({ services }) => services !== undefined);
        const isMeant = entries.some(({ services = [] }) =>
          isAllowed(
            services.map(({ value }) => value),
            presented,
          ),
        );
        const [entry] = entries;
        if (entry === undefined || isMeant) continue;
        yield {
          place,
          message: `\`${entry.name.value}\` goes to \`${name}\`, and is for ${wordsOf(entry.services ?? [])}.`,
          related: [
            { place: reference.place, message: "The secret is read here." },
            { place: entry.name.place, message: "It is declared here." },
          ],
        };
      }
    }
  },
};

const wordsOf = (services: readonly Placed<string>[]): string => services.map(({ value }) => `\`${value}\``).join(", ");
