import type { Location } from "../core/finding.ts";
import type { UnplacedFinding } from "../findings/order.ts";
import { type Documents, locationAt } from "./documents.ts";
import type { EngineOptions, InventoryDocument } from "./options.ts";

/**
 * Findings without what rules that know only a value's name take for one in `store` of the inventory's entries: behind
 * `github-secret:` stands the name of a secret. A token of a form of its own counts there as well.
 */
export function withoutStores(
  found: readonly UnplacedFinding[],
  { parsed: { inventory, units } }: InventoryDocument,
  documents: Documents,
  { rules }: Pick<EngineOptions, "rules">,
): readonly UnplacedFinding[] {
  const own = new Set(units.map(({ id }) => id));
  if (!found.some(({ location }) => own.has(location.unit))) return found;
  const stores = (inventory?.entries ?? []).flatMap(({ store }) =>
    store === undefined ? [] : [locationAt(store.place, documents)],
  );
  const byLine = Map.groupBy(stores, ({ unit, start }) => `${unit}\n${start.line}`);
  const distinctive = new Set(rules.filter((rule) => rule.distinctive).map(({ id }) => id));
  return found.filter(
    ({ ruleId, location }) =>
      distinctive.has(ruleId) ||
      !(byLine.get(`${location.unit}\n${location.start.line}`) ?? []).some((store) => isWithin(location, store)),
  );
}

/** Both on one line, as `store` always is. */
const isWithin = (one: Location, other: Location): boolean =>
  one.start.column >= other.start.column && one.end.line === other.end.line && one.end.column <= other.end.column;
