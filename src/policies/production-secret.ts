import type { PipelineFlows, PipelineJob, Reference } from "../core/pipeline.ts";
import type { KindOf } from "./environments.ts";
import { storedIn } from "./located.ts";

/** A stored secret of production that a job has; none where its environment is of another kind, in which that name is another secret. */
export function productionSecret(
  { name, environment }: PipelineJob,
  flows: PipelineFlows,
  kindOf: KindOf,
): Reference | undefined {
  const kind = environment === undefined ? undefined : kindOf(environment.name);
  if (kind === "other") return undefined;
  return storedIn(flows, name).find((one) => kind === "production" || kindOf(one.secret) === "production");
}
