import { remembered } from "../flow/remembered.ts";
import { mayHold } from "./condition.ts";
import type { Event, Job, Step, Workflow } from "./model.ts";
import { canStart, outsiderFacts } from "./outsider.ts";

/**
 * Whether a job runs on what somebody without rights brings: `open` as it comes, `approved` only once somebody of the
 * project has acted (a label, a comment, an environment's reviewers), `closed` not at all.
 */
export type Openness = "open" | "approved" | "closed";

/** How open a job, or a step of it, is to outsiders through an event of its workflow. */
export function opennessOf(workflow: Workflow, event: Event, job: Job, step?: Step): Openness {
  const runs = (startedBy: Starter): boolean => {
    const facts = outsiderFacts(event, startedBy);
    return !leftOut(workflow)(event)[startedBy].has(job) && (step?.if === undefined || mayHold(step.if.value, facts));
  };
  if (event.follows === "members" || !runs("maintainer")) return "closed";
  if (event.approvedFirst === true) return "approved";
  return !gatedJobs(workflow).has(job) && canStart(event) && runs("outsider") ? "open" : "approved";
}

type Starter = "outsider" | "maintainer";

/** Runs even where a job that it needs was left out. */
const RUNS_ANYWAY = /\b(?:always|failure|cancelled)\s*\(/i;

/** Jobs that certainly do not run, by who starts the workflow. */
const leftOut = remembered((workflow: Workflow) =>
  remembered((event: Event): Readonly<Record<Starter, ReadonlySet<Job>>> => {
    const without = (startedBy: Starter): ReadonlySet<Job> => {
      const facts = outsiderFacts(event, startedBy);
      return withDependents(workflow, (job) => job.if !== undefined && !mayHold(job.if.value, facts));
    };
    return { outsider: without("outsider"), maintainer: without("maintainer") };
  }),
);

/** Jobs that wait for an environment's reviewers, or for a job that does. */
const gatedJobs = remembered((workflow: Workflow) =>
  withDependents(workflow, ({ environment }) => environment !== undefined),
);

/** The jobs that are so, and those that need one of them, over any number of others. */
function withDependents({ jobs }: Workflow, isSo: (job: Job) => boolean): ReadonlySet<Job> {
  const bound = jobs.filter((job) => job.if === undefined || !RUNS_ANYWAY.test(job.if.value));
  const pairs = bound.flatMap((job) => job.needs.map(({ value }) => ({ needed: value, job })));
  const dependents = Map.groupBy(pairs, ({ needed }) => needed);
  const found = new Set(jobs.filter(isSo));
  // A set hands out what is added while it is being walked.
  for (const { id } of found) for (const { job } of dependents.get(id.value) ?? []) found.add(job);
  return found;
}
