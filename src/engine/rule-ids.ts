import type { EngineOptions } from "./options.ts";

/** Ids of all rules that there are, and of those that had their say: gathered once, where something asks for them. */
export function ruleIds(options: EngineOptions): () => RuleIds {
  let ids: RuleIds | undefined;
  return () => {
    ids ??= gatherIds(options);
    return ids;
  };
}

/** Ids of rules of all kinds. */
export interface RuleIds {
  readonly known: readonly string[];
  readonly ran: ReadonlySet<string>;
}

function gatherIds(options: EngineOptions): RuleIds {
  const { rules, policies, inventory, inventoryRules, suppressionRules = [], idleRules = () => [] } = options;
  const always = [...rules, ...policies.map(({ meta }) => meta), ...suppressionRules].map(({ id }) => id);
  const ofInventory = inventoryRules.map(({ meta }) => meta.id);
  return {
    known: [...always, ...ofInventory, ...idleRules()],
    // Without an inventory its rules have nothing to say.
    ran: new Set(inventory === undefined ? always : [...always, ...ofInventory]),
  };
}
