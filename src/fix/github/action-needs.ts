import type { Step } from "../../platforms/github-actions/model.ts";
import { type ActionStep, KNOWN_ACTIONS } from "./known-actions.ts";

/** What a token has to be allowed, by scope. */
export type Needs = Readonly<Record<string, "read" | "write">>;

/**
 * What a known action needs of the job's token; undefined for one that is not known, or that runs programs of the workflow which are
 * handed the token (`isGivenToken`).
 */
export function needsOfAction(name: string, step: Pick<Step, "with">, isGivenToken: boolean): Needs | undefined {
  const found = KNOWN_ACTIONS.find(({ action }) => action.test(name.toLowerCase()));
  if (found === undefined || (found.runsOthers === true && isGivenToken)) return undefined;
  return typeof found.needs === "function" ? found.needs(asked(step)) : found.needs;
}

function asked(step: Pick<Step, "with">): ActionStep {
  const input = (name: string): string | undefined =>
    step.with.entries.find((entry) => entry.name.value.toLowerCase() === name)?.value.value.trim() || undefined;
  return { input, isOn: (name) => !/^false$/i.test(input(name) ?? "false") };
}
