import type { InventoryRule } from "../../../core/stages.ts";
import { isRevoked } from "../../due.ts";
import { nameOf } from "../../entry-names.ts";
import { sightingsOf } from "../../observed/match-observed.ts";
import { storeName } from "../../observed/where-it-is.ts";

export const missingInStore: InventoryRule = {
  meta: {
    id: "drift/missing-in-store",
    title: "Declared secret that its store does not have",
    why: "An entry whose secret is not where it says leads people to the wrong place on the day that it leaks. Most platforms put an empty text in the place of a secret that is not there, so that a job fails late or runs without its credential.",
    fix: "If the secret has moved, correct `store`. If it was deleted, revoke it where it was issued and set `status: revoked`, or remove the entry. If it ought to be there, put it there. One that is disabled counts as gone.",
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P21", "P22"],
    cwe: [1059],
  },
  *check({ inventory, observed }) {
    const { missing, all } = sightingsOf(inventory, observed);
    for (const entry of missing) {
      if (isRevoked(entry) || entry.store === undefined) continue;
      const { place, value } = entry.store;
      yield { place, message: `${nameOf(entry)} is in none of the lists of ${storeName(value)}.` };
    }
    const there = Map.groupBy(
      all.filter(({ lies }) => lies === "there"),
      ({ entry }) => entry,
    );
    for (const [entry, sightings] of there) {
      const [first] = sightings;
      if (first?.secret.ended === undefined || isRevoked(entry)) continue;
      // Of several keys one may be kept in reserve.
      if (sightings.some(({ secret }) => secret.ended === undefined)) continue;
      yield {
        place: (entry.store ?? entry.name).place,
        message: `${nameOf(entry)} is declared as active, and ${first.secret.ended} in ${storeName(first.list.scheme)}.`,
        related: [{ place: first.secret.place, message: "It is listed here." }],
      };
    }
  },
};
