import { CONFIDENCES, SEVERITIES } from "../core/levels.ts";
import { nearest } from "../core/nearest.ts";
import type { RuleMeta } from "../core/rule.ts";
import {
  defaultOf,
  isFault,
  isLooserValue,
  type RuleOption,
  readOption,
  type WrittenOption,
} from "../core/rule-option.ts";
import type { Problem } from "../core/source.ts";
import { type Layer, problemOf } from "./layer.ts";
import type { RuleSettings } from "./schema.ts";

const ID = /^[a-z][a-z\d-]{0,40}\/(?:[a-z][a-z\d-]{0,60}|\*)$/i;

/** The rules that an id or `group/*` stands for. */
export function rulesNamed<Rule extends Pick<RuleMeta, "id">>(name: string, rules: readonly Rule[]): readonly Rule[] {
  if (name.endsWith("/*")) {
    const group = name.slice(0, -1);
    return rules.filter(({ id }) => id.startsWith(group));
  }
  const found = rules.find(({ id }) => id === name);
  return found === undefined ? [] : [found];
}

/** What is wrong with a well-formed layer: rules that do not exist, and settings that need a reason. */
export function checkMeaning(layer: Layer, rules: readonly RuleMeta[]): readonly Problem[] {
  const settings = Object.entries(layer.data.rules ?? {}).flatMap(([name, one]) => {
    const named = rulesNamed(name, rules);
    if (named.length === 0) return [unknownRule(layer, ["rules", name], name, rules, true)];
    return [
      ...(reasonIsMissing(one, named) ? [withoutReason(layer, name)] : []),
      ...(one.allow !== undefined && named.every(({ allows }) => allows === undefined)
        ? [noAllowList(layer, name)]
        : []),
      ...Object.entries(one.options ?? {}).flatMap(([key, value]) => faultsOfOption(layer, [name, key], value, named)),
    ];
  });
  const allowed = (layer.data.allow ?? []).flatMap(({ rule }, index) =>
    rule === undefined || rulesNamed(rule, rules).length > 0
      ? []
      : [unknownRule(layer, ["allow", index, "rule"], rule, rules, false)],
  );
  return [...settings, ...allowed];
}

/** To turn a rule off, or to have less of it than it does by itself, is a decision. */
function reasonIsMissing(
  { severity, minConfidence, allow = [], options = {}, reason }: RuleSettings,
  rules: readonly RuleMeta[],
): boolean {
  if (reason !== undefined) return false;
  if (severity === "off" || allow.length > 0) return true;
  if (Object.entries(options).some(([key, value]) => optionsNamed(key, rules).some((option) => hides(option, value))))
    return true;
  const lowers =
    severity !== undefined && rules.some((rule) => SEVERITIES.indexOf(severity) < SEVERITIES.indexOf(rule.severity));
  return lowers || (minConfidence !== undefined && CONFIDENCES.indexOf(minConfidence) > CONFIDENCES.indexOf("medium"));
}

/** The option of that name, of each rule that has one. */
const optionsNamed = (name: string, rules: readonly RuleMeta[]): RuleOption[] =>
  rules.flatMap(({ options = {} }) => (Object.hasOwn(options, name) ? (options[name] ?? []) : []));

/** Whether an option is set to have less reported than it does by itself; where that depends on the pipeline it is not said. */
function hides(option: RuleOption, written: WrittenOption): boolean {
  const value = readOption(option, written);
  return option.more !== "both" && !isFault(value) && isLooserValue(option, value, defaultOf(option));
}

function faultsOfOption(
  layer: Layer,
  [rule, name]: readonly [string, string],
  written: WrittenOption,
  rules: readonly RuleMeta[],
): Problem[] {
  const path = ["rules", rule, "options", name];
  const [option] = optionsNamed(name, rules);
  if (option === undefined) return [unknownOption(layer, path, name, rules)];
  const read = readOption(option, written);
  return isFault(read) ? [problemOf(layer, path, `\`${name}\` ${read.message}`, read.hint, true)] : [];
}

/** Repeats no name: somebody may have pasted a value. */
function unknownOption(layer: Layer, path: readonly PropertyKey[], name: string, rules: readonly RuleMeta[]): Problem {
  const known = [...new Set(rules.flatMap(({ options = {} }) => Object.keys(options)))];
  const near = nearest(name, known);
  const listed = known.map((one) => `\`${one}\``).join(", ");
  const hint =
    known.length === 0
      ? "Set `severity`, `paths` or `minConfidence` in place of `options`."
      : near === undefined
        ? `It has ${listed}.`
        : `Did you mean \`${near}\`?`;
  return problemOf(layer, path, "`options`: this rule has no such option", hint, true);
}

function withoutReason(layer: Layer, name: string): Problem {
  const message = "this reports less than the rule does by itself, and gives no reason";
  return problemOf(layer, ["rules", name], message, "Add `reason:` with why that is acceptable.", true);
}

function noAllowList(layer: Layer, name: string): Problem {
  const message = "has no names to go by";
  const hint = "Set `severity`, `paths` or `minConfidence` here, or accept single findings under `allow` at the top.";
  return problemOf(layer, ["rules", name, "allow"], `\`allow\`: this rule ${message}`, hint, true);
}

/** Repeats what is written only where it looks like a rule: somebody may have pasted a value. */
function unknownRule(
  layer: Layer,
  path: readonly PropertyKey[],
  name: string,
  rules: readonly RuleMeta[],
  atKey: boolean,
): Problem {
  const ids = rules.map(({ id }) => id).sort();
  const groups = new Set(ids.map((id) => `${id.split("/")[0]}/*`));
  const near = nearest(name, [...ids, ...groups]);
  const hint = near === undefined ? "`sealint rules list` names all rules." : `Did you mean \`${near}\`?`;
  const message = ID.test(name)
    ? `there is no rule \`${name}\``
    : "this is no rule: they look like `group/name` or `group/*`";
  return problemOf(layer, path, message, hint, atKey);
}
