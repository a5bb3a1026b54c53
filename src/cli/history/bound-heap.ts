import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** Bytes of the space for new objects beyond which it does not grow any more. */
const ENOUGH = 32 << 20;

/**
 * Makes what keeps the space for new objects from growing beyond some size, to be called every now and then. A search of
 * history makes many small objects that soon are garbage, and V8 would take 128 MB for them, in which they lie longer and nothing
 * is found sooner. Threads have a limit from the start.
 */
export function heapBound(): () => void {
  let isBound = false;
  return () => {
    if (isBound || newSpace() < ENOUGH) return;
    isBound = true;
    // V8 asks for the factor each time that the space is to grow.
    setFlagsFromString("--semi-space-growth-factor=1");
  };
}

function newSpace(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space")?.space_size ?? 0;
}
