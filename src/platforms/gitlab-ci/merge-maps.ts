import type { Mapping } from "../document/tree.ts";

/**
 * Maps are merged to any depth, everything else is replaced; the map's own keys stand first. `mayBring` is asked before each map's
 * entries are brought in, and may refuse them.
 */
export function mergeMaps(base: Mapping, own: Mapping, mayBring: (own: Mapping, count: number) => boolean): Mapping {
  if (!mayBring(own, base.entries.length)) return own;
  const below = new Map(base.entries.map((entry) => [entry.key.value, entry]));
  const entries = own.entries.map((entry) => {
    const inherited = below.get(entry.key.value)?.value;
    below.delete(entry.key.value);
    if (inherited?.kind !== "map" || entry.value.kind !== "map") return entry;
    return { key: entry.key, value: mergeMaps(inherited, entry.value, mayBring) };
  });
  return { kind: "map", entries: [...entries, ...below.values()], place: own.place };
}
