import type { PipelineJob, Trigger } from "../../core/pipeline.ts";
import type { Scalar } from "../document/tree.ts";
import { remembered } from "../flow/remembered.ts";
import { matrixValues } from "./matrix.ts";
import type { Event, Job, Workflow } from "./model.ts";
import { opennessOf } from "./openness.ts";
import { permissionsOf, tokenAccess } from "./token.ts";
import { isUntrusted } from "./triggers.ts";

/** What a policy needs to know of a job as a whole. */
export function jobFacts(workflow: Workflow, job: Job): PipelineJob {
  const own = ownMachine(job);
  const target = job.environment?.name;
  return {
    name: job.id.value,
    place: job.id.place,
    triggers: workflow.on.map((event) => triggerOf(workflow, event, job)),
    ...(target !== undefined && { environment: { name: target.value, place: target.place } }),
    ...(own !== undefined && { ownMachine: { name: own.value, place: own.place } }),
    machines: machinesOf(job),
    token: tokenAccess(permissionsOf(workflow, job)),
    approved: isApproved(workflow, job),
    anyBranch: runsOnAnyBranch(workflow, job),
  };
}

/** An event that the job's condition keeps outsiders from is none of theirs. */
function triggerOf(workflow: Workflow, event: Event, job: Job): Trigger {
  const untrusted = isUntrusted(event.name.value) && opennessOf(workflow, event, job) !== "closed";
  return { event: event.name.value, untrusted };
}

const SELF_HOSTED = /(?<![\w-])self-hosted(?![\w-])/i;

/** A label that an expression gives to some repository alone: that of a company, which is a copy of the public one. */
const OF_A_COPY = /\$\{\{[^}]*\bgithub\.(?:repository|repository_owner|event\.repository\.\w+)\b/i;

const MATRIX_KEY = /\bmatrix\.([\w-]+)/g;

/** Labels that are written, and those of a matrix where it stands for the label. */
const machinesOf = ({ runsOn, matrix }: Job): NonNullable<PipelineJob["machines"]> =>
  runsOn.flatMap(({ value, place }) => [
    { name: value, place },
    ...keysOf(value)
      .flatMap((key) => matrixValues(matrix, key))
      .map((one) => ({ name: one.value, place })),
  ]);

const keysOf = (text: string): string[] => Array.from(text.matchAll(MATRIX_KEY), ([, key = ""]) => key);

/** The label that asks for a machine of one's own: written, in an expression, or in the matrix that the label names. */
function ownMachine({ runsOn, matrix }: Job): Scalar | undefined {
  const written = runsOn.find(({ value }) => SELF_HOSTED.test(value) && !OF_A_COPY.test(value));
  if (written !== undefined) return written;
  return runsOn.find(({ value }) =>
    keysOf(value)
      .flatMap((key) => matrixValues(matrix, key))
      .some((one) => SELF_HOSTED.test(one.value)),
  );
}

/** An environment may have reviewers, which no file tells; what only people start is approved by them. */
function isApproved(workflow: Workflow, { environment, needs }: Job): boolean {
  const on = workflow.on.filter(({ hasCallers }) => hasCallers !== true);
  if (environment !== undefined) return true;
  if (on.length > 0 && on.every(({ name }) => name.value === "workflow_dispatch")) return true;
  return needs.some(({ value }) => jobsById(workflow).get(value)?.environment !== undefined);
}

const jobsById = remembered(({ jobs }: Workflow) => new Map(jobs.map((job) => [job.id.value, job])));

const NAMES_REF =
  /github\.(?:ref|ref_name|base_ref|ref_protected|ref_type|event\.(?:ref|base_ref|repository\.default_branch))\b/i;

/** Whether a push to any branch starts the job: neither the event nor a condition on the way names one. */
function runsOnAnyBranch(workflow: Workflow, job: Job): boolean {
  const push = workflow.on.find(({ name }) => name.value === "push");
  if (push === undefined || push.filters.some(({ name }) => /^(?:branches|tags)(?:-ignore)?$/.test(name.value)))
    return false;
  const needed = job.needs.flatMap(({ value }) => jobsById(workflow).get(value) ?? []);
  const conditions = [job, ...needed].flatMap((one) => (one.if === undefined ? [] : [one.if.value]));
  return !conditions.some((text) => NAMES_REF.test(text) || /github\.event_name/i.test(text));
}
