import type { PipelineFlows } from "../../core/pipeline.ts";
import type { ForkSecrets } from "../flow/fork-secrets.ts";
import type { Dialect } from "./dialect.ts";
import { asksFor } from "./filters.ts";
import { namedSteps } from "./jobs.ts";
import type { ContainerFile } from "./model.ts";

/**
 * Stored secrets in steps that ask for pull requests. The store hands a secret to them only where it is told so, one by one; a
 * step that asks for both by itself needs that to work.
 */
export function forkSecrets(
  dialect: Dialect,
  file: ContainerFile<string>,
  { references, jobs }: PipelineFlows,
): ForkSecrets[] {
  const open = new Map(jobs.map(({ name, triggers }) => [name, triggers.some(({ untrusted }) => untrusted)]));
  return namedSteps(file).flatMap(({ step, pipeline, name }): ForkSecrets[] => {
    const asked = asksFor(dialect.untrusted, step) || asksFor(dialect.untrusted, pipeline);
    if (!asked || open.get(name) !== true) return [];
    const secrets = references.filter((one) => one.job === name && one.builtIn !== true);
    return secrets.length === 0 ? [] : [{ job: name, secrets, limited: true }];
  });
}
