import type { Origin } from "../core/source.ts";

/** The commit that content comes from, also where it lies in an archive of that commit. */
export function commitOf(origin: Origin): Extract<Origin, { kind: "commit" }> | undefined {
  if (origin.kind === "member") return commitOf(origin.of);
  return origin.kind === "commit" ? origin : undefined;
}
