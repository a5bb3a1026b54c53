import type { PipelineFlows } from "../core/pipeline.ts";
import type { PipelineUses } from "../core/pipeline-uses.ts";
import { grantsIn } from "./grants.ts";
import { presentationsIn } from "./services/presented.ts";

/** What the inventory asks of a pipeline, gathered where the pipeline is followed. */
export const usesOfPipeline = (pipeline: PipelineFlows): PipelineUses => ({
  presentations: presentationsIn(pipeline),
  grants: grantsIn(pipeline),
  environments: pipeline.jobs.flatMap(({ environment }) => environment ?? []),
  sharesSecrets: pipeline.sharesSecrets,
});
