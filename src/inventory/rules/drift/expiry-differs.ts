import type { InventoryRule, PolicyMatch } from "../../../core/stages.ts";
import { isDynamic, isRevoked } from "../../due.ts";
import { nameOf } from "../../entry-names.ts";
import { type Sighting, sightingsOf } from "../../observed/match-observed.ts";
import { storeName } from "../../observed/where-it-is.ts";
import { opensNothing } from "../../opens-nothing.ts";

export const expiryDiffers: InventoryRule = {
  meta: {
    id: "drift/expiry-differs",
    title: "Store that lets a secret live longer than declared",
    why: "A date in a file ends nothing by itself. Where the store could end a secret on its day and does not, the secret lives until somebody remembers it; where it has a later day, it lives longer than anybody agreed to.",
    fix: "Give the secret in the store the day that the entry has: `az keyvault secret set-attributes --expires`, `gcloud secrets update --expire-time`, a TTL of a Vault role. If the store is right, change `expires` where it can be approved.",
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P2", "P9", "P21"],
    cwe: [324, 613],
  },
  *check({ inventory, observed }) {
    for (const sighting of sightingsOf(inventory, observed).all) {
      const match = sighting.lies === "there" ? differing(sighting) : undefined;
      if (match !== undefined) yield match;
    }
  },
};

function differing({ entry, secret, list }: Sighting): PolicyMatch | undefined {
  if (isRevoked(entry) || secret.ended !== undefined) return undefined;
  const { expires } = entry;
  const at = (expires ?? entry.store ?? entry.name).place;
  const store = storeName(list.scheme);
  if (secret.expires === undefined) {
    if (secret.canExpire !== true || opensNothing(entry) || (isDynamic(entry) && list.scheme !== "vault"))
      return undefined;
    const though = expires === undefined ? "" : `, though it is to end on ${expires.value}`;
    const related = [{ place: secret.place, message: "It is listed here." }];
    return { place: at, message: `${nameOf(entry)} has no expiry in ${store}${though}.`, related };
  }
  if (expires === undefined || secret.expires.value <= expires.value) return undefined;
  return {
    place: at,
    message: `${nameOf(entry)} is to end on ${expires.value}, and lives until ${secret.expires.value} in ${store}.`,
    related: [{ place: secret.expires.place, message: "The store says so here." }],
  };
}
