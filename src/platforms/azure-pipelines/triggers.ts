import type { Trigger } from "../../core/pipeline.ts";
import type { Scalar } from "../document/tree.ts";
import { evaluateCondition } from "./condition.ts";
import { isComputed } from "./holes.ts";
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

/** A part of a pipeline with conditions of its own. */
type Part = Stage | Job | Step;

/** Tells whether parts of a pipeline may run for a pull request, by their conditions. */
export function pullRequestTest(model: AzurePipelinesModel): (part: Part) => boolean {
  const values = new Map<string, Scalar[]>();
  for (const { name, value } of model.variables.entries) {
    const key = name.value.toLowerCase();
    if (value !== undefined) values.set(key, [...(values.get(key) ?? []), value]);
  }
  const known = (name: string, depth = 0): string | undefined => {
    const key = name.toLowerCase();
    const predefined = IN_PULL_REQUEST.get(key);
    const [value, other] = values.get(key) ?? [];
    if (predefined !== undefined || value === undefined || other !== undefined) return predefined;
    if (!isComputed(value.value)) return value.value;
    const outcome = depth < MAX_DEPTH ? evaluateCondition(value.value, (inner) => known(inner, depth + 1)) : undefined;
    return outcome === undefined ? undefined : outcome ? "True" : "False";
  };
  return ({ condition, guards }) => {
    const conditions = condition === undefined ? guards : [...guards, condition];
    return conditions.every(({ value }) => evaluateCondition(value, known) !== false);
  };
}

/** Variables over variables that are followed. */
const MAX_DEPTH = 8;

/** The triggers that are left where the conditions of all these parts hold. */
export function triggersUnder(
  triggers: readonly Trigger[],
  runs: (part: Part) => boolean,
  ...parts: readonly Part[]
): readonly Trigger[] {
  return parts.every(runs) ? triggers : triggers.filter(({ event }) => event !== PULL_REQUEST);
}
