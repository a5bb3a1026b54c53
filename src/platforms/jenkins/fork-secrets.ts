import type { PipelineFlows } from "../../core/pipeline.ts";
import type { ForkSecrets } from "../flow/fork-secrets.ts";

/** Credentials in what runs for requests to merge; Jenkins' settings say whether those of forks are built, and with whose pipeline. */
export function forkSecrets({ references }: PipelineFlows): ForkSecrets[] {
  const open = references.filter(({ triggers }) => triggers.some(({ untrusted }) => untrusted));
  return [...Map.groupBy(open, ({ job }) => job)].map(([job, secrets]) => ({
    ...(job !== undefined && { job }),
    secrets,
    limited: true,
  }));
}
