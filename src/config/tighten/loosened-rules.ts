import { CONFIDENCES, isAtLeast, PRESETS, SEVERITIES } from "../../core/levels.ts";
import type { RuleMeta } from "../../core/rule.ts";
import { rulesNamed } from "../check-meaning.ts";
import type { Config } from "../config.ts";
import type { RuleSettings } from "../schema.ts";
import type { Levels } from "./levels.ts";
import type { UnplacedLoosening } from "./with-place.ts";

/** All rules that there are. */
export interface KnownRules {
  readonly rules: readonly RuleMeta[];
}

interface Comparison extends KnownRules {
  readonly defaults: Levels;
}

/** What the change sets rules to that has less of them reported than its base. */
export function loosenedRules(base: Config, head: Config, comparison: Comparison): UnplacedLoosening[] {
  const names = new Set([...base.rules.keys(), ...head.rules.keys()]);
  return [...names]
    .filter((name) => isLoosened(name, base, head, comparison))
    .map((name) => ({
      message: `\`rules\` would have less of ${name} reported; the base commit's settings hold.`,
      key: `rules ${name} ${contentOf(head.rules.get(name) ?? {})}`,
      at: ["rules", name],
    }));
}

function isLoosened(name: string, base: Config, head: Config, { rules, defaults }: Comparison): boolean {
  const [was = {}, is = {}] = [base.rules.get(name), head.rules.get(name)];
  if (contentOf(was) === contentOf(is)) return false;
  if (is.allow?.some((text) => was.allow?.includes(text) !== true) === true) return true;
  const named = rulesNamed(name, rules);
  const ranks = named.map((rule) => ({ was: rankOf(was, rule), is: rankOf(is, rule) }));
  if (ranks.some((rank) => rank.is < rank.was)) return true;
  const confidences = [was, is].map(({ minConfidence }) =>
    CONFIDENCES.indexOf(minConfidence ?? defaults.minConfidence),
  );
  if ((confidences[1] ?? 0) > (confidences[0] ?? 0)) return true;
  const runs = ({ preset }: RuleMeta): boolean => isAtLeast(PRESETS, head.preset ?? defaults.preset, preset);
  if (named.some((rule) => base.on.has(rule.id) && !head.on.has(rule.id) && !runs(rule))) return true;
  // Other paths: less where the settings lower, or no longer raise.
  return JSON.stringify(was.paths) !== JSON.stringify(is.paths) && [was, is].some((one) => one.reason !== undefined);
}

/** Settings without the words that give their reason. */
const contentOf = ({ reason: _, ...settings }: RuleSettings): string => JSON.stringify(settings);

/** How bad findings of a rule are held to be: less than anything where it is off. */
const rankOf = ({ severity }: RuleSettings, rule: RuleMeta): number =>
  severity === "off" ? -1 : SEVERITIES.indexOf(severity ?? rule.severity);
