import type { InventoryRule } from "../../../core/stages.ts";
import { isWritten, lacking } from "../../lacking.ts";
import { opensNothing } from "../../opens-nothing.ts";

export const missingRevocation: InventoryRule = {
  meta: {
    id: "incident/missing-revocation",
    title: "Secret that nobody knows how to revoke",
    why: "After a leak the first thing to do is to make the secret worthless. Where nobody wrote down how, that takes hours in which a thief can use it, and what else breaks is found out by trying.",
    fix: "Say how the secret is revoked: the path of a runbook, such as `revoke: docs/runbooks/npm.md`, a link to the provider, or the command. What is the same for all goes into `defaults`.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P24"],
    cwe: [1059],
  },
  check: ({ inventory }) =>
    lacking(inventory, (entry) => {
      if (isWritten(entry, "revoke") || entry.kind?.value === "oidc" || opensNothing(entry)) return undefined;
      return "says nothing about how to revoke it";
    }),
};
