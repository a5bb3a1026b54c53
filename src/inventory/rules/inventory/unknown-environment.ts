import { namesText } from "../../../core/name-pattern.ts";
import { nearest } from "../../../core/nearest.ts";
import type { InventoryRule } from "../../../core/stages.ts";
import { isComputed } from "../../environment-pattern.ts";

export const unknownEnvironment: InventoryRule = {
  meta: {
    id: "inventory/unknown-environment",
    title: "Environment that is not declared",
    why: "Most platforms make an environment of any name that a job writes down, without approval, protection or secrets of its own. A name that differs by a letter therefore deploys past every rule that was set up for the right one.",
    fix: "Correct the name in the pipeline, or declare the environment in `.sealint/inventory.yaml`, such as `environments: { production: { protected: true }, staging: {} }`; `*` stands for anything, as in `review/*`.",
    severity: "low",
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
  *check({ inventory, uses }) {
    const names = inventory.environments.map(({ name }) => name.value);
    if (names.length === 0) return;
    const isKnown = (environment: string): boolean =>
      isComputed(environment) || names.some((name) => namesText(name, environment));
    const complaintOf = (environment: string): string => {
      const near = nearest(environment, names);
      const suggestion = near === undefined ? "" : ` Did you mean \`${near}\`?`;
      return `\`${environment}\` is no environment of \`${inventory.path}\`.${suggestion}`;
    };
    const used = uses.flatMap(({ environments }) => environments);
    const declared = inventory.entries.flatMap(({ environments }) =>
      environments.map(({ value, place }) => ({ name: value, place })),
    );
    for (const { name, place } of [...used, ...declared])
      if (!isKnown(name)) yield { place, message: complaintOf(name) };
  },
};
