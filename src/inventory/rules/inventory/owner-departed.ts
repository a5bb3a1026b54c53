import type { InventoryRule } from "../../../core/stages.ts";
import { nameOf } from "../../entry-names.ts";
import { knownOwners } from "../../known-owners.ts";
import { activeEntries } from "../../lacking.ts";

export const ownerDeparted: InventoryRule = {
  meta: {
    id: "inventory/owner-departed",
    title: "Owner that is no longer there",
    why: "A secret whose owner has left belongs to nobody: warnings go to an address that is not read, and nobody may decide to revoke it. Whoever has left may also still have a copy.",
    fix: "Name a team or person of today, and rotate the secret if its owner has left. Owners are held against CODEOWNERS and the list `owners:` of the inventory; add there who is missing from both, such as `owners: [team-platform]`.",
    severity: "medium",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
      "https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners",
    ],
    practices: ["P2", "P16"],
    cwe: [1059],
  },
  *check({ inventory, surroundings }) {
    const known = knownOwners(inventory, surroundings.codeOwners());
    if (known === undefined) return;
    for (const entry of activeEntries(inventory)) {
      const { owner } = entry;
      if (owner === undefined || known.has(owner.value)) continue;
      const near = known.nearest(owner.value);
      const suggestion = near === undefined ? "" : ` Did you mean \`${near}\`?`;
      yield {
        place: owner.place,
        message: `The owner of ${nameOf(entry)} is neither in CODEOWNERS nor among the \`owners\` of the inventory.${suggestion}`,
      };
    }
  },
};
