import type { Reference } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";

/** A secret that a variable or text holds, and the bindings that it came through, nearest the reference first. */
export interface Carried {
  readonly reference: Reference;
  readonly path: readonly Place[];
  readonly masked: boolean;
}

/** What the environment variables in reach hold; an inner level's variable hides the outer one of its name. */
export type Scope = ReadonlyMap<string, readonly Carried[]>;

export const through = (carried: readonly Carried[], place: Place): Carried[] =>
  carried.map((secret) => ({ ...secret, path: [...secret.path, place] }));
