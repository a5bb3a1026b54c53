import type { PipelineFlows, Reference } from "../../core/pipeline.ts";
import type { ForkSecrets } from "../flow/fork-secrets.ts";
import { headCheckouts } from "./head-checkout.ts";
import type { Event, Job, Workflow } from "./model.ts";
import { opennessOf } from "./openness.ts";
import { secretsInReach } from "./secrets-in-reach.ts";

/** The only event that hands secrets to a run which a fork's pull request starts at once. */
const EVENT = "pull_request_target";

/** Stored secrets in jobs that anybody's pull request starts, job by job. */
export function forkSecrets(workflow: Workflow, flows: PipelineFlows): ForkSecrets[] {
  // What a caller hands over is told of there.
  const event = workflow.on.find(({ name, calledFrom }) => name.value === EVENT && calledFrom === undefined);
  if (event === undefined) return [];
  const shown = new Set<Reference>();
  const left = new Set(flows.flows.filter(({ sink }) => sink.trusted !== true).map(({ reference }) => reference));
  return workflow.jobs.flatMap((job) => {
    const secrets = secretsFor(workflow, event, job, flows).filter((reference) => !shown.has(reference));
    for (const secret of secrets) shown.add(secret);
    const leaves = secrets.some((reference) => left.has(reference));
    return [{ job: job.id.value, secrets, limited: !leaves && job.steps.every(({ run }) => run === undefined) }];
  });
}

/** Secrets of the job's steps that an outsider reaches. A job that checks the pull request out has a policy of its own. */
function secretsFor(workflow: Workflow, event: Event, job: Job, flows: PipelineFlows): Reference[] {
  if (opennessOf(workflow, event, job) !== "open") return [];
  if (headCheckouts(workflow, job, EVENT, flows).length > 0) return [];
  const closed = job.steps.filter((step) => opennessOf(workflow, event, job, step) !== "open");
  return secretsInReach(flows, job).filter(
    ({ place: { span } }) => !closed.some(({ place }) => place.span.start <= span.start && span.end <= place.span.end),
  );
}
