import type { Location } from "../core/finding.ts";
import type { Place } from "../core/span.ts";
import { decode } from "../core/text.ts";
import type { UnplacedFinding } from "../findings/order.ts";
import { type Documents, locationAt } from "./documents.ts";
import type { CheckedPipeline } from "./facts.ts";
import type { EngineOptions, InventoryDocument } from "./options.ts";

type Rules = Pick<EngineOptions, "rules">;

/**
 * Findings without what rules that know only a value's name take for one in `store` of the inventory's entries: behind
 * `github-secret:` stands the name of a secret. A token of a form of its own counts there as well.
 */
export function withoutStores(
  found: readonly UnplacedFinding[],
  { parsed: { inventory } }: InventoryDocument,
  documents: Documents,
  rules: Rules,
): readonly UnplacedFinding[] {
  const stores = (inventory?.entries ?? []).flatMap(({ store }) => (store === undefined ? [] : [store.place]));
  return withoutNames(found, stores, documents, rules);
}

/** The same for the names of secrets in pipelines: `token: { from_secret: ci2024 }` says where the value is to be had. */
export function withoutReferences(
  found: readonly UnplacedFinding[],
  checked: readonly CheckedPipeline[],
  documents: Documents,
  rules: Rules,
): readonly UnplacedFinding[] {
  const places = checked.flatMap(({ references }) => references.map(({ place }) => place));
  return withoutNames(found, places, documents, rules);
}

/** What an expression fills in may have a value beside a name: `${{ secrets.TOKEN || 'abc' }}`. */
const NAME = /^[\w.\/:@+=,\-]+$/;

function withoutNames(
  found: readonly UnplacedFinding[],
  places: readonly Place[],
  documents: Documents,
  { rules }: Rules,
): readonly UnplacedFinding[] {
  if (places.length === 0 || found.length === 0) return found;
  const byName = new Set(rules.filter(({ distinctive }) => !distinctive).map(({ id }) => id));
  const asked = new Set(found.filter(({ ruleId }) => byName.has(ruleId)).map(({ location }) => location.unit));
  const names = places.flatMap((place) => {
    const document = asked.has(place.unit) ? documents.get(place.unit) : undefined;
    return document !== undefined && NAME.test(decode(document.bytes, place.span))
      ? [locationAt(place, documents)]
      : [];
  });
  if (names.length === 0) return found;
  const byLine = Map.groupBy(names, ({ unit, start }) => `${unit}\n${start.line}`);
  return found.filter(
    ({ ruleId, location }) =>
      !byName.has(ruleId) ||
      !(byLine.get(`${location.unit}\n${location.start.line}`) ?? []).some((name) => isWithin(location, name)),
  );
}

/** Both on one line, as names always are. */
const isWithin = (one: Location, other: Location): boolean =>
  one.start.column >= other.start.column && one.end.line === other.end.line && one.end.column <= other.end.column;
