import type { Place, Span } from "./span.ts";

/** A value of the manifest with the place that it stands at. */
export interface Placed<Value> {
  readonly value: Value;
  readonly place: Place;
}

/** One declared secret; dates are ISO days, `2026-12-31`. A field is absent where it is unwritten, blank or `unread`. */
export interface InventoryEntry {
  readonly name: Placed<string>;
  readonly owner?: Placed<string>;
  readonly purpose?: Placed<string>;
  /** The environment that the secret belongs to; the same name may be declared once for each. */
  readonly environment?: Placed<string>;
  /** The last day on which the secret is valid. */
  readonly expires?: Placed<string>;
  /** Lifetime of a dynamic secret, such as `1h`. */
  readonly ttl?: Placed<string>;
  /** Fields that were written but not understood: a problem of the manifest, hence not missing. */
  readonly unread: readonly string[];
}

/** The checked manifest of a repository's secrets: `.sealint/inventory.yaml`. */
export interface Inventory {
  readonly path: string;
  readonly entries: readonly InventoryEntry[];
  /** What was refused and may be a secret's value: never shown, not in a preview either. In order, none overlapping. */
  readonly withheld: readonly Span[];
}
