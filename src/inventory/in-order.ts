import type { Reference } from "../core/pipeline.ts";

/** References of one file in the order of their places. */
export const inOrder = (references: readonly Reference[]): Reference[] =>
  references.toSorted((a, b) => a.place.span.start - b.place.span.start);
