import type { Loosening } from "../../core/acceptance.ts";
import type { Baseline, BaselineEntry } from "../../core/baseline.ts";

/** What a change's baseline would hide that none of those before it does, told once. */
export function addedEntries(before: readonly (Baseline | undefined)[], head: Baseline | undefined): Loosening[] {
  const known = Map.groupBy(
    before.flatMap((baseline) => baseline?.entries ?? []),
    keyOf,
  );
  const added = (head?.entries ?? []).filter(
    (entry) => !(known.get(keyOf(entry)) ?? []).some((old) => covers(old, entry)),
  );
  const [first] = added;
  if (head === undefined || first === undefined) return [];
  const message =
    added.length === 1
      ? "The entry is not in the base commit's baseline, so it hides nothing here."
      : `${added.length} entries, of which this is the first, are not in the base commit's baseline, so they hide nothing here.`;
  return [{ message, written: head.writtenAt(first) }];
}

const keyOf = ({ path, identity }: BaselineEntry): string => `${path}\0${identity}`;

/** Whether an entry stands for as many findings as another, and for as long. */
const covers = (old: BaselineEntry, entry: BaselineEntry): boolean =>
  (old.count ?? 1) >= (entry.count ?? 1) &&
  (old.until === undefined || (entry.until !== undefined && entry.until <= old.until));
