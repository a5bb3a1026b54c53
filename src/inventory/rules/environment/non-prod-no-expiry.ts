import type { InventoryRule } from "../../../core/stages.ts";
import { endsByItself } from "../../ends-by-itself.ts";
import { lacking } from "../../lacking.ts";
import { isForOthersOnly } from "../../production.ts";

export const nonProdNoExpiry: InventoryRule = {
  meta: {
    id: "environment/non-prod-no-expiry",
    title: "Secret of a test environment without an end",
    why: "Secrets for trials are shared more freely and watched less than those of production, and they are never missed when the trial is over. One without an end stays valid for whoever finds it, and test systems often hold copies of real data.",
    fix: "Let it end by itself: set an end where it is issued and write it into `expires`, or have a store issue it for each run and write its `ttl`.",
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P2", "P18"],
    cwe: [262],
  },
  check: ({ inventory }) =>
    lacking(inventory, (entry) => {
      if (!isForOthersOnly(inventory, entry) || endsByItself(entry)) return undefined;
      return "has no `expires` and no `ttl`, and is for trials";
    }),
};
