import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/**
 * Makes what keeps the space for new objects from growing once it has `enough` bytes, to be called every now and then. A long search
 * makes many small objects that soon are garbage, and V8 would take up to 128 MB for them, in which they lie longer and nothing
 * is found sooner. Threads have a limit from the start. `mostGarbage`, a percentage of what is in use, is how much more all
 * threads' spaces for old objects may take before they are cleaned: by itself V8 lets them grow to several times that.
 */
export function heapBound(enough: number, mostGarbage?: number): () => void {
  let isBound = false;
  return () => {
    if (isBound || newSpace() < enough) return;
    isBound = true;
    // V8 asks for both each time that something is to grow.
    setFlagsFromString("--semi-space-growth-factor=1");
    if (mostGarbage !== undefined) setFlagsFromString(`--heap-growing-percent=${mostGarbage}`);
  };
}

function newSpace(): number {
  return getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space")?.space_size ?? 0;
}
