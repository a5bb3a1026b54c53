import type { Ended, Growing } from "../growing.ts";
import { BitReader } from "./bit-reader.ts";
import { blockChecksum } from "./checksum.ts";
import { type Block, readBlock } from "./read-block.ts";

/** `BZh`, and a digit that says how many times 100,000 bytes a block may have. */
const HEADER = /^BZh[1-9]$/;
const HEADER_LENGTH = 4;
const UNIT = 100_000;

/** What stands in front of a block, and at the end: digits of pi, and of its square root. */
const BLOCK = [0x314159, 0x265359];
const END = [0x177245, 0x385090];

/** Behind so many equal bytes it is written how many more there are. */
const RUN = 4;

/** Decodes bzip2: streams one after the other, each of blocks with their checksums. */
export function decodeBzip2(input: Buffer, out: Growing): Ended {
  for (let at = 0; at < input.length; ) {
    if (!HEADER.test(input.toString("latin1", at, at + HEADER_LENGTH))) return at === 0 ? "malformed" : "whole";
    const largest = UNIT * ((input[at + 3] as number) & 0xf);
    const bits = new BitReader(input.subarray(at + HEADER_LENGTH));
    const ended = decodeStream(bits, largest, out);
    if (ended !== "whole") return ended;
    at += HEADER_LENGTH + bits.align();
  }
  return "whole";
}

function decodeStream(bits: BitReader, largest: number, out: Growing): Ended {
  for (;;) {
    const front = [bits.read(24), bits.read(24)];
    const checksum = bits.read(16) * 0x10000 + bits.read(16);
    if (bits.isOver) return "cut";
    if (same(front, END)) return "whole";
    if (!same(front, BLOCK)) return "malformed";
    const block = readBlock(bits, largest);
    if (block === undefined) return bits.isOver ? "cut" : "malformed";
    const from = out.length;
    if (!writeOut(block, out)) return "limit";
    if (blockChecksum(out.since(from)) !== checksum) return "malformed";
  }
}

const same = (one: readonly number[], other: readonly number[]): boolean => one.every((part, at) => part === other[at]);

/** Writes the text of a block, runs and all; false where that is too much. */
function writeOut({ items, first }: Block, out: Growing): boolean {
  let item = items[first] as number;
  let [last, run] = [-1, 0];
  for (let left = items.length; left > 0; left--) {
    item = items[item >>> 8] as number;
    const byte = item & 0xff;
    if (run === RUN) {
      if (!out.reserve(byte)) return false;
      out.bytes.fill(last, out.length, out.length + byte);
      out.length += byte;
      [last, run] = [-1, 0];
      continue;
    }
    run = byte === last ? run + 1 : 1;
    last = byte;
    if (!out.reserve(1)) return false;
    out.bytes[out.length++] = byte;
  }
  return true;
}
