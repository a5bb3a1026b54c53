import { crc32 } from "node:zlib";
import type { Ended, Growing } from "../growing.ts";
import { LzmaDecoder } from "./lzma-decoder.ts";

/** `LZIP`, its version, and a byte for the dictionary; behind the stream a checksum and two sizes. */
const HEADER = 6;
const TRAILER = 20;
const MAGIC = Buffer.from("LZIP\x01");
const CONTEXTS = { literal: 3, literalPlace: 0, place: 2 };

/** Decodes lzip: members one after the other, each with its own checksum. What else follows on them does no harm. */
export function decodeLzip(input: Buffer, out: Growing): Ended {
  for (let at = 0; at === 0 || input.subarray(at, at + MAGIC.length).equals(MAGIC); ) {
    const from = out.length;
    const decoder = new LzmaDecoder(out);
    decoder.restart(CONTEXTS);
    const { ended, at: next } = decoder.decode(input, { at: at + HEADER, end: input.length });
    if (ended !== "whole") return ended;
    if (next + TRAILER > input.length) return "cut";
    if (input.readUInt32LE(next) !== crc32(out.since(from))) return "malformed";
    at = next + TRAILER;
  }
  return "whole";
}
