import type { RuleMeta } from "../core/rule.ts";
import type { Example, Examples } from "../core/stages.ts";
import { inventoryRules } from "../inventory/rules/registry.ts";
import { policies } from "../policies/registry.ts";
import { suppressionRules } from "../suppressions/rules.ts";
import { knownRules } from "./known-rules.ts";

/** The same as `knownRules`, with the policies themselves loaded, and with `more`, in the order of their ids. */
export function allRules(secretRules: readonly RuleMeta[], more: readonly RuleMeta[] = []): readonly RuleMeta[] {
  const metas = [...[...policies, ...inventoryRules].map(({ meta }) => meta), ...more];
  return knownRules(secretRules, metas).toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Examples of rules by their ids: those of the secret rules, which lie in a file, and those of the policies. */
export function examplesOf(secretRules: Readonly<Record<string, Examples>>): ReadonlyMap<string, Examples> {
  const ofPolicies = policies.map(({ meta, examples: { flag, ok } }): [string, Examples] => [
    meta.id,
    { flag: flag.map(withPath), ok: ok.map(withPath) },
  ]);
  return new Map([...Object.entries(secretRules), ...ofPolicies]);
}

/** An example of a policy that names no path is a workflow of GitHub Actions. */
function withPath(example: Example): Example {
  return { path: ".github/workflows/example.yml", ...example };
}

/** What a built-in rule that is no secret rule looks at; undefined for one of a repository's own. */
export function scopeOfRule(
  rule: string,
): { readonly looksAt: "pipelines" | "inventory" | "comments"; readonly platforms: readonly string[] } | undefined {
  const policy = policies.find(({ meta }) => meta.id === rule);
  if (policy !== undefined) return { looksAt: "pipelines", platforms: [...policy.platforms].sort() };
  if (inventoryRules.some(({ meta }) => meta.id === rule)) return { looksAt: "inventory", platforms: [] };
  return suppressionRules.some(({ id }) => id === rule) ? { looksAt: "comments", platforms: [] } : undefined;
}
