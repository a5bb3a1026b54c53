import type { RuleMeta } from "../core/rule.ts";
import { inventoryRules } from "../inventory/rules/registry.ts";
import { policies } from "../policies/registry.ts";
import { suppressionRules } from "../suppressions/rules.ts";
import { knownRules } from "./known-rules.ts";

/** The same as `knownRules`, with the policies themselves loaded, and with `more`, in the order of their ids. */
export function allRules(secretRules: readonly RuleMeta[], more: readonly RuleMeta[] = []): readonly RuleMeta[] {
  const metas = [...[...policies, ...inventoryRules].map(({ meta }) => meta), ...more];
  return knownRules(secretRules, metas).toSorted((a, b) => (a.id < b.id ? -1 : 1));
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
