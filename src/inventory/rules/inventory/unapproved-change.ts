import type { InventoryChange } from "../../../core/inventory-change.ts";
import type { Place } from "../../../core/span.ts";
import type { InventoryRule } from "../../../core/stages.ts";
import { keyOfChange } from "../../changes/changed-entries.ts";
import { createWhoMay, type Verdict } from "../../changes/who-may.ts";
import { nameOf } from "../../entry-names.ts";

export const unapprovedChange: InventoryRule = {
  meta: {
    id: "inventory/unapproved-change",
    title: "Change of the inventory by somebody who may not make it",
    why: "The inventory decides who may read a secret, where it may go and how long it lives. Whoever can change an entry alone can give themselves all of that, and nobody can tell later who agreed to it.",
    fix: "Let somebody of `governance.approve` make the change, or bring it as their own commit. If the author is one of them, say so in the base, where it can be reviewed: `teams: { security: [ann@example.com] }`. What the change itself says of that does not count.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P3", "P19"],
    cwe: [284, 778],
  },
  *check({ inventory, units, changes }) {
    if (changes === undefined) return;
    const whoMay = createWhoMay(changes);
    const now = new Map(inventory.entries.map((entry) => [keyOfChange({ after: entry, fields: [] }), entry]));
    const top: Place = { unit: units[0] ?? inventory.path, span: { start: 0, end: 0 } };
    for (const change of changes.all) {
      const place = now.get(keyOfChange(change))?.name.place ?? top;
      if (change.authors.length === 0) {
        yield { place, message: `${whatOf(change)}, and no commit of the change says by whom.` };
        continue;
      }
      for (const author of change.authors) {
        const verdict = whoMay(change, author);
        if (verdict.may !== "yes")
          yield { place, message: `${whatOf(change)} by \`${author.mail || author.name}\`; ${whyNot(verdict)}.` };
      }
    }
  },
};

function whatOf({ before, after, fields }: InventoryChange): string {
  const names = fields.map((field) => `\`${field}\``).join(", ");
  const entry = after ?? before;
  if (entry === undefined) return `What holds for all entries is changed (${names})`;
  if (before === undefined) return `${nameOf(entry)} is added`;
  return after === undefined ? `${nameOf(entry)} is removed` : `${nameOf(entry)} is changed (${names})`;
}

function whyNot({ names, unknown }: Verdict): string {
  if (names.length === 0) return "nothing in the base says who may do that";
  const listed = (some: readonly string[]): string => some.map((name) => `\`${name}\``).join(" and ");
  return unknown.length === 0
    ? `that is for ${listed(names)}`
    : `that is for ${listed(names)}, and nothing in the base says who is in ${listed(unknown)}`;
}
