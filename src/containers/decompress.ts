import { gunzipSync, inflateRawSync, type ZlibOptions, zstdDecompressSync } from "node:zlib";

export type Compression = "deflate" | "gzip" | "zstd";

/** What came of decompressing: bytes, or why there are none. `cut` says that the stream ended before its end. */
export type Decompressed =
  | { readonly bytes: Buffer; readonly cut: boolean }
  | { readonly bytes?: undefined; readonly why: "limit" | "malformed" };

const LEAST_CHUNK = 1 << 10;
const LARGEST_CHUNK = 1 << 20;

/** zlib's own number for "give what can be had of the input so far". */
const SYNC_FLUSH = 2;

const codeOf = (error: unknown): string | undefined => (error as { code?: string }).code;

/** Decompresses a whole stream to `most` bytes at most; `expected` is what it is said to become, a mere hint. */
export function decompress(
  how: Compression,
  bytes: Uint8Array,
  { most, expected = 0 }: { readonly most: number; readonly expected?: number },
): Decompressed {
  const chunkSize = Math.min(LARGEST_CHUNK, Math.max(LEAST_CHUNK, expected + 1));
  const options: ZlibOptions = { maxOutputLength: Math.max(1, most), chunkSize };
  try {
    return { bytes: run(how, bytes, options), cut: false };
  } catch (error) {
    if (codeOf(error) === "ERR_BUFFER_TOO_LARGE") return { why: "limit" };
    if (codeOf(error) !== "Z_BUF_ERROR" || how === "zstd") return { why: "malformed" };
  }
  try {
    // It ends too early: what is there is taken.
    return { bytes: run(how, bytes, { ...options, finishFlush: SYNC_FLUSH }), cut: true };
  } catch (error) {
    return { why: codeOf(error) === "ERR_BUFFER_TOO_LARGE" ? "limit" : "malformed" };
  }
}

function run(how: Compression, bytes: Uint8Array, options: ZlibOptions): Buffer {
  if (how === "deflate") return inflateRawSync(bytes, options);
  if (how === "gzip") return gunzipSync(bytes, options);
  const { maxOutputLength, chunkSize } = options;
  return zstdDecompressSync(bytes, { maxOutputLength: maxOutputLength as number, chunkSize: chunkSize as number });
}
