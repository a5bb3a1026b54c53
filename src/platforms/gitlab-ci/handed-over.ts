import type { Carried } from "../flow/scope.ts";
import type { Parent, Started } from "./model.ts";
import { arriving } from "./origin.ts";
import { type Level, levelOf, type Reach, scopeOf } from "./reach.ts";

type Base = Omit<Reach, "levels" | "fetched">;

/** Pipelines above a child that GitLab allows: what starts it, and what starts that. */
const MAX_ABOVE = 2;

/** The variables that jobs of other pipelines hand over: they go before all that the pipeline defines. */
export function handedOver(base: Base, { by, only }: Pick<Started, "by" | "only">, levelsAbove = MAX_ABOVE): Level {
  const all = by.map((parent) => handedBy(base, parent, levelsAbove - 1));
  const values = new Map<string, Level["values"] extends ReadonlyMap<string, infer Values> ? Values : never>();
  const held: Level["held"] = new Map();
  for (const level of all) {
    for (const [name, variables] of level.values) {
      values.set(name, [...(values.get(name) ?? []), ...variables]);
      held.set(name, [...(held.get(name) ?? []), ...(level.held.get(name) ?? [])]);
    }
  }
  for (const [name, carried] of held) held.set(name, distinct(carried));
  const isAlways = (name: string): boolean => only && all.every((level) => level.values.has(name));
  return { values, held, partial: new Set([...values.keys()].filter((name) => !isAlways(name))) };
}

/** Secrets that one variable brings in; more of them say nothing new. */
const MAX_BROUGHT = 50;

/** Each secret once, however many jobs hand it over. */
const distinct = (carried: readonly Carried[]): readonly Carried[] =>
  [...new Map(carried.map((secret) => [secret.reference, secret])).values()].slice(0, MAX_BROUGHT);

/** What one of them hands over: a variable's value is filled in where that job stands. */
function handedBy(
  base: Base,
  { place, levels, forwardsOwn, forwardsGiven, files, above }: Parent,
  levelsAbove: number,
): Level {
  const isTop = above.length === 0 || levelsAbove <= 0;
  const given = isTop ? levelOf([]) : handedOver(base, { by: above, only: true }, levelsAbove);
  const own = levels.map(levelOf);
  const reach: Reach = {
    ...base,
    levels: [given, ...own],
    fetched: new Map(),
    files: new Map([...(base.files ?? []), ...files]),
  };
  const scope = scopeOf(reach).slice(1);
  const values = new Map<string, NonNullable<ReturnType<Level["values"]["get"]>>>();
  const held: Level["held"] = new Map();
  for (const [index, level] of reach.levels.entries()) {
    if (!(index === 0 ? forwardsGiven : forwardsOwn)) continue;
    for (const [name, variables] of level.values) {
      if (values.has(name)) continue;
      values.set(name, variables);
      held.set(name, arriving(scope[index]?.get(name) ?? [], place));
    }
  }
  return { values, held };
}
