import type { InventoryRule } from "../../../core/stages.ts";
import { isHighClass } from "../../high-class.ts";
import { activeEntries, isWritten, lacking } from "../../lacking.ts";
import { pathIn } from "../../path-in-repository.ts";

export const noAlerting: InventoryRule = {
  meta: {
    id: "incident/no-alerting",
    title: "Sensitive secret that nobody watches",
    why: "A stolen secret is mostly found out by its use: at an odd hour, from another country, for something that it has never been used for. Without an alert nobody sees that, and the thief has months.",
    fix: "Set up an alert on unusual uses in the store or at the provider, and say where: `alerts: terraform/secret-alerts.tf`, a link or a name.",
    severity: "low",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P20"],
    cwe: [778],
  },
  *check({ inventory, surroundings }) {
    yield* lacking(inventory, (entry) => {
      if (!isHighClass(entry) || isWritten(entry, "alerts")) return undefined;
      return "is of class `high`, and no alert on its use is named";
    });
    for (const { name, alerts } of activeEntries(inventory)) {
      const path = alerts === undefined ? undefined : pathIn(alerts.value);
      if (alerts === undefined || path === undefined || surroundings.exists(path)) continue;
      yield { place: alerts.place, message: `The alerts of \`${name.value}\` are no file of the repository.` };
    }
  },
};
