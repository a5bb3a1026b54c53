import { daysBetween } from "../../core/days.ts";
import type { DueItem, DueKind, DueList } from "../../core/due-list.ts";
import { plural } from "../plural.ts";
import { printable } from "../printable.ts";

const WHAT: Readonly<Record<DueKind, string>> = {
  expiry: "expires",
  rotation: "is to be rotated",
  review: "is to be reviewed",
};
const PAST: Readonly<Record<DueKind, string>> = {
  expiry: "has expired",
  rotation: "was to be rotated",
  review: "was to be reviewed",
};

/** What is overdue, and what comes until the list's last day. */
export function dueSoon({ asOf, until, items }: DueList): { readonly overdue: DueItem[]; readonly next: DueItem[] } {
  // ISO days sort as text.
  const soon = items.filter(({ day }) => day <= until);
  return { overdue: soon.filter(({ day }) => day < asOf), next: soon.filter(({ day }) => day >= asOf) };
}

/** `DEPLOY_TOKEN (production)`, with nothing in it that hides or turns text. */
export const secretName = ({ name, environments }: DueItem): string =>
  printable(environments.length === 0 ? name : `${name} (${environments.join(", ")})`);

/** `expires on 2026-12-31, in 38 days`. */
export function dueText({ kind, day }: DueItem, asOf: string): string {
  const days = daysBetween(asOf, day);
  if (days < 0) return `${PAST[kind]} on ${day}, ${plural(-days, "day")} ago`;
  return `${WHAT[kind]} on ${day}, ${days === 0 ? "today" : `in ${plural(days, "day")}`}`;
}

/** Whom it concerns: `team-platform, contact oncall`; empty where nobody is named. */
export function whose({ owner, contact }: DueItem): string {
  const parts = [owner ?? "", contact === undefined ? "" : `contact ${contact}`];
  return printable(parts.filter((part) => part !== "").join(", "));
}

/** What a reminder says first. */
export function headline(list: DueList): string {
  const { overdue, next } = dueSoon(list);
  if (overdue.length + next.length === 0) return `Nothing is due about secrets until ${list.until}`;
  const parts = [
    ...(overdue.length === 0 ? [] : [`${overdue.length} overdue`]),
    ...(next.length === 0 ? [] : [`${next.length} due until ${list.until}`]),
  ];
  return `Secrets: ${parts.join(", ")}`;
}
