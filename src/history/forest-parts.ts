import type { DeltaWalk, Forest, Visitor } from "../git/bulk/delta-walk.ts";
import type { ObjectSpace } from "../git/bulk/object-space.ts";
import type { PackTable } from "../git/bulk/pack-table.ts";

/** Objects of one type in all packs, cut into parts of so many roots and all that rests on them. */
export interface ForestParts {
  readonly space: ObjectSpace;
  /** By pack. */
  readonly forests: readonly Forest[];
  readonly roots: number;
}

/** How many parts there are. */
export const countParts = ({ forests, roots }: Omit<ForestParts, "space">): number =>
  forests.reduce((sum, forest) => sum + partsIn(forest, roots), 0);

const partsIn = ({ roots }: Forest, most: number): number => Math.ceil(roots.length / most);

/** Walks one part, in which the pack is the same all along; `visitorOf` is given the number of the pack's first object. */
export function walkPart(
  { space, forests, roots }: ForestParts,
  part: number,
  walk: DeltaWalk,
  visitorOf: (first: number) => Visitor,
): void {
  let pack = 0;
  let place = part;
  for (; place >= partsIn(forests[pack] as Forest, roots); pack++) place -= partsIn(forests[pack] as Forest, roots);
  const forest = forests[pack] as Forest;
  const visitor = visitorOf(space.starts[pack] as number);
  for (const root of forest.roots.subarray(place * roots, (place + 1) * roots))
    walk.walk(space.packs[pack] as PackTable, forest, root, visitor);
}
