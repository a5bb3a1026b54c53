import type { InventoryRule } from "../../../core/stages.ts";
import { distanceText, reviewOf } from "../../due.ts";
import { nameOf } from "../../entry-names.ts";
import { activeEntries } from "../../lacking.ts";

export const reviewOverdue: InventoryRule = {
  meta: {
    id: "inventory/review-overdue",
    title: "Secret that nobody has reviewed",
    why: "Needs change: people leave, jobs go, services are replaced. Without somebody who looks through the secrets from time to time, access that nobody needs any more stays, and entries say what was true years ago.",
    fix: "Look through the entry: is it still needed, by whom, for what, with which scopes? Then write the day into `review.last`. `review: { every: 90d }`, in the entry or in `defaults`, says how often.",
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P16", "P21"],
    cwe: [1059],
  },
  *check({ inventory, asOf }) {
    for (const entry of activeEntries(inventory)) {
      const { name, review, created } = entry;
      const due = reviewOf(entry);
      if (due !== undefined && due.day < asOf) {
        const last = review?.last === undefined ? "never since it was created" : "the last time";
        yield {
          place: due.basis.place,
          message: `${nameOf(entry)} was to be reviewed by ${due.day}, ${distanceText(due.day, asOf)}: ${last} on ${due.basis.value}, every ${due.every}.`,
        };
      } else if (review?.every !== undefined && due === undefined && created === undefined) {
        if (!entry.unread.includes("review.last"))
          yield { place: name.place, message: `${nameOf(entry)} has no \`review.last\`: nobody has reviewed it.` };
      }
    }
  },
};
