import type { Origin } from "../core/source.ts";

/** The commit that content comes from. */
export function commitOf(origin: Origin): Extract<Origin, { kind: "commit" }> | undefined {
  return origin.kind === "commit" ? origin : undefined;
}
