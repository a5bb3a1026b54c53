import type { InventoryRule } from "../../../core/stages.ts";
import { isDynamic } from "../../due.ts";
import { lacking } from "../../lacking.ts";

export const rotationNoOverlap: InventoryRule = {
  meta: {
    id: "expiry/rotation-no-overlap",
    title: "Rotation without an overlap",
    why: "Where the old secret ends at the moment in which the new one begins, whatever has read the old one before fails: a job that runs, a cache that is not refreshed yet. People then put the rotation off.",
    fix: "Let both be valid together for a while, longer than the longest job and the longest cache, and say how long: `rotation: { every: 30d, overlap: 24h }`. Where the service allows one secret only, use two accounts by turns.",
    severity: "low",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P10", "P15"],
    cwe: [664],
  },
  check: ({ inventory }) =>
    lacking(inventory, (entry) => {
      const { every, overlap } = entry.rotation ?? {};
      const isAsked = every !== undefined && !isDynamic(entry) && !entry.unread.includes("rotation.overlap");
      return isAsked && overlap === undefined ? "is rotated without an overlap of old and new" : undefined;
    }),
};
