import { decodeBzip2 } from "./bzip2/bzip2.ts";
import { type Ended, Growing } from "./growing.ts";
import { decodeLzip } from "./lzma/lzip.ts";
import { decodeLzmaFile } from "./lzma/lzma-file.ts";
import { decodeXz } from "./lzma/xz.ts";

/** Kinds of compressed files that are decoded here, since Node has nothing for them. */
export type OwnCompression = "xz" | "lzma" | "lzip" | "bzip2";

const DECODERS: Readonly<Record<OwnCompression, (input: Buffer, out: Growing) => Ended | "unknown-method">> = {
  xz: decodeXz,
  lzma: decodeLzmaFile,
  lzip: decodeLzip,
  bzip2: decodeBzip2,
};

/** What a compressed file becomes, as far as it goes and to `most` bytes at most, and how that ended. */
export function unpackStream(
  how: OwnCompression,
  bytes: Buffer,
  most: number,
): { readonly bytes: Buffer; readonly ended: Ended | "unknown-method" } {
  const out = new Growing(Math.max(0, most));
  const ended = DECODERS[how](bytes, out);
  return { bytes: out.since(0), ended };
}
