import type { OwnParts, PlacedPolicy } from "../../config/own/own-parts.ts";
import { ConfigError } from "../../core/config-error.ts";
import { nearest } from "../../core/nearest.ts";
import type { Problem } from "../../core/source.ts";
import { type OwnStages, ownStages } from "../../engine/own-stages.ts";
import type { Pipelines } from "../../engine/pipelines.ts";
import { exampleProblems } from "./example-problems.ts";

/**
 * What runs a configuration's own rules and policies. Throws a ConfigError where the examples of a rule do not come out as they
 * say, or a policy speaks of a platform that there is not. The examples are tried where `isWhole` is set.
 */
export function prepareOwn(
  { rules, policies }: OwnParts,
  { platforms }: Pipelines,
  { root, isWhole }: { readonly root: string; readonly isWhole: boolean },
): OwnStages {
  const ids = platforms.map(({ id }) => id);
  // Where nothing that is searched can be a pipeline, the platforms are not known.
  const unknown = ids.length === 0 ? [] : policies.flatMap((one) => platformProblems(one, ids));
  const problems = isWhole ? [...rules.flatMap(exampleProblems), ...unknown] : [];
  if (problems.length > 0) throw new ConfigError(problems, root);
  return ownStages({ rules: rules.map(({ rule }) => rule), policies: policies.map(({ policy }) => policy) }, platforms);
}

function platformProblems({ platforms, problemAt }: PlacedPolicy, ids: readonly string[]): Problem[] {
  return platforms
    .filter(({ fits }) => !ids.some(fits))
    .map(({ path, name }) => {
      const near = nearest(name, ids);
      const known = `The platforms are ${ids.map((id) => `\`${id}\``).join(", ")}.`;
      return problemAt(path, "is no platform", near === undefined ? known : `Did you mean \`${near}\`?`);
    });
}
