import type { PipelineFlows } from "../../core/pipeline.ts";
import type { ForkSecrets } from "../flow/fork-secrets.ts";
import { callOfJob } from "./flows.ts";
import type { AzurePipelinesModel } from "./model.ts";
import { pullRequests } from "./triggers.ts";

/** Stored secrets in jobs that the file lets pull requests start, job by job. */
export function forkSecrets(model: AzurePipelinesModel, { references, flows }: PipelineFlows): ForkSecrets[] {
  if (pullRequests(model) !== "asked") return [];
  const used = new Set(flows.map(({ reference }) => reference));
  // A variable above the jobs hands nothing to a job that does not name it.
  const exposed = references.filter(
    (one) =>
      one.builtIn !== true &&
      one.triggers.some(({ untrusted }) => untrusted) &&
      (one.job !== undefined || used.has(one)),
  );
  const guarded = new Set(
    model.stages.flatMap((stage) =>
      stage.jobs.filter(({ environment }) => environment !== undefined).map((job) => callOfJob(stage, job)),
    ),
  );
  return [...Map.groupBy(exposed, ({ job }) => job)].map(([job, secrets]) => ({
    ...(job !== undefined && { job }),
    secrets,
    // An environment may ask somebody first; whether it does is not in the file.
    limited: job !== undefined && guarded.has(job),
  }));
}
