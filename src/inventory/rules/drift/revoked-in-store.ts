import type { InventoryRule } from "../../../core/stages.ts";
import { isRevoked } from "../../due.ts";
import { nameOf } from "../../entry-names.ts";
import { sightingsOf } from "../../observed/match-observed.ts";
import { whereItIs } from "../../observed/where-it-is.ts";

export const revokedInStore: InventoryRule = {
  meta: {
    id: "drift/revoked-in-store",
    title: "Revoked secret that its store still has",
    why: "A secret that is declared as revoked and still lies in the store may not have been revoked at all, and nobody looks at it any more. If it was, what still asks the store for it gets a credential that does not work.",
    fix: "Make sure that it was revoked where it was issued, then delete it from the store. If it is still in use, take `status: revoked` out again, and rotate it.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P16", "P21", "P24"],
    cwe: [672],
  },
  *check({ inventory, observed }) {
    for (const { entry, secret, list } of sightingsOf(inventory, observed).all) {
      if (!isRevoked(entry) || secret.ended !== undefined) continue;
      yield {
        place: (entry.status ?? entry.name).place,
        message: `${nameOf(entry)} is revoked, and still lies in ${whereItIs(list, secret)}.`,
        related: [{ place: secret.place, message: "It is listed here." }],
      };
    }
  },
};
