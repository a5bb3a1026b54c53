import type { Step } from "./model.ts";
import { readUses } from "./uses.ts";

/** Whether a step runs code that the job brings: a script, or an action that is not GitHub's own. */
export function runsCode({ run, uses }: Step): boolean {
  if (run !== undefined) return true;
  if (uses === undefined) return false;
  const { kind, trusted } = readUses(uses.value);
  return kind === "local" || !trusted;
}
