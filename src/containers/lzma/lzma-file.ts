import type { Ended, Growing } from "../growing.ts";
import { contextsOf, LzmaDecoder } from "./lzma-decoder.ts";

/** A byte for the contexts, four for the dictionary, eight for the size. */
const HEADER = 13;
const SIZE = 5;
/** Stands for a size that is not known. */
const UNKNOWN = 0xffff_ffff_ffff_ffffn;

/** Decodes a file of the old format: LZMA behind a header. */
export function decodeLzmaFile(input: Buffer, out: Growing): Ended {
  if (input.length < HEADER) return "cut";
  const contexts = contextsOf(input[0] as number);
  if (contexts === undefined) return "malformed";
  const said = input.readBigUInt64LE(SIZE);
  return decodeRaw(input, HEADER, contexts, said === UNKNOWN ? undefined : Number(said), out);
}

/** Decodes LZMA alone from a place on; its size is not always known. */
export function decodeRaw(
  input: Uint8Array,
  at: number,
  contexts: NonNullable<ReturnType<typeof contextsOf>>,
  size: number | undefined,
  out: Growing,
): Ended {
  const decoder = new LzmaDecoder(out);
  decoder.restart(contexts);
  return decoder.decode(input, { at, end: input.length, size }).ended;
}
