import type { AcceptedEntry } from "../../core/acceptance.ts";
import type { RuleMeta } from "../../core/rule.ts";
import type { Problem } from "../../core/source.ts";
import type { FileAccess } from "../file-access.ts";
import type { Layer } from "../layer.ts";
import type { ConfigContext } from "../resolve-config.ts";
import type { OwnParts } from "./own-parts.ts";
import { patternAllowance } from "./pattern-lines.ts";
import { readOwnPolicies } from "./read-policies.ts";
import { readOwnRules } from "./read-rules.ts";

/** What was read of rules and policies of a repository's own. */
export interface ReadParts {
  /** Absent where there are none. */
  readonly parts?: OwnParts;
  /** What all of them say of themselves. */
  readonly metas: readonly RuleMeta[];
  readonly problems: readonly Problem[];
  readonly exceptions: readonly AcceptedEntry[];
  readonly texts: readonly Uint8Array[];
}

export function readOwnParts(
  layers: readonly Layer[],
  { root, rules: known, asOf }: ConfigContext,
  files: FileAccess,
): ReadParts {
  const { rules, problems, texts, lines } = readOwnRules(layers, { root, known }, files);
  const secrets = rules.map(({ rule }) => rule);
  const { policies, ...rest } = readOwnPolicies(layers, { known: [...known, ...secrets], asOf, lines });
  const metas = [...secrets, ...policies.map(({ policy }) => policy.meta)];
  const [first] = [...rules, ...policies];
  const allow = first === undefined ? [] : [patternAllowance(lines, known, first.written)];
  return {
    ...(metas.length === 0 ? {} : { parts: { rules, policies, allow } }),
    metas,
    problems: [...problems, ...rest.problems],
    exceptions: rest.exceptions,
    texts,
  };
}
