import type { InventoryRule } from "../../../core/stages.ts";
import { lacking } from "../../lacking.ts";
import { opensNothing } from "../../opens-nothing.ts";

const ROLES = ["request", "approve", "read"] as const;

export const missingGovernance: InventoryRule = {
  meta: {
    id: "inventory/missing-governance",
    title: "Secret without governance",
    why: "Where it is not written down who may ask for a secret, who decides and who may read it, whoever can reach the settings of the repository decides alone, and nobody notices. One who approves what they have asked for themselves is no second pair of eyes.",
    fix: "Name all three: `governance: { request: [team-web], approve: [team-security], read: [ci] }`, and let others approve than those who request. What is the same for all secrets goes into `defaults`.",
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P3", "P19"],
    cwe: [284],
  },
  check: ({ inventory }) =>
    lacking(inventory, (entry) => {
      if (entry.unread.some((field) => field.startsWith("governance")) || opensNothing(entry)) return undefined;
      const { governance = {} } = entry;
      const missing = ROLES.filter((role) => governance[role] === undefined);
      if (missing.length === ROLES.length) return "has no governance: nobody to request, approve and read it";
      if (missing.length > 0) return `has no ${missing.map((role) => `\`governance.${role}\``).join(" and no ")}`;
      const requesters = new Set((governance.request ?? []).map(({ value }) => value.toLowerCase()));
      const others = (governance.approve ?? []).filter(({ value }) => !requesters.has(value.toLowerCase()));
      return others.length > 0 ? undefined : "is approved by nobody but those who request it";
    }),
};
