import type { DueKind } from "../core/due-list.ts";
import type { SecretOverview } from "../core/secret-overview.ts";
import { daysUntil, type Tone } from "./states.ts";

/** Stretches of time in which things are due; `until` is the last day of each, counted from the day that is looked at. */
export const BUCKETS = [
  { id: "overdue", label: "Overdue", until: -1, tone: "bad" },
  { id: "30", label: "Next 30 days", until: 30, tone: "warn" },
  { id: "60", label: "31 to 60 days", until: 60, tone: "note" },
  { id: "90", label: "61 to 90 days", until: 90, tone: "quiet" },
] as const satisfies readonly { id: string; label: string; until: number; tone: Tone }[];
export type Bucket = (typeof BUCKETS)[number];

/** Something that is due of a secret. */
export interface Due {
  readonly secret: SecretOverview;
  readonly kind: DueKind;
  readonly day: string;
  /** From the day that is looked at; negative where it is overdue. */
  readonly days: number;
}

/** The stretch that a number of days falls into; undefined where it is further off. */
export const bucketOf = (days: number): Bucket | undefined => BUCKETS.find(({ until }) => days <= until);

/** All that is overdue or due within 90 days, the earliest first. */
export function dueWithin90(secrets: readonly SecretOverview[], asOf: string): Due[] {
  return secrets
    .flatMap((secret) => secret.due.map(({ kind, day }): Due => ({ secret, kind, day, days: daysUntil(day, asOf) })))
    .filter(({ days }) => bucketOf(days) !== undefined)
    .sort((a, b) => a.days - b.days || (a.secret.name < b.secret.name ? -1 : 1));
}
