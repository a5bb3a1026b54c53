import type { PipelineJob } from "../../core/pipeline.ts";
import type { Scalar } from "../document/tree.ts";
import { filledIn, frameOf } from "./frames.ts";
import { findExecutor, findJob } from "./lookup.ts";
import type { CircleciModel, WorkflowJob } from "./model.ts";
import type { Openness } from "./openness.ts";

/** What a policy needs to know of a job of a workflow as a whole. */
export function jobFacts(model: CircleciModel, use: WorkflowJob, openness: Openness): PipelineJob {
  const called = use.name ?? use.job;
  const context = use.contexts.find(({ value }) => TELLS_ENVIRONMENT.test(value)) ?? use.contexts[0];
  const machine = ownMachine(model, use);
  return {
    name: called.value,
    place: called.place,
    triggers: openness.triggers,
    // CircleCI has no environments; a context is what holds the secrets of one, and what can be restricted.
    ...(context !== undefined && { environment: { name: context.value, place: context.place } }),
    ...(machine !== undefined && { ownMachine: { name: machine.value, place: machine.place } }),
    approved: openness.approved,
    anyBranch: openness.anyBranch,
  };
}

/** Names of contexts that say which environment they are for. */
const TELLS_ENVIRONMENT = /prod|prd|live|stag|stg|dev|test|uat|qa|preview|sandbox|demo/i;

/** The resource class of a runner of one's own has a namespace in front: `example/linux`. */
function ownMachine(model: CircleciModel, { job }: WorkflowJob): Scalar | undefined {
  const definition = findJob(model, job.value);
  if (definition === undefined) return undefined;
  const { found, library } = definition;
  const executor = found.executor === undefined ? undefined : findExecutor(library, found.executor.name.value);
  const resource = found.resourceClass ?? executor?.found.resourceClass;
  if (resource === undefined) return undefined;
  const text = filledIn(model, frameOf(library), resource.value);
  return /^[\w.-]+\/[\w.-]+$/.test(text) ? resource : undefined;
}
