import type { RuleMeta } from "../core/rule.ts";
import type { Example, Examples, Policy, PolicyContext, PolicyMatch, RepositoryContext } from "../core/stages.ts";
import type { PlatformId, PlatformModels } from "../platforms/registry.ts";

interface PolicyDefinition<Id extends PlatformId> {
  readonly meta: RuleMeta;
  readonly platforms: readonly Id[];
  /** Indented as the source around them; the common indentation is taken away. */
  readonly examples: Examples;
  check(context: PolicyContext<PlatformModels[Id]>): Iterable<PolicyMatch>;
  checkRepository?(context: RepositoryContext): Iterable<PolicyMatch>;
}

/** A policy whose model is inferred from the platforms that it names. */
export function definePolicy<Id extends PlatformId>(definition: PolicyDefinition<Id>): Policy {
  const { meta, platforms, check, checkRepository } = definition as Policy;
  let examples: Examples | undefined;
  return {
    meta,
    platforms,
    check,
    ...(checkRepository === undefined ? {} : { checkRepository }),
    // A scan has no use for them, and a start would pay for all: the build has them made when they are asked for, too.
    get examples() {
      const { flag, ok } = definition.examples;
      examples ??= { flag: flag.map(withoutIndent), ok: ok.map(withoutIndent) };
      return examples;
    },
  };
}

function withoutIndent(example: Example): Example {
  const lines = example.text
    .replace(/^\n/, "")
    .replace(/\n[ ]*$/, "\n")
    .split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const indent = Math.min(...indents, example.text.length);
  return { ...example, text: lines.map((line) => line.slice(indent)).join("\n") };
}
