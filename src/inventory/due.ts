import { daysBetween } from "../core/days.ts";
import type { DueKind } from "../core/due-list.ts";
import { parseDuration } from "../core/duration.ts";
import type { InventoryEntry, Placed } from "../core/inventory.ts";
import { remember } from "../core/remember.ts";
import { opensNothing } from "./opens-nothing.ts";

const DAY_IN_SECONDS = 86_400;
/** How long before its end a secret is reported where neither the inventory nor the command line says so. */
export const USUAL_WARNING = "30d";
/** How often a secret is to be looked through where its entry says no more than when that was done last. */
const QUARTER = "90d";

/** A day on which something about a secret is due, or the last one on which it is valid. */
export interface DueDay {
  readonly kind: DueKind;
  /** ISO day. */
  readonly day: string;
  /** What the day rests on, and stands at. */
  readonly basis: Placed<string>;
  /** The duration that was added to it. */
  readonly every?: string;
}

/** The day that many seconds after another, in whole days. */
export function dayAfter(day: string, seconds: number): string {
  return counted(`${day} ${Math.floor(seconds / DAY_IN_SECONDS)}`);
}

/** Several rules ask for the same few days of each of thousands of entries. */
const counted = remember((dayAndDays) => {
  const [day = "", days = ""] = dayAndDays.split(" ");
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + Number(days));
  // A duration of centuries leads beyond what an ISO day can say.
  return Number.isNaN(date.valueOf()) || date.getUTCFullYear() > 9999 ? "9999-12-31" : date.toISOString().slice(0, 10);
});

/** Whether nobody replaces a secret: it is issued anew for each use, or opens nothing. */
export function isDynamic(entry: InventoryEntry): boolean {
  const { kind, ttl, rotation } = entry;
  return (
    opensNothing(entry) ||
    kind?.value === "oidc" ||
    kind?.value === "dynamic" ||
    rotation?.method?.value === "dynamic" ||
    ttl !== undefined
  );
}

/** Whether a secret is said to work no longer. */
export const isRevoked = ({ status }: InventoryEntry): boolean => status?.value === "revoked";

export function expiryOf({ expires }: InventoryEntry): DueDay | undefined {
  return expires === undefined ? undefined : { kind: "expiry", day: expires.value, basis: expires };
}

/** When a secret is to be replaced next; undefined where its entry does not tell. */
export function rotationOf(entry: InventoryEntry): DueDay | undefined {
  const { rotation, created } = entry;
  return isDynamic(entry) ? undefined : nextOf("rotation", rotation?.last ?? created, rotation?.every?.value);
}

/** When a secret is to be looked through next; undefined where its entry does not tell. */
export function reviewOf(entry: InventoryEntry): DueDay | undefined {
  if (opensNothing(entry)) return undefined;
  const { review, created } = entry;
  const last = review?.last;
  const every = review?.every?.value ?? (last === undefined ? undefined : QUARTER);
  return every === undefined ? undefined : nextOf("review", last ?? created, every);
}

function nextOf(
  kind: DueDay["kind"],
  basis: Placed<string> | undefined,
  every: string | undefined,
): DueDay | undefined {
  const seconds = parseDuration(every ?? "");
  if (basis === undefined || every === undefined || seconds === undefined) return undefined;
  return { kind, day: dayAfter(basis.value, seconds), basis, every };
}

/** `a day`, `6 days`. */
const daysText = (days: number): string => (days === 1 ? "a day" : `${days} days`);

/** How long ago, or how far off, a day is: `a day ago`, `in 6 days`, `today`. */
export function distanceText(day: string, asOf: string): string {
  const days = daysBetween(asOf, day);
  if (days === 0) return "today";
  return days > 0 ? `in ${daysText(days)}` : `${daysText(-days)} ago`;
}
