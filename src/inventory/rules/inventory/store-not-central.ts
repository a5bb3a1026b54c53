import type { InventoryRule } from "../../../core/stages.ts";
import { activeEntries } from "../../lacking.ts";
import { isStore, parseStore, STORES } from "../../stores.ts";

export const storeNotCentral: InventoryRule = {
  meta: {
    id: "inventory/store-not-central",
    title: "Secret beside the central store",
    why: "A variable of a CI system has no policy of its own, no log of who read it and no rotation, and it is copied wherever it is needed. What lies in one vault can be seen, rotated and revoked at one place.",
    fix: "Move the secret to the vault that the others lie in, let the pipeline fetch it from there, and write the new place into `store`. `defaults: { stores: [vault] }` says which stores may be used.",
    severity: "low",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P8", "P25"],
    cwe: [522],
  },
  *check({ inventory }) {
    const stored = activeEntries(inventory).flatMap(({ name, store }) => {
      const scheme = parseStore(store?.value ?? "")?.scheme;
      return store === undefined || scheme === undefined ? [] : [{ name: name.value, place: store.place, scheme }];
    });
    const wanted = inventory.stores.map(({ value }) => value.replace(/:$/, ""));
    const central = stored
      .filter(({ scheme }) => isStore(scheme) && STORES[scheme].isCentral)
      .map(({ scheme }) => scheme);
    const allowed = new Set(wanted.length > 0 ? wanted : central);
    // Where none is said to be the one, a store that others are kept in is.
    if (allowed.size === 0) return;
    for (const { name, place, scheme } of stored) {
      if (allowed.has(scheme) || (wanted.length === 0 && !(isStore(scheme) && !STORES[scheme].isCentral))) continue;
      const names = [...allowed].map((one) => `\`${one}\``).join(" or ");
      yield { place, message: `\`${name}\` is kept in \`${scheme}\`, and not in ${names}.` };
    }
  },
};
