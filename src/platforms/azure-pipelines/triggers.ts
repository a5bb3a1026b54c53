import type { Trigger } from "../../core/pipeline.ts";
import type { Scalar } from "../document/tree.ts";
import { evaluateCondition } from "./condition.ts";
import type { AzurePipelinesModel, Job, Stage, Step } from "./model.ts";

/** What Azure's variables are in a run for a pull request from a fork, as far as they are the same in each. */
const IN_PULL_REQUEST: ReadonlyMap<string, string> = new Map([
  ["build.reason", "PullRequest"],
  ["build.sourcebranch", "refs/pull/1/merge"],
  ["build.sourcebranchname", "merge"],
  ["system.pullrequest.isfork", "True"],
]);

const PULL_REQUEST = "pr";

/** Whether pull requests start the pipeline: because the file says so, or because it says nothing, as GitHub's then do. */
export function pullRequests({ role, pr }: AzurePipelinesModel): "asked" | "default" | "none" {
  if (role === "template" || pr?.isNone === true) return "none";
  return pr === undefined ? "default" : "asked";
}

/** What can start a pipeline. A template is started by what includes it. */
export function readTriggers(model: AzurePipelinesModel): Trigger[] {
  if (model.role === "template") return [];
  const events = [
    ...(model.trigger?.isNone === true ? [] : ["push"]),
    ...(pullRequests(model) === "asked" ? [PULL_REQUEST] : []),
    ...(model.schedules.length > 0 ? ["schedule"] : []),
    ...(model.resources.others.length > 0 ? ["resource"] : []),
    "manual",
  ];
  return events.map((event) => ({ event, untrusted: event === PULL_REQUEST }));
}

/** The triggers that are left where conditions hold. */
export function triggersUnder(triggers: readonly Trigger[], ...parts: readonly (Stage | Job | Step)[]): Trigger[] {
  const excluded = parts.some((part) => !runsForPullRequests(part));
  return triggers.filter(({ event }) => event !== PULL_REQUEST || !excluded);
}

/** Whether a part of a pipeline may run for a pull request, by its conditions. */
export function runsForPullRequests({ condition, guards }: Stage | Job | Step): boolean {
  const conditions: readonly Scalar[] = condition === undefined ? guards : [...guards, condition];
  const known = (name: string): string | undefined => IN_PULL_REQUEST.get(name.toLowerCase());
  return conditions.every(({ value }) => evaluateCondition(value, known) !== false);
}
