import { daysBetween } from "../../../core/days.ts";
import { parseDuration } from "../../../core/duration.ts";
import type { InventoryRule, PolicyMatch } from "../../../core/stages.ts";
import { dayAfter, distanceText, isDynamic, isRevoked } from "../../due.ts";
import { nameOf } from "../../entry-names.ts";
import { type Sighting, sightingsOf } from "../../observed/match-observed.ts";
import { storeName } from "../../observed/where-it-is.ts";

export const rotationBehind: InventoryRule = {
  meta: {
    id: "drift/rotation-behind",
    title: "Secret that is older in its store than its rotation says",
    why: "The inventory says when a secret is replaced, the store knows when it was. Where the store has the old value, the rotation did not happen, or the new value never got there, and every copy that was made of the old one still works.",
    fix: "Rotate the secret now, store the new value, revoke the old one, and write the day into `rotation.last`. Where the store can rotate by itself, let it, with `method: auto`. If the interval is not what you want, change `rotation.every` where everybody can see it.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
      "https://csrc.nist.gov/pubs/sp/800/57/pt1/r5/final",
    ],
    practices: ["P7", "P20", "P21"],
    cwe: [263],
  },
  *check({ inventory, observed, asOf }) {
    for (const sighting of sightingsOf(inventory, observed).all) {
      const match = sighting.lies === "there" ? behind(sighting, asOf) : undefined;
      if (match !== undefined) yield match;
    }
  },
};

function behind({ entry, secret, list }: Sighting, asOf: string): PolicyMatch | undefined {
  const { changed } = secret;
  if (changed === undefined || secret.ended !== undefined || isDynamic(entry) || isRevoked(entry)) return undefined;
  const { every, last } = entry.rotation ?? {};
  const related = [{ place: changed.place, message: "The store says so here." }];
  const since = `the value in ${storeName(list.scheme)} is of ${changed.value}`;
  // Places of the earth are a day apart.
  if (last !== undefined && daysBetween(changed.value, last.value) > 1)
    return {
      place: last.place,
      message: `${nameOf(entry)} is said to have been rotated on ${last.value}, and ${since}.`,
      related,
    };
  const due = dayAfter(changed.value, parseDuration(every?.value ?? "") ?? Number.POSITIVE_INFINITY);
  if (every === undefined || due >= asOf) return undefined;
  const message = `${nameOf(entry)} was to be rotated by ${due}, ${distanceText(due, asOf)}: ${since}, and it is rotated every ${every.value}.`;
  return { place: every.place, message, related };
}
