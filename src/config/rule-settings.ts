import type { Allowance, RuleOverride } from "../core/acceptance.ts";
import type { RuleMeta } from "../core/rule.ts";
import { isFault, type OptionValue, type RuleOptions, readOption } from "../core/rule-option.ts";
import { rulesNamed } from "./check-meaning.ts";
import { type Layer, writtenAt } from "./layer.ts";
import { anyPathTest, type Globs } from "./path-patterns.ts";
import type { RuleSettings } from "./schema.ts";

/** Settings of a rule with where they are written and where they hold. */
interface Setting extends RuleSettings {
  readonly layer: Layer;
  readonly name: string;
  readonly isLimited: boolean;
  holds(path: string): boolean;
}

/** What `rules:` of all layers comes to. */
export interface ResolvedRules {
  /** Ids of rules that are off everywhere, and of those that run whatever the preset. */
  readonly off: ReadonlySet<string>;
  readonly on: ReadonlySet<string>;
  /** Rules that are off at some paths: what they find there is set aside. */
  readonly allow: readonly Allowance[];
  override(ruleId: string, path: string): RuleOverride;
}

/** Puts the settings of all layers together: a later layer before an earlier one, the exact id before its group. */
export function resolveRules(layers: readonly Layer[], rules: readonly RuleMeta[], globs: Globs): ResolvedRules {
  const settings = new Map(
    layers.flatMap((layer) =>
      Object.entries(layer.data.rules ?? {}).map(([name, one]) => [name, settingOf(layer, name, one, globs)] as const),
    ),
  );
  const settingsFor = (id: string): Setting[] =>
    [settings.get(id), settings.get(`${id.split("/")[0]}/*`)].filter((one) => one !== undefined);
  const firstFor = (id: string): Setting | undefined => settingsFor(id).find(({ isLimited }) => !isLimited);
  const idsOf = ({ name }: Setting): readonly string[] => rulesNamed(name, rules).map(({ id }) => id);
  const isOn = ({ name, severity }: Setting): boolean =>
    severity !== undefined && severity !== "off" && !name.endsWith("/*");
  const all = [...settings.values()];
  const optionsSet = all.some(({ options }) => options !== undefined);
  const optionsOf = optionsSet ? new Map(rules.map((rule) => [rule.id, rule.options ?? {}])) : undefined;
  const turnedOff = all.filter(({ severity }) => severity === "off").flatMap(idsOf);
  return {
    off: new Set(turnedOff.filter((id) => firstFor(id)?.severity === "off")),
    on: new Set(all.filter(isOn).flatMap(idsOf)),
    allow: all.flatMap((one) => [
      ...(one.severity === "off" && one.isLimited ? [allowanceOf(one, idsOf(one))] : []),
      ...namesAllowed(one, idsOf(one), globs),
    ]),
    override(ruleId, path) {
      const holding = settingsFor(ruleId).filter(({ holds }) => holds(path));
      const [found] = holding;
      if (found === undefined) return {};
      const { severity, minConfidence } = found;
      const options = optionsIn(holding, optionsOf?.get(ruleId) ?? {});
      return {
        ...(Object.keys(options).length === 0 ? {} : { options }),
        ...(severity === undefined || severity === "off" ? {} : { severity }),
        ...(minConfidence === undefined ? {} : { minConfidence }),
      };
    },
  };
}

/** Options of a rule that are set, those of the exact id before those of its group. */
function optionsIn(settings: readonly Setting[], options: RuleOptions): Readonly<Record<string, OptionValue>> {
  const set = Object.entries(options).flatMap(([name, option]): [string, OptionValue][] => {
    const keeper = settings.find((one) => Object.hasOwn(one.options ?? {}, name));
    const written = keeper?.options?.[name];
    const value = written === undefined ? undefined : readOption(option, written);
    return value === undefined || isFault(value) ? [] : [[name, value]];
  });
  return Object.fromEntries(set);
}

function settingOf(layer: Layer, name: string, settings: RuleSettings, globs: Globs): Setting {
  const { include, exclude = [] } = settings.paths ?? {};
  const isIncluded = include === undefined ? () => true : anyPathTest(include, globs);
  const isExcluded = anyPathTest(exclude, globs);
  return {
    ...settings,
    layer,
    name,
    isLimited: include !== undefined || exclude.length > 0,
    holds: (path) => isIncluded(path) && !isExcluded(path),
  };
}

/** What a rule's own list of names accepts. */
function namesAllowed(setting: Setting, ruleIds: readonly string[], globs: Globs): Allowance[] {
  const { layer, name, allow = [], holds } = setting;
  return allow.map((text, index) => {
    const fits = globs.name(text.toLowerCase());
    return {
      ...allowanceOf(setting, ruleIds),
      key: `${name} allow ${text}`,
      get written() {
        return writtenAt(layer, ["rules", name, "allow", index]);
      },
      accepts: ({ location }, subject) => subject !== undefined && holds(location.path) && fits(subject.toLowerCase()),
    };
  });
}

function allowanceOf({ layer, name, reason = "", holds }: Setting, ruleIds: readonly string[]): Allowance {
  return {
    key: name,
    reason,
    get written() {
      return writtenAt(layer, ["rules", name]);
    },
    ruleIds: new Set(ruleIds),
    isStanding: true,
    accepts: ({ location }) => holds(location.path),
  };
}
