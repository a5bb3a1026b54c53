import type { Acceptance, Loosening } from "../../core/acceptance.ts";
import type { Config } from "../config.ts";
import { acceptedByBoth } from "./accepted-by-both.ts";
import type { Levels } from "./levels.ts";
import { loosenedEntries } from "./loosened-entries.ts";
import { loosenedLevels, tighterLevels } from "./loosened-levels.ts";
import { type KnownRules, loosenedRules } from "./loosened-rules.ts";
import { stricterOverride } from "./stricter-override.ts";
import { loosenedOwn, tighterOwn } from "./tighten-own.ts";
import { type UnplacedLoosening, withPlace } from "./with-place.ts";

/** What configurations are compared by. */
export interface TightenContext extends KnownRules {
  /** What holds where a configuration says nothing. */
  readonly defaults: Levels;
  /** Path of the change's configuration, as people see it. */
  readonly path: string;
  /** ISO day. */
  readonly asOf: string;
}

export interface Tightened {
  readonly config: Config;
  /** What the change would loosen, in the order of the keys of a configuration. */
  readonly loosenings: readonly Loosening[];
}

/** What a repository without a configuration is set to. */
const EMPTY: Config = {
  off: new Set(),
  on: new Set(),
  rules: new Map(),
  texts: [],
  include: [],
  acceptance: { allow: [], unread: [], excluded: [], honour: [], override: () => ({}) },
  isExcluded: () => false,
  written: () => undefined,
};

/**
 * The configuration that holds for a change: its base's, and what of its own is stricter. Nothing is accepted or left out
 * that not both accept or leave out. The files that it names are the base's. `fork` is the configuration where the change
 * left the base.
 */
export function tightenConfig(
  base: Config = EMPTY,
  head: Config = EMPTY,
  fork: Config = EMPTY,
  { defaults, path, asOf, rules }: TightenContext,
): Tightened {
  const levels = tighterLevels(base, head, defaults);
  const known = new Map(rules.map((rule) => [rule.id, rule]));
  const accepted = acceptedByBoth(base, head, asOf);
  const acceptance: Omit<Acceptance, "isComplete"> = {
    ...accepted,
    // Patterns and templates are no values, whoever wrote them.
    allow: [...accepted.allow, ...(head.own?.allow ?? [])],
    honour: base.acceptance.honour.filter((tool) => head.acceptance.honour.includes(tool)),
    override: (ruleId, at) =>
      stricterOverride(
        { override: base.acceptance.override(ruleId, at), minConfidence: base.minConfidence ?? defaults.minConfidence },
        { override: head.acceptance.override(ruleId, at), minConfidence: head.minConfidence ?? defaults.minConfidence },
        known.get(ruleId),
      ),
  };
  const { inventory, baseline } = base;
  const own = tighterOwn(base, head);
  const config: Config = {
    ...levels,
    strictReads: base.strictReads === true || head.strictReads === true,
    ...(inventory === undefined ? {} : { inventory }),
    ...(baseline === undefined ? {} : { baseline }),
    ...(own === undefined ? {} : { own }),
    off: new Set([...base.off].filter((id) => head.off.has(id))),
    on: new Set([...base.on, ...head.on]),
    rules: base.rules,
    texts: [...base.texts, ...head.texts],
    include: base.include,
    acceptance,
    isExcluded: (file) => base.isExcluded(file) && head.isExcluded(file),
    written: base.written,
  };
  const looserThanBase = (other: Config): readonly UnplacedLoosening[] => [
    ...loosenedLevels(base, other, defaults),
    ...loosenedRules(base, other, { defaults, rules }),
    ...loosenedOwn(base, other),
    ...loosenedEntries(base, other),
  ];
  const found = looserThanBase(head);
  // What the base has made stricter since is not the change's doing.
  const before = new Set(found.length === 0 ? [] : looserThanBase(fork).map(({ key }) => key));
  const ofChange = found.filter(({ key }) => !before.has(key));
  return { config, loosenings: ofChange.map((one) => withPlace(one, head, path)) };
}
