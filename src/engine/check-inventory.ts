import type { Problem } from "../core/source.ts";
import type { InventoryContext, PolicyMatch } from "../core/stages.ts";
import { attempt } from "./attempt.ts";
import { documentFrom, withheldIn } from "./documents.ts";
import type { Document } from "./facts.ts";
import { documentProblems } from "./inspect-pipeline.ts";
import type { EngineOptions, InventoryDocument } from "./options.ts";
import { namesStored } from "./own-names.ts";

/** What the inventory is held against. */
export type InventoryScene = Pick<InventoryContext, "uses" | "references" | "leaks">;

/** A match with the rule that it is of. */
export interface InventoryFound {
  readonly meta: EngineOptions["inventoryRules"][number]["meta"];
  readonly match: PolicyMatch;
}

/** Holds the inventory against itself, the calendar, the pipelines and what has leaked. */
export function checkInventory(
  { parsed, surroundings, observed = [], changes }: InventoryDocument,
  { uses, references, leaks }: InventoryScene,
  { inventoryRules, asOf, warnWithin, seesAllPipelines = false }: EngineOptions,
  report: (problem: Problem) => void,
): InventoryFound[] {
  const { inventory } = parsed;
  for (const unit of parsed.units)
    documentProblems(
      unit,
      "broken-inventory",
      parsed.problems.filter((problem) => problem.unit === unit.id),
    ).forEach(report);
  for (const { unit, problems } of observed) documentProblems(unit, "broken-observation", problems).forEach(report);
  if (inventory === undefined) return [];
  const context: InventoryContext = {
    inventory,
    uses,
    references: references.filter(namesStored),
    isComplete: seesAllPipelines,
    surroundings,
    leaks,
    observed: observed.flatMap(({ list }) => list ?? []),
    units: parsed.units.map(({ id }) => id),
    ...(changes === undefined ? {} : { changes }),
    asOf,
    ...(warnWithin === undefined ? {} : { warnWithin }),
  };
  return inventoryRules.flatMap(({ meta, check }) => {
    const run = (): PolicyMatch[] => [...check(context)];
    const matches = attempt({ subject: inventory.path, step: `the rule ${meta.id}`, report }, run) ?? [];
    return matches.map((match) => ({ meta, match }));
  });
}

/** The files of an inventory and those of the stores, for what points into them. */
export const inventoryDocuments = ({ parsed: { units, inventory }, observed = [] }: InventoryDocument): Document[] => [
  ...units.map((unit) => documentFrom(unit, withheldIn(inventory, unit.id))),
  ...observed.map(({ unit }) => documentFrom(unit, [])),
];
