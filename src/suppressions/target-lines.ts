import type { Marker } from "./marker.ts";

/**
 * Markers by the lines that they speak of, under `unit\nline`: their own line, and for one that stands alone the next one
 * that is no such marker itself, so that several may stand above each other.
 */
export function targetLines<Item>(
  items: readonly Item[],
  markerOf: (item: Item) => Marker,
): ReadonlyMap<string, readonly Item[]> {
  const keyOf = ({ location }: Marker, line: number): string => `${location.unit}\n${line}`;
  const alone = new Set(
    items.map(markerOf).flatMap((marker) => (marker.alone ? [keyOf(marker, marker.location.start.line)] : [])),
  );
  const byLine = new Map<string, Item[]>();
  const add = (key: string, item: Item): void => {
    byLine.set(key, [...(byLine.get(key) ?? []), item]);
  };
  for (const item of items) {
    const marker = markerOf(item);
    let line = marker.location.start.line;
    add(keyOf(marker, line), item);
    if (!marker.alone) continue;
    do line++;
    while (alone.has(keyOf(marker, line)));
    add(keyOf(marker, line), item);
  }
  return byLine;
}
