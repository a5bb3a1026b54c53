import { CONFIDENCES, isAtLeast, PRESETS, SEVERITIES } from "../../core/levels.ts";
import type { RuleMeta } from "../../core/rule.ts";
import {
  defaultOf,
  isFault,
  isLooserValue,
  type OptionValue,
  type RuleOption,
  readOption,
} from "../../core/rule-option.ts";
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
  if (named.some((rule) => hasLooserOption(was, is, rule))) return true;
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

/** Whether an option of a rule is set to what may have less reported. */
function hasLooserOption(was: RuleSettings, is: RuleSettings, { options = {} }: RuleMeta): boolean {
  if (was.options === undefined && is.options === undefined) return false;
  return Object.entries(options).some(([name, option]) =>
    isLooserValue(option, optionIn(is, name, option), optionIn(was, name, option)),
  );
}

function optionIn({ options = {} }: RuleSettings, name: string, option: RuleOption): OptionValue {
  const written = Object.hasOwn(options, name) ? options[name] : undefined;
  const value = written === undefined ? undefined : readOption(option, written);
  return value === undefined || isFault(value) ? defaultOf(option) : value;
}

/** Settings without the words that give their reason. */
const contentOf = ({ reason: _, ...settings }: RuleSettings): string => JSON.stringify(settings);

/** How bad findings of a rule are held to be: less than anything where it is off. */
const rankOf = ({ severity }: RuleSettings, rule: RuleMeta): number =>
  severity === "off" ? -1 : SEVERITIES.indexOf(severity ?? rule.severity);
