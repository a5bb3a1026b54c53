import type { PipelineJob, Trigger } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { remembered } from "../flow/remembered.ts";
import type { AzurePipelinesModel, Job, Stage } from "./model.ts";
import { ownPool } from "./pool.ts";
import { taskName } from "./tasks.ts";

/** What a policy needs to know of a job as a whole; `name` is what people call it. */
export function jobFacts(
  model: AzurePipelinesModel,
  stage: Stage,
  job: Job,
  name: string,
  triggers: readonly Trigger[],
): PipelineJob {
  const own = ownPool(job.pool ?? stage.pool ?? model.pool);
  const target = job.environment?.name;
  return {
    name,
    place: placeOf(stage, job),
    triggers,
    ...(target !== undefined && { environment: { name: target.value, place: target.place } }),
    ...(own !== undefined && { ownMachine: { name: own.value, place: own.place } }),
    approved: isApproved(model, stage, job),
    anyBranch: runsOnAnyBranch(model, stage, job),
  };
}

function placeOf(stage: Stage, job: Job): Place {
  const named = job.name ?? job.displayName ?? job.steps[0]?.value ?? stage.name;
  return (named ?? job).place;
}

/** An environment may have approvals, which no file tells; a task that waits for a person does. */
function isApproved(model: AzurePipelinesModel, stage: Stage, job: Job): boolean {
  if (job.environment !== undefined) return true;
  const { trigger, pr, schedules, resources } = model;
  const isStarted = trigger?.isNone === true && pr?.isNone === true;
  if (isStarted && schedules.length === 0 && resources.others.length === 0) return true;
  // A job of the same stage, or a stage before it, that waits holds back what depends on it.
  return (waitingUpTo(model).get(stage) ?? []).some((one) => one !== job);
}

/** By stage the first two jobs in it or before it that wait for a person: one of them may be the job that asks. */
const waitingUpTo = remembered(({ stages }: AzurePipelinesModel): ReadonlyMap<Stage, readonly Job[]> => {
  let waiting: readonly Job[] = [];
  const found = new Map<Stage, readonly Job[]>();
  for (const stage of stages) {
    const own = stage.jobs.filter(({ steps }) => steps.some((step) => /^manualvalidation$/i.test(taskName(step))));
    waiting = [...waiting, ...own].slice(0, 2);
    found.set(stage, waiting);
  }
  return found;
});

const NAMES_BRANCH =
  /Build\.SourceBranch|System\.PullRequest\.TargetBranch|Build\.Reason|is_?main|is_?default|parameters\./i;

/** Whether a push to any branch starts the job: neither the trigger nor a condition on the way names one. */
function runsOnAnyBranch({ role, trigger }: AzurePipelinesModel, stage: Stage, job: Job): boolean {
  if (role === "template" || trigger?.isNone === true) return false;
  const branches = trigger?.branches ?? [];
  if (branches.length > 0 && !branches.some(({ value }) => /^\*{1,2}$/.test(value.trim()))) return false;
  const conditions = [stage, job].flatMap(({ condition, guards }) => [
    condition?.value,
    ...guards.map(({ value }) => value),
  ]);
  return !conditions.some((text) => text !== undefined && NAMES_BRANCH.test(text));
}
