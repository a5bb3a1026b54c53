import { inflateSync } from "node:zlib";
import { quickInflate } from "./quick-inflate.ts";

/** zlib's own number for "give what can be had of the input so far". */
const SYNC_FLUSH = 2;

/** What came of inflating: the bytes, or why there are none. */
export type Inflated = Buffer | "cut-short" | "damaged" | "too-long";

function reasonOf(error: unknown): Exclude<Inflated, Buffer> {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "Z_BUF_ERROR") return "cut-short";
  if (code === "ERR_BUFFER_TOO_LARGE") return "too-long";
  // Z_NEED_DICT, Z_DATA_ERROR and whatever else zlib says of input that it cannot take.
  if (typeof code === "string") return "damaged";
  throw error;
}

/** No zlib stream gives more than this for each of its bytes, so a larger size is a lie. */
const MOST_PER_BYTE = 1032;

/** Inflates a whole zlib stream to `size` bytes, no more and no less; what follows the stream does not matter. */
export function inflate(input: Buffer, size: number): Inflated {
  // Room is made before the stream is looked at.
  if (size > input.length * MOST_PER_BYTE) return "cut-short";
  const quick = quickInflate(input);
  if (quick?.length === size) return quick;
  try {
    // One byte of room more lets zlib see the end in one go.
    const bytes = inflateSync(input, { chunkSize: Math.max(64, size + 1), maxOutputLength: Math.max(1, size) });
    return bytes.length === size ? bytes : "damaged";
  } catch (error) {
    return reasonOf(error);
  }
}

/** Inflates what can be had of the beginning of a zlib stream: for headers. */
export function inflateHead(input: Buffer): Inflated {
  try {
    return inflateSync(input, { finishFlush: SYNC_FLUSH });
  } catch (error) {
    return reasonOf(error);
  }
}

/** The bytes that a zlib stream of `size` bytes takes at most where a usual compressor wrote it. */
export const deflatedBound = (size: number): number => size + Math.floor(size / 512) + 64;
