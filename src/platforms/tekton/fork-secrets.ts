import type { PipelineFlows } from "../../core/pipeline.ts";
import type { ForkSecrets } from "../flow/fork-secrets.ts";

/** Stored secrets of jobs that pull requests start, job by job: the files say themselves for which events they run. */
export function forkSecrets({ references }: PipelineFlows): ForkSecrets[] {
  const exposed = references.filter(
    ({ builtIn, triggers }) => builtIn !== true && triggers.some(({ untrusted }) => untrusted),
  );
  return [...Map.groupBy(exposed, ({ job }) => job)].map(([job, secrets]) => ({
    ...(job !== undefined && { job }),
    secrets,
    limited: false,
  }));
}
