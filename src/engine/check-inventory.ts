import type { Problem } from "../core/source.ts";
import type { InventoryContext, PolicyMatch } from "../core/stages.ts";
import type { ParsedInventory } from "../inventory/parse-inventory.ts";
import { attempt } from "./attempt.ts";
import { documentFrom, withheldIn } from "./documents.ts";
import type { Document } from "./facts.ts";
import type { FollowedPipeline } from "./follow-pipeline.ts";
import { documentProblems } from "./inspect-pipeline.ts";
import type { EngineOptions, InventoryDocument } from "./options.ts";
import { namesStored, withStoredOnly } from "./own-names.ts";

/** What the inventory is held against. */
export interface InventoryScene extends Pick<InventoryContext, "references" | "leaks"> {
  readonly pipelines: readonly FollowedPipeline[];
}

/** A match with the rule that it is of. */
export interface InventoryFound {
  readonly meta: EngineOptions["inventoryRules"][number]["meta"];
  readonly match: PolicyMatch;
}

/** Holds the inventory against itself, the calendar, the pipelines and what has leaked. */
export function checkInventory(
  { parsed, surroundings }: InventoryDocument,
  { pipelines, references, leaks }: InventoryScene,
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
  if (inventory === undefined) return [];
  const context: InventoryContext = {
    inventory,
    pipelines: pipelines.map(({ flows }) => withStoredOnly(flows)),
    references: references.filter(namesStored),
    isComplete: seesAllPipelines,
    surroundings,
    leaks,
    asOf,
    ...(warnWithin === undefined ? {} : { warnWithin }),
  };
  return inventoryRules.flatMap(({ meta, check }) => {
    const run = (): PolicyMatch[] => [...check(context)];
    const matches = attempt({ subject: inventory.path, step: `the rule ${meta.id}`, report }, run) ?? [];
    return matches.map((match) => ({ meta, match }));
  });
}

/** The files of an inventory, for what points into them. */
export const inventoryDocuments = ({ units, inventory }: ParsedInventory): Document[] =>
  units.map((unit) => documentFrom(unit, withheldIn(inventory, unit.id)));
