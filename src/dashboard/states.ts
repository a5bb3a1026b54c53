import { daysBetween } from "../core/days.ts";
import type { SecretOverview } from "../core/secret-overview.ts";

/** How much something asks of a person; colours and signs go by it. */
export type Tone = "bad" | "warn" | "note" | "good" | "quiet";

/** A word with its tone, as badges show it. */
export interface Badge {
  readonly label: string;
  readonly tone: Tone;
}

/** Days ahead in which something is due soon. */
const SOON = 30;

/** What can be said of a secret, what asks most first: the first that holds is its state. */
export const STATES = [
  { id: "leaked", label: "Leaked", tone: "bad" },
  { id: "expired", label: "Expired", tone: "bad" },
  { id: "rotation", label: "Rotation overdue", tone: "warn" },
  { id: "review", label: "Review overdue", tone: "warn" },
  { id: "soon", label: "Due in 30 days", tone: "warn" },
  { id: "undeclared", label: "Not declared", tone: "warn" },
  { id: "findings", label: "Open findings", tone: "note" },
  { id: "revoked", label: "Revoked", tone: "quiet" },
  { id: "fine", label: "In order", tone: "good" },
] as const satisfies readonly (Badge & { readonly id: string })[];
export type State = (typeof STATES)[number]["id"];

/** What is known of a secret besides its entry. */
export interface Circumstances {
  readonly asOf: string;
  readonly hasLeaked: boolean;
  /** Open findings that are about it. */
  readonly findings: number;
}

/** Days from the day that is looked at until something is due; negative where it is overdue. */
export const daysUntil = (day: string, asOf: string): number => daysBetween(asOf, day);

/** A secret's state: the worst that holds. */
export function stateOf({ declared, due, isRevoked }: SecretOverview, seen: Circumstances): State {
  const isPast = (kind: string): boolean => due.some((one) => one.kind === kind && daysUntil(one.day, seen.asOf) < 0);
  if (seen.hasLeaked) return "leaked";
  if (isPast("expiry")) return "expired";
  if (isPast("rotation")) return "rotation";
  if (isPast("review")) return "review";
  if (due.some(({ day }) => daysUntil(day, seen.asOf) <= SOON)) return "soon";
  if (declared === undefined) return "undeclared";
  if (seen.findings > 0) return "findings";
  return isRevoked ? "revoked" : "fine";
}
