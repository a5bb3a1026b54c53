import type { PlatformWords, RuleMeta } from "../core/rule.ts";
import type { OptionValues, RuleOptions } from "../core/rule-option.ts";
import type { Policy, PolicyContext, PolicyMatch, RepositoryContext } from "../core/stages.ts";
import type { PlatformId, PlatformModels } from "../platforms/registry.ts";

interface PolicyDefinition<Id extends PlatformId, Options extends RuleOptions> {
  readonly meta: RuleMeta & {
    readonly on?: Readonly<Partial<Record<NoInfer<Id>, PlatformWords>>>;
    readonly options?: Options;
  };
  readonly platforms: readonly Id[];
  check(context: PolicyContext<PlatformModels[Id], OptionValues<Options>>): Iterable<PolicyMatch>;
  checkRepository?(context: RepositoryContext<OptionValues<Options>>): Iterable<PolicyMatch>;
}

/** A policy whose model is inferred from the platforms that it names, and its options from those that its metadata has. */
export const definePolicy = <Id extends PlatformId, const Options extends RuleOptions>(
  definition: PolicyDefinition<Id, Options>,
): Policy => definition;
