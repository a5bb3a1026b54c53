import type { PipelineFlows, Reference } from "../core/pipeline.ts";

/**
 * Whether a reference names a stored secret. In a workflow that others call, a name may be that of a parameter: the secret is then
 * used where the caller names it.
 */
export function namesStored({ secret, suppliedBy = [] }: Pick<Reference, "secret" | "suppliedBy">): boolean {
  const name = secret.toLowerCase();
  return suppliedBy.length === 0 || suppliedBy.some((one) => one.secret === "*" || one.secret.toLowerCase() === name);
}

/** A pipeline's flows without the references that name a parameter. */
export function withStoredOnly(flows: PipelineFlows): PipelineFlows {
  const references = flows.references.filter(namesStored);
  return references.length === flows.references.length ? flows : { ...flows, references };
}
