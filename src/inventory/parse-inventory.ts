import type { DeclaredEnvironment, Inventory, Placed, Team } from "../core/inventory.ts";
import type { Unit } from "../core/source.ts";
import type { UnitId } from "../core/span.ts";
import { contradictionsIn } from "./contradictions.ts";
import { mergeDefaults, withDefaults } from "./defaults.ts";
import type { InventoryProblem } from "./inventory-problem.ts";
import { mergeEntries } from "./merge-entries.ts";
import { type Manifest, readManifest } from "./read-manifest.ts";

/** The manifest as far as it can be read, and what is wrong with it. */
export interface ParsedInventory {
  /** Absent where there is no list of secrets to read. */
  readonly inventory?: Inventory;
  /** All files of it, those that were taken over first in front. */
  readonly units: readonly Unit[];
  /** File by file, in their order. */
  readonly problems: readonly InventoryProblem[];
}

/** Gives the file that an item of `extends` means, or says why there is none, without repeating the item. */
export type Extend = (item: string, from: Unit) => Unit | { readonly message: string; readonly hint: string };

const NOTHING_TO_EXTEND: Extend = () => ({
  message: "leads to a file that is not at hand",
  hint: "Write the entries out.",
});

/** Reads and checks the files of an inventory, and all that they extend; no message repeats a value that could be a secret's. */
export function parseInventory(files: Unit | readonly Unit[], extend: Extend = NOTHING_TO_EXTEND): ParsedInventory {
  const own = Array.isArray(files) ? (files as readonly Unit[]) : [files as Unit];
  const { manifests, problems: extending } = gather(own, extend);
  const { entries, problems: doubled } = mergeEntries(manifests);
  const defaults = mergeDefaults(manifests.map((manifest) => manifest.defaults));
  const whole = entries.map((entry) => withDefaults(entry, defaults));
  const problems = [
    ...manifests.flatMap(({ unit, problems: found }) => found.map((problem) => ({ ...problem, unit: unit.id }))),
    ...extending,
    ...doubled,
    ...whole.flatMap(contradictionsIn),
  ];
  const units = manifests.map(({ unit }) => unit);
  const order = new Map(units.map(({ id }, index) => [id, index]));
  const at = ({ unit }: InventoryProblem): number => order.get(unit) ?? 0;
  const sorted = problems.sort((a, b) => at(a) - at(b) || a.span.start - b.span.start);
  if (manifests.every((manifest) => manifest.isShared || manifest.entries === undefined))
    return { units, problems: sorted };
  const inventory: Inventory = {
    path: own[0]?.path ?? "",
    entries: whole,
    environments: environmentsOf(manifests),
    owners: manifests.flatMap(({ owners }) => owners),
    stores: defaults.stores ?? [],
    teams: teamsOf(manifests),
    ...(defaults.governance === undefined ? {} : { governance: defaults.governance }),
    ...optional("warnBefore", defaults.warnBefore),
    ...optional("longestRotation", defaults.longestRotation),
    values: manifests.flatMap(({ values }) => values),
    withheld: withheldOf(manifests),
  };
  return { inventory, units, problems: sorted };
}

/** What was refused in each file, and may be a value. */
const withheldOf = (manifests: readonly Pick<Manifest, "unit" | "withheld">[]): Inventory["withheld"] =>
  new Map(manifests.map(({ unit, withheld }) => [unit.id, withheld]));

function optional<Key extends string>(key: Key, value: Placed<string> | undefined): { [K in Key]?: Placed<string> } {
  return value === undefined ? {} : ({ [key]: value } as { [K in Key]: Placed<string> });
}

/** Reads the files and what they extend, the latter first, each once. */
function gather(
  own: readonly Unit[],
  extend: Extend,
): { readonly manifests: readonly Manifest[]; readonly problems: readonly InventoryProblem[] } {
  const problems: InventoryProblem[] = [];
  const done = new Set<UnitId>();
  const visit = (unit: Unit, chain: readonly Unit[]): Manifest[] => {
    if (done.has(unit.id)) return [];
    done.add(unit.id);
    const manifest = readManifest(unit, chain.length > 0);
    const here = [...chain, unit];
    const extended = manifest.extends.flatMap(({ value, place: { span } }) => {
      const fault = (message: string, hint: string): Manifest[] => {
        problems.push({ unit: unit.id, span, message: `an item of \`extends\` ${message}`, hint });
        return [];
      };
      const found = extend(value, unit);
      if ("message" in found) return fault(found.message, found.hint);
      const circle = here.findIndex(({ id }) => id === found.id);
      if (circle === -1) return visit(found, here);
      const way = [...here.slice(circle), found].map(({ path }) => path).join(" → ");
      return fault(`leads round in a circle: ${way}`, "Remove one of the `extends` on this way.");
    });
    return [...extended, manifest];
  };
  return { manifests: own.flatMap((unit) => visit(unit, [])), problems };
}

/** Each team once, as the last file that names it has it. */
function teamsOf(manifests: readonly Manifest[]): Team[] {
  const all = manifests.flatMap(({ teams }) => teams);
  return [...new Map(all.map((team) => [team.name, team])).values()];
}

/** Each environment once, as the last file that declares it has it. */
function environmentsOf(manifests: readonly Manifest[]): DeclaredEnvironment[] {
  const all = manifests.flatMap(({ environments }) => environments);
  return [...new Map(all.map((environment) => [environment.name.value, environment])).values()];
}
