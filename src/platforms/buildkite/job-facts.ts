import type { PipelineJob } from "../../core/pipeline.ts";
import { OWN_MACHINE } from "../flow/own-machine.ts";
import type { JobName } from "./job-names.ts";
import type { BuildkiteModel, CommandStep } from "./model.ts";
import { runsOnAnyBranch, triggersOf } from "./triggers.ts";

/** What a policy needs to know of a step as a whole. */
export function jobFacts(
  model: BuildkiteModel,
  step: CommandStep,
  { name, scalar }: JobName,
  approved: boolean,
): PipelineJob {
  const agents = [...step.agents, ...model.agents];
  const own = agents.find(({ value }) => OWN_MACHINE.test(value.value))?.value;
  const target = agents.find(({ value }) => TELLS_ENVIRONMENT.test(value.value))?.value;
  const { start } = step.place.span;
  return {
    name,
    place: scalar?.place ?? { unit: step.place.unit, span: { start, end: start + 1 } },
    triggers: triggersOf(step),
    // Buildkite has no environments; which secrets a job gets depends on the agents that it asks for.
    ...(target !== undefined && { environment: { name: target.value, place: target.place } }),
    ...(own !== undefined && { ownMachine: { name: own.value, place: own.place } }),
    machines: agents.map(({ value }) => ({ name: value.value, place: value.place })),
    approved,
    anyBranch: runsOnAnyBranch(model, step),
  };
}

/** Queues and tags that say which environment their agents are for. */
const TELLS_ENVIRONMENT =
  /(?:^|[^a-z])(?:prod|prd|production|live|stag|stg|stage|staging|dev|development|test|testing|uat|qa|preview|sandbox|demo)(?![a-z])/i;
