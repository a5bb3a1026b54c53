import type { InventoryRule } from "../../../core/stages.ts";
import { distanceText, isRevoked } from "../../due.ts";
import { nameOf } from "../../entry-names.ts";
import { sightingsOf } from "../../observed/match-observed.ts";
import { storeName } from "../../observed/where-it-is.ts";

export const expiredInStore: InventoryRule = {
  meta: {
    id: "drift/expired-in-store",
    title: "Secret that has ended in its store",
    why: "Once its day in the store is past, the store gives a secret out no more or warns of it, and whatever still asks for it fails, mostly in the middle of a release. The inventory takes it for one that works.",
    fix: "Issue the next secret, store it with a new day, and write that into `expires`. If nothing needs it any more, revoke it, delete it from the store and set `status: revoked`, or remove the entry.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P2", "P21", "P22"],
    cwe: [324, 672],
  },
  *check({ inventory, observed, asOf }) {
    for (const { entry, secret, list, lies } of sightingsOf(inventory, observed).all) {
      // ISO days sort as text.
      if (lies !== "there" || secret.expires === undefined || secret.expires.value >= asOf || isRevoked(entry))
        continue;
      const { value, place } = secret.expires;
      yield {
        place: (entry.expires ?? entry.store ?? entry.name).place,
        message: `${nameOf(entry)} ended in ${storeName(list.scheme)} on ${value}, ${distanceText(value, asOf)}.`,
        related: [{ place, message: "The store says so here." }],
      };
    }
  },
};
