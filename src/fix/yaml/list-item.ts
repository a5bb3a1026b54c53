import type { Mapping } from "../../platforms/document/tree.ts";
import type { Frame } from "./yaml-text.ts";

type MapFrame = Extract<Frame, { readonly map: Mapping }>;

/** The innermost map on a way that has one of some keys, with the frames that lead to it. */
export function mapWith(frames: readonly Frame[], keys: readonly string[]): Mapping | undefined {
  const found = frames.findLast(
    (frame): frame is MapFrame => "map" in frame && frame.map.entries.some(({ key }) => keys.includes(key.value)),
  );
  return found?.map;
}

/** The innermost entry on a way with one of some keys, and the map that it is of. */
export function entryWith(frames: readonly Frame[], keys: readonly string[]): MapFrame | undefined {
  return frames.findLast((frame): frame is MapFrame => "map" in frame && keys.includes(frame.entry.key.value));
}

/** The innermost entry on a way. */
export const lastEntry = (frames: readonly Frame[]): MapFrame | undefined =>
  frames.findLast((frame): frame is MapFrame => "map" in frame);
