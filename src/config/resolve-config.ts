import { dirname, resolve } from "node:path";
import type { Acceptance, AcceptedEntry, AcceptedUnread, Allowance } from "../core/acceptance.ts";
import type { Finding } from "../core/finding.ts";
import type { RuleMeta } from "../core/rule.ts";
import { fieldOf, nodeAt, type YamlPath } from "../documents/yaml-tree.ts";
import { rulesNamed } from "./check-meaning.ts";
import type { Config } from "./config.ts";
import { type Layer, writtenAt } from "./layer.ts";
import { anyPathTest, type Globs, pathTest } from "./path-patterns.ts";
import { resolveRules } from "./rule-settings.ts";
import type { ConfigData } from "./schema.ts";

export interface ConfigContext {
  /** Absolute root of the scan, which patterns start from. */
  readonly root: string;
  /** All rules that there are. */
  readonly rules: readonly RuleMeta[];
  /** ISO day: exclusions that ended before it are not carried out. */
  readonly asOf: string;
}

/** Puts layers that are in order together, what is extended first. */
export function resolveConfig(layers: readonly Layer[], { rules, asOf }: ConfigContext, globs: Globs): Config {
  const { off, on, allow, override } = resolveRules(layers, rules, globs);
  const excluded = exclusionsOf(layers);
  const acceptance: Omit<Acceptance, "isComplete"> = {
    allow: [...layers.flatMap((layer) => allowancesOf(layer, rules, globs)), ...allow],
    unread: layers.flatMap((layer) => unreadOf(layer, globs)),
    excluded,
    honour: [...new Set(layers.flatMap(({ data }) => data.suppressions?.honour ?? []))],
    override,
  };
  const include = layers.flatMap(({ data }) => data.paths?.include ?? []);
  return {
    ...settingsOf(layers),
    off,
    on,
    rules: new Map(layers.flatMap(({ data }) => Object.entries(data.rules ?? {}))),
    include,
    acceptance,
    texts: layers.map(({ document }) => document.bytes),
    isExcluded: exclusionTest(include, excluded, asOf, globs),
    written(path) {
      const keeper = layers.findLast((layer) => isWritten(layer, path));
      return keeper === undefined ? undefined : writtenAt(keeper, path);
    },
  };
}

const isWritten = ({ root }: Layer, path: YamlPath): boolean =>
  fieldOf(nodeAt(root, path.slice(0, -1)), path.at(-1) ?? "") !== undefined;

/** The last layer that says it decides. */
function settingsOf(layers: readonly Layer[]) {
  const last = <Key extends keyof ConfigData>(key: Key): ConfigData[Key] | undefined =>
    layers.findLast(({ data }) => data[key] !== undefined)?.data[key];
  const [preset, minConfidence, failOn, strictReads] = [
    last("preset"),
    last("minConfidence"),
    last("failOn"),
    last("strictReads"),
  ];
  const fileOf = (key: "inventory" | "baseline"): string | undefined => {
    const keeper = layers.findLast(({ data }) => data[key] !== undefined);
    return keeper === undefined ? undefined : resolve(dirname(keeper.document.file), keeper.data[key] ?? "");
  };
  const [inventory, baseline] = [fileOf("inventory"), fileOf("baseline")];
  return {
    ...(preset === undefined ? {} : { preset }),
    ...(minConfidence === undefined ? {} : { minConfidence }),
    ...(failOn === undefined ? {} : { failOn }),
    ...(strictReads === undefined ? {} : { strictReads }),
    ...(inventory === undefined ? {} : { inventory }),
    ...(baseline === undefined ? {} : { baseline }),
  };
}

interface Exclusion extends AcceptedEntry {
  readonly path: string;
}

/** An entry of a layer. Where it stands is worked out when somebody asks: few entries are ever named in a report. */
function entryOf<Own extends object>(
  { reason, until }: { readonly reason: string; readonly until?: string | undefined },
  layer: Layer,
  path: YamlPath,
  own: Own & Pick<AcceptedEntry, "key">,
): AcceptedEntry & Own {
  return {
    reason,
    ...(until === undefined ? {} : { until }),
    get written() {
      return writtenAt(layer, path);
    },
    ...own,
  };
}

function exclusionsOf(layers: readonly Layer[]): readonly Exclusion[] {
  return layers.flatMap((layer) =>
    (layer.data.paths?.exclude ?? []).map((entry, index) =>
      entryOf(entry, layer, ["paths", "exclude", index], { key: entry.path, path: entry.path }),
    ),
  );
}

function exclusionTest(
  include: readonly string[],
  excluded: readonly Exclusion[],
  asOf: string,
  globs: Globs,
): Config["isExcluded"] {
  const isIncluded = include.length === 0 ? () => true : anyPathTest(include, globs);
  const holding = excluded.filter(({ until }) => until === undefined || until >= asOf);
  const isLeftOut = anyPathTest(
    holding.map(({ path }) => path),
    globs,
  );
  return (path) => !isIncluded(path) || isLeftOut(path);
}

function allowancesOf(layer: Layer, rules: readonly RuleMeta[], globs: Globs): Allowance[] {
  return (layer.data.allow ?? []).map((entry, index) => {
    const { rule, path, fingerprint, name } = entry;
    const fitsPath = path === undefined ? () => true : pathTest(path, globs);
    const fitsName = name === undefined ? () => true : globs.name(name);
    return entryOf(entry, layer, ["allow", index], {
      key: JSON.stringify([rule, path, fingerprint, name]),
      ...(rule === undefined ? {} : { ruleIds: new Set(rulesNamed(rule, rules).map(({ id }) => id)) }),
      isStanding: false,
      accepts: (finding: Finding, assigned: string | undefined) =>
        fitsPath(finding.location.path) &&
        (fingerprint === undefined || Object.values(finding.fingerprint).includes(fingerprint)) &&
        (name === undefined || (assigned !== undefined && fitsName(assigned))),
    });
  });
}

function unreadOf(layer: Layer, globs: Globs): AcceptedUnread[] {
  return (layer.data.unread ?? []).map((entry, index) =>
    entryOf(entry, layer, ["unread", index], { key: entry.path, accepts: pathTest(entry.path, globs) }),
  );
}
