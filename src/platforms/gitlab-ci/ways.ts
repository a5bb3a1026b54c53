import type { Place } from "../../core/span.ts";
import type { GitlabCiModel, Rule } from "./model.ts";

/** Files that may be a part of a pipeline for a source, by the rules of what includes them. */
export function filesFor(
  { unit, joined }: Pick<GitlabCiModel, "unit" | "joined">,
  mayRun: (rules: readonly Rule[]) => boolean,
): ((place: Place) => boolean) | undefined {
  if (joined === undefined || joined.ways.every(({ rules }) => rules === undefined)) return undefined;
  const from = Map.groupBy(joined.ways, (way) => way.from);
  const reached = new Set([unit]);
  for (const file of reached) {
    for (const { to, rules } of from.get(file) ?? []) if (rules === undefined || mayRun(rules)) reached.add(to);
  }
  return (place) => reached.has(place.unit) || !joined.files.has(place.unit);
}
