import type { PipelineFlows, Reference } from "../../core/pipeline.ts";
import type { Job } from "./model.ts";

/** The stored secrets that come into a job, those of the workflow's own environment included; its token is none. */
export function secretsInReach({ references }: PipelineFlows, job: Job): Reference[] {
  return references.filter(
    (reference) =>
      reference.secret !== "GITHUB_TOKEN" && (reference.job === undefined || reference.job === job.id.value),
  );
}
