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
  const before = [job, ...neededBy(workflow, job)];
  const conditions = [step?.if, ...before.map((one) => one.if)].flatMap((scalar) => scalar?.value ?? []);
  const runs = (startedBy: "outsider" | "maintainer"): boolean => {
    const facts = outsiderFacts(event, startedBy);
    return conditions.every((condition) => mayHold(condition, facts));
  };
  if (!runs("maintainer")) return "closed";
  const isGated = before.some(({ environment }) => environment !== undefined);
  return !isGated && canStart(event) && runs("outsider") ? "open" : "approved";
}

/** Runs even where a job that it needs was left out. */
const RUNS_ANYWAY = /\b(?:always|failure|cancelled)\s*\(/i;

/** Jobs without which a job does not run, near ones first. */
function neededBy(workflow: Workflow, job: Job): Job[] {
  const found = new Set<Job>();
  const visit = ({ needs, if: condition }: Job): void => {
    if (condition !== undefined && RUNS_ANYWAY.test(condition.value)) return;
    for (const { value } of needs) {
      const needed = workflow.jobs.find(({ id }) => id.value === value);
      if (needed === undefined || needed === job || found.has(needed)) continue;
      found.add(needed);
      visit(needed);
    }
  };
  visit(job);
  return [...found];
}
