import type { Reference } from "../../../core/pipeline.ts";
import type { InventoryRule } from "../../../core/stages.ts";
import { consumerOf } from "../../consumers.ts";
import { inOrder } from "../../in-order.ts";
import { declarationsOf, meantBy, namesSecret, normalName } from "../../match-references.ts";

export const environmentMismatch: InventoryRule = {
  meta: {
    id: "inventory/environment-mismatch",
    title: "Secret in a job of another environment",
    why: "Environments are kept apart so that a mistake in one does no harm in the other. A job of the test environment with the secret of production can change production, and so can everybody who may change that job.",
    fix: "Use the secret of the environment that the job is for. If the entry is wrong, correct its `environment`, or list several under `environments`. Where each environment has its own value under one name, write an entry for each.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
      "https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/manage-environments",
    ],
    practices: ["P18"],
    cwe: [653],
  },
  *check({ inventory, references }) {
    const declared = declarationsOf(inventory);
    const strays = references.filter((reference) => {
      const entries = namesSecret(reference) ? declared(reference) : [];
      return entries.length > 0 && meantBy(reference, entries).length === 0;
    });
    const keyOf = (one: Reference): string => [normalName(one), consumerOf(one), one.environment].join("\n");
    for (const group of Map.groupBy(strays, keyOf).values()) {
      const [first, ...others] = inOrder(group);
      if (first === undefined) continue;
      const entries = declared(first);
      const names = [
        ...new Set(entries.flatMap(({ environments }) => environments.map(({ value }) => `\`${value}\``))),
      ];
      yield {
        place: first.place,
        message: `\`${first.secret}\` is for ${names.join(" and ")}, and this job is of \`${first.environment}\`.`,
        related: [
          ...entries.map(({ name }) => ({ place: name.place, message: "It is declared here." })),
          ...others.map(({ place }) => ({ place, message: "It is used here as well." })),
        ],
      };
    }
  },
};
