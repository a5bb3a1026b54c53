import type { PipelineFlows } from "../../core/pipeline.ts";
import type { ForkSecrets } from "../flow/fork-secrets.ts";
import type { BuildkiteModel } from "./model.ts";

/** Stored secrets in steps that ask for pull requests and do not leave forks out, step by step; a setting decides on forks. */
export function forkSecrets(_model: BuildkiteModel, { references, jobs }: PipelineFlows): ForkSecrets[] {
  return jobs
    .filter(({ triggers, approved }) => !approved && triggers.some(({ untrusted }) => untrusted))
    .map(({ name }) => ({
      job: name,
      secrets: references.filter(({ job, builtIn }) => job === name && builtIn !== true),
      limited: true,
    }))
    .filter(({ secrets }) => secrets.length > 0);
}
