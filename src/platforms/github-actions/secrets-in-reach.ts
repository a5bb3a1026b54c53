import type { PipelineFlows, Reference } from "../../core/pipeline.ts";
import { remembered } from "../flow/remembered.ts";
import type { Job } from "./model.ts";

/** The stored secrets that come into a job, those of the workflow's own environment included; its token is none. */
export function secretsInReach({ references }: PipelineFlows, job: Job): Reference[] {
  const byJob = storedByJob(references);
  return [...(byJob.get(undefined) ?? []), ...(byJob.get(job.id.value) ?? [])];
}

const storedByJob = remembered((references: readonly Reference[]) =>
  Map.groupBy(
    references.filter(({ secret }) => secret !== "GITHUB_TOKEN"),
    ({ job }) => job,
  ),
);
