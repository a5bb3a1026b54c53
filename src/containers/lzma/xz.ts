import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import type { Ended, Growing } from "../growing.ts";
import { crc64 } from "./crc64.ts";
import { decodeLzma2 } from "./lzma2.ts";

/** In front of a stream and behind it: six bytes, two flags, a checksum; in the other order behind it. */
const EDGE = 12;
const MAGIC = Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]);

/** What a block's filters are. That of x86 changes addresses of branches, which text has none of: it needs not be undone. */
const LZMA2 = 0x21n;
const X86 = 4n;

/** Bytes of checks by their kind: none, CRC32, CRC64, SHA-256. */
const CHECKS: Readonly<Record<number, (bytes: Buffer) => Buffer>> = {
  1: (bytes) => {
    const sum = Buffer.alloc(4);
    sum.writeUInt32LE(crc32(bytes));
    return sum;
  },
  4: crc64,
  10: (bytes) => createHash("sha256").update(bytes).digest(),
};
/** Bytes of all kinds that there may be, in rows of three. */
const CHECK_SIZES = [0, 4, 8, 16, 32, 64];

/** How an xz file ended, or that it has a filter which is not known. */
export type XzEnded = Ended | "unknown-method";

/** Decodes xz: streams one after the other, each of blocks with their checks, an index and an end. */
export function decodeXz(input: Buffer, out: Growing): XzEnded {
  for (let at = 0; at < input.length; ) {
    // Streams may have zeros between them, four at a time.
    if (at > 0 && input[at] === 0) {
      at++;
      continue;
    }
    if (!input.subarray(at, at + MAGIC.length).equals(MAGIC)) return at === 0 ? "malformed" : "whole";
    const next = decodeStream(input, at, out);
    if (typeof next === "string") return next;
    at = next;
  }
  return "whole";
}

/** One stream; gives where it ends, or how that went wrong. */
function decodeStream(input: Buffer, from: number, out: Growing): XzEnded | number {
  const check = (input[from + 7] ?? 0) & 0xf;
  for (let at = from + EDGE; ; ) {
    const first = input[at];
    if (first === undefined) return "cut";
    if (first === 0) return endOfStream(input, at);
    const size = 4 * (first + 1);
    if (at + size > input.length) return "cut";
    const filters = readFilters(input.subarray(at, at + size));
    if (filters !== "none" && filters !== "x86") return filters;
    const start = out.length;
    const { ended, at: end } = decodeLzma2(input, at + size, out);
    if (ended !== "whole") return ended;
    const checked = end + ((4 - ((end - at) % 4)) % 4);
    const bytes = CHECK_SIZES[Math.ceil(check / 3)] ?? 0;
    if (checked + bytes > input.length) return "cut";
    // What is to be checked is the text as it was before the filters.
    if (
      filters === "none" &&
      CHECKS[check]?.(out.since(start)).equals(input.subarray(checked, checked + bytes)) === false
    )
      return "malformed";
    at = checked + bytes;
  }
}

/** What filters a block has behind LZMA2, or what is wrong with its header. */
function readFilters(header: Buffer): "none" | "x86" | "malformed" | "unknown-method" {
  const { length } = header;
  if (header.readUInt32LE(length - 4) !== crc32(header.subarray(0, length - 4))) return "malformed";
  const flags = header[1] as number;
  const reader = { at: 2 };
  for (const flag of [0x40, 0x80]) if ((flags & flag) !== 0) readNumber(header, reader);
  let filters: "none" | "x86" = "none";
  for (let left = (flags & 3) + 1; left > 0; left--) {
    const id = readNumber(header, reader);
    const size = Number(readNumber(header, reader));
    reader.at += size;
    if (id === X86) filters = "x86";
    else if (id !== LZMA2) return "unknown-method";
  }
  return filters;
}

/** A number in groups of seven bits, the lowest first. */
function readNumber(bytes: Buffer, reader: { at: number }): bigint {
  let value = 0n;
  for (let shift = 0n; shift < 63n; shift += 7n) {
    const byte = bytes[reader.at++] ?? 0;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  return value;
}

/** Passes over the index, whose numbers tell nothing that the blocks do not, and over the end of the stream. */
function endOfStream(input: Buffer, from: number): XzEnded | number {
  const reader = { at: from + 1 };
  const count = Number(readNumber(input, reader));
  for (let left = 2 * count; left > 0 && reader.at < input.length; left--) readNumber(input, reader);
  const checksum = reader.at + ((4 - ((reader.at - from) % 4)) % 4);
  const end = checksum + 4 + EDGE;
  return end > input.length ? "cut" : end;
}
