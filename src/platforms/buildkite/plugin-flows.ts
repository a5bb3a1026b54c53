import type { ToolInput } from "../../core/pipeline.ts";
import { placedText, placeWithin } from "../document/tree.ts";
import { addFlows } from "../flow/collected.ts";
import { type Carried, everything, type Held } from "../flow/scope.ts";
import { noteLiterals } from "./literals.ts";
import type { CommandStep, Plugin, Setting } from "./model.ts";
import { assignmentOf } from "./parse-parts.ts";
import { fetchedBy, handedOn, lentBy, namesSecretVariable, namesVariable, readPlugin, shortName } from "./plugins.ts";
import { carriedByText, carriedByVariable, carriedLater, type Reach } from "./reach.ts";
import { noteImage } from "./script-flows.ts";

/** What the plugins of a step do to it. */
export interface PluginOutcome {
  /** Variables that they fill from stores. */
  readonly fetched: Held;
  /** Notes where all secrets of the step go, once it is known which its commands read. */
  readonly later: (read: readonly Carried[]) => void;
}

/** Reads the plugins of a step: what they are told, and what they fetch. */
export function readPlugins(reach: Reach, step: CommandStep, seen: Set<number>): PluginOutcome {
  const fetched = new Map<string, readonly Carried[]>();
  for (const name of step.plugins.flatMap(lentBy)) fetched.set(name, []);
  const inner: Reach = { ...reach, scope: [fetched, ...reach.scope] };
  const given = step.plugins.map((plugin) => {
    const carried = readSettings(inner, plugin, seen);
    for (const { variable, secret, setting } of fetchedBy(plugin)) {
      const at = setting.path.includes(".") ? setting.name : setting.value;
      const parts = { place: at.place, via: "env", boundTo: variable } as const;
      fetched.set(variable, [{ reference: reach.note(reach.site, secret, parts), path: [], masked: true }]);
    }
    return { plugin, carried };
  });
  return { fetched, later: (read) => noteTools(inner, given, read) };
}

/** What a plugin is told: secrets that are filled in, named or handed on; and what is written out. */
function readSettings(reach: Reach, plugin: Plugin, seen: Set<number>): Carried[] {
  const { collected, site } = reach;
  const ofStore = new Set(fetchedBy(plugin).map(({ setting }) => setting));
  return plugin.settings.flatMap((setting) => {
    const { name, value } = setting;
    const filled = carriedByText(reach, value, "input", name.value);
    for (const secret of filled.filter(({ path }) => path.length === 0))
      addFlows(collected, [secret], { kind: "output", name: "the uploaded pipeline", place: secret.reference.place });
    if (!ofStore.has(setting) && !namesVariable(setting)) {
      const assigned = assignmentOf(value).filter((one) => /^\w+$/.test(one.name.value));
      if (assigned.length > 0) noteLiterals(collected, site, assigned, "env", seen);
      else noteLiterals(collected, site, [{ name, value }], "input", seen);
    }
    return [...filled, ...carriedLater(reach, value, "input", name.value), ...named(reach, setting)];
  });
}

function named(reach: Reach, setting: Setting): readonly Carried[] {
  const { name, value } = setting;
  if (namesVariable(setting)) {
    const isSecret = namesSecretVariable(setting);
    return carriedByVariable(reach, value.value, value.place, "input", name.value, isSecret);
  }
  const found = handedOn(setting);
  if (found === undefined) return [];
  return carriedByVariable(reach, found.name, placeWithin(value, found.start, found.end), "input", name.value);
}

interface Given {
  readonly plugin: Plugin;
  readonly carried: readonly Carried[];
}

/** A plugin's hooks run with the whole environment of the step. */
function noteTools(reach: Reach, plugins: readonly Given[], read: readonly Carried[]): void {
  const { collected, site } = reach;
  const present = everything(reach.scope);
  for (const { plugin, carried } of plugins) {
    const { name, version, pinned, trusted } = readPlugin(plugin);
    const { place } = plugin.source;
    const reaching = distinct([...carried, ...read, ...present]);
    addFlows(collected, reaching, { kind: "action", name, place, pinned, trusted });
    collected.tools.push({
      name,
      version,
      place,
      ...(site.job !== undefined && { job: site.job }),
      inputs: inputsOf(plugin),
    });
    const image = plugin.settings.find(({ path }) => path === "image");
    if (image === undefined || !/^docker(?:-run)?$/.test(shortName(name))) continue;
    const isPropagated = plugin.settings.some(
      ({ path, value }) => path === "propagate-environment" && value.value === "true",
    );
    noteImage(reach, image.value, distinct([...carried, ...read, ...(isPropagated ? present : [])]), true);
  }
}

const inputsOf = ({ settings }: Plugin): ToolInput[] =>
  settings.map(({ name, value }) => ({ name: name.value, place: value.place, ...placedText(value) }));

const distinct = (carried: readonly Carried[]): Carried[] => [
  ...new Map(carried.map((secret) => [secret.reference, secret])).values(),
];
