import type { InventoryRule } from "../../../core/stages.ts";
import { isDynamic } from "../../due.ts";
import { lacking } from "../../lacking.ts";

export const missingInventoryRotation: InventoryRule = {
  meta: {
    id: "inventory/missing-inventory-rotation",
    title: "Secret without a rotation",
    why: "A secret that nobody plans to replace is replaced only after it has leaked, and by somebody who has never done it before. Until then each copy of it keeps working.",
    fix: "Say how often the secret is replaced, and who does it: `rotation: { every: 90d, method: auto }`. The methods are `auto`, `manual` and, for what is issued anew for each use, `dynamic`.",
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P7"],
    cwe: [262],
  },
  check: ({ inventory }) =>
    lacking(inventory, (entry) => {
      if (isDynamic(entry)) return undefined;
      const { every, method } = entry.rotation ?? {};
      const missing = [
        ...(every === undefined && !entry.unread.includes("rotation.every") ? ["`rotation.every`"] : []),
        ...(method === undefined && !entry.unread.includes("rotation.method") ? ["`rotation.method`"] : []),
      ];
      return missing.length === 0 || entry.unread.includes("rotation")
        ? undefined
        : `has no ${missing.join(" and no ")}`;
    }),
};
