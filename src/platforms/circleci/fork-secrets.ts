import type { PipelineFlows } from "../../core/pipeline.ts";
import type { ForkSecrets } from "../flow/fork-secrets.ts";
import type { CircleciModel } from "./model.ts";
import { opennessOf } from "./openness.ts";
import { PART_PATH } from "./recognise.ts";

/**
 * Stored secrets in jobs that pull requests from forks would run, all together: no line of the file asks for them, a setting
 * of the project lets them in.
 */
export function forkSecrets(model: CircleciModel, { references }: PipelineFlows): ForkSecrets[] {
  // An orb's example of its use runs nowhere.
  if (PART_PATH.exec(model.path)?.groups?.["kind"] === "examples") return [];
  const open = new Set<string>();
  for (const workflow of model.workflows) {
    for (const job of workflow.jobs) {
      const { forks, approved } = opennessOf(model, workflow, job);
      if (forks && !approved) open.add((job.name ?? job.job).value);
    }
  }
  const secrets = references.filter(
    ({ job, builtIn, triggers }) =>
      builtIn !== true && job !== undefined && open.has(job) && triggers.some(({ untrusted }) => untrusted),
  );
  return secrets.length === 0 ? [] : [{ secrets, limited: true }];
}
