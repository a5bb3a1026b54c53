import type { Scalar } from "../document/tree.ts";
import type { Bindings, GithubActionsModel, Job, Step } from "./model.ts";

/** A place of a file that uses another file: a step an action, a job a workflow. */
export interface FileUse {
  readonly uses: Scalar;
  readonly isAction: boolean;
  readonly job?: Job;
  readonly step?: Step;
  /** What it hands over. */
  readonly with: Bindings;
}

/** Everything that a file uses, in its order. */
export function usesOf(model: GithubActionsModel): FileUse[] {
  if (model.kind === "action") return model.steps.flatMap((step) => ofStep(step));
  return model.jobs.flatMap((job) => [
    ...job.steps.flatMap((step) => ofStep(step, job)),
    ...(job.uses === undefined ? [] : [{ uses: job.uses, isAction: false, job, with: job.with }]),
  ]);
}

const ofStep = (step: Step, job?: Job): FileUse[] =>
  step.uses === undefined
    ? []
    : [{ uses: step.uses, isAction: true, step, with: step.with, ...(job !== undefined && { job }) }];
