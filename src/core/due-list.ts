import type { Location } from "./finding.ts";

/** What there is to do about secrets, and when. */
export const DUE_KINDS = ["expiry", "rotation", "review"] as const;
export type DueKind = (typeof DUE_KINDS)[number];

/** Something that is due on a day; the last day on which a secret is valid, of its expiry. */
export interface DueItem {
  readonly kind: DueKind;
  /** ISO day. */
  readonly day: string;
  readonly name: string;
  readonly environments: readonly string[];
  readonly owner?: string;
  readonly contact?: string;
  readonly purpose?: string;
  /** Where the inventory declares the secret. */
  readonly location: Pick<Location, "path" | "start">;
}

/** All that is due, the earliest first. */
export interface DueList {
  /** The day that it is seen from. */
  readonly asOf: string;
  /** The last day that a reminder speaks of. */
  readonly until: string;
  readonly items: readonly DueItem[];
}
