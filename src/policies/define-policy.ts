import type { PlatformWords, RuleMeta } from "../core/rule.ts";
import type { Policy, PolicyContext, PolicyMatch, RepositoryContext } from "../core/stages.ts";
import type { PlatformId, PlatformModels } from "../platforms/registry.ts";

interface PolicyDefinition<Id extends PlatformId> {
  readonly meta: RuleMeta & { readonly on?: Readonly<Partial<Record<NoInfer<Id>, PlatformWords>>> };
  readonly platforms: readonly Id[];
  check(context: PolicyContext<PlatformModels[Id]>): Iterable<PolicyMatch>;
  checkRepository?(context: RepositoryContext): Iterable<PolicyMatch>;
}

/** A policy whose model is inferred from the platforms that it names. */
export const definePolicy = <Id extends PlatformId>(definition: PolicyDefinition<Id>): Policy => definition;
