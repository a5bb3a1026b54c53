import type { RuleMeta } from "../core/rule.ts";
import type { Pipelines } from "./pipelines.ts";

/** Stands in for what reads pipelines where none is searched: the policies are known and have nothing to look at. */
export function noPipelines(policies: readonly RuleMeta[]): Pipelines {
  const idle = { platforms: [], check: () => [] };
  return { platforms: [], policies: policies.map((meta) => ({ ...idle, meta })) };
}
