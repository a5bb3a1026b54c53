import type { Place } from "../../core/span.ts";

/** Where a place starts, as a key: a pipeline may have several files. */
export const startOf = ({ unit, span }: Place): string => `${unit} ${span.start}`;
