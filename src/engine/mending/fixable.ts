import { languageOfPath } from "../../fix/code/languages.ts";
import { PIPELINE_FIXES } from "../../fix/registry.ts";
import { mayBePipeline } from "../pipeline-path.ts";

/** A way of mending findings of a rule, as documentation tells it. */
export interface KnownFix {
  readonly platforms: readonly string[];
  /** A sentence. */
  readonly does: string;
}

/** How a leaked value is mended, whatever rule found it. */
export const LITERAL_FIX: KnownFix = {
  platforms: [],
  does: "Takes the value from the environment where it is assigned in code or configuration whose syntax is sure, and from the platform's secrets in a pipeline.",
};

/** How findings of a policy can be mended; empty where they cannot. */
export const fixesOf = (rule: string): readonly KnownFix[] =>
  PIPELINE_FIXES.filter(({ rules }) => rules.includes(rule)).map(({ platforms, does }) => ({ platforms, does }));

/** Whether a finding at a path may be one that can be mended. */
export function hasFix(rule: string, path: string, isSecretRule: boolean): boolean {
  if (isSecretRule) return languageOfPath(path) !== undefined || mayBePipeline({ path });
  return PIPELINE_FIXES.some(({ rules }) => rules.includes(rule));
}
