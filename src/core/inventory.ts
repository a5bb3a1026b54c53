import type { Place } from "./span.ts";

/** A value of the manifest with the place that it stands at. */
export interface Placed<Value> {
  readonly value: Value;
  readonly place: Place;
}

/** One declared secret; every field that is absent was not written. Dates are ISO days, `2026-12-31`. */
export interface InventoryEntry {
  readonly name: Placed<string>;
  readonly owner?: Placed<string>;
  readonly purpose?: Placed<string>;
  readonly expires?: Placed<string>;
  /** Lifetime of a dynamic secret, such as `1h`. */
  readonly ttl?: Placed<string>;
}

/** The checked manifest of a repository's secrets: `.sealint/inventory.yaml`. */
export interface Inventory {
  readonly path: string;
  readonly entries: readonly InventoryEntry[];
}
