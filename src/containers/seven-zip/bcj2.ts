import type { Growing } from "../growing.ts";
import { EVEN, RangeDecoder } from "../lzma/range-decoder.ts";

const CALL = 0xe8;
const JUMP = 0xe9;
/** One probability for each byte in front of a call, one for jumps, one for those with a condition. */
const PROBABILITIES = 256 + 2;

const isBranch = (before: number, byte: number): boolean =>
  (byte & 0xfe) === CALL || (before === 0x0f && (byte & 0xf0) === 0x80);

/** Where addresses of calls, and those of jumps, are taken from. */
interface Addresses {
  readonly bytes: Buffer;
  at: number;
}

/**
 * Undoes what machine code is prepared with: addresses of branches lie apart, and bits tell which ones were taken out. `size` is how much
 * it becomes. False where there is not as much, or it is more than may be unpacked.
 */
export function undoBcj2(streams: readonly Buffer[], size: number, out: Growing): boolean {
  const [main, calls, jumps, coded] = streams as [Buffer, Buffer, Buffer, Buffer];
  const bits = new RangeDecoder(coded, 0, coded.length);
  const probabilities = new Uint16Array(PROBABILITIES).fill(EVEN);
  const [ofCalls, ofJumps]: Addresses[] = [
    { bytes: calls, at: 0 },
    { bytes: jumps, at: 0 },
  ];
  let before = 0;
  for (let at = 0; out.length < size; ) {
    const byte = main[at++];
    if (byte === undefined || !out.reserve(1)) return false;
    out.bytes[out.length++] = byte;
    const kind = byte === CALL ? before : byte === JUMP ? 256 : 257;
    if (!isBranch(before, byte) || out.length >= size || bits.bit(probabilities, kind) === 0) {
      before = byte;
      continue;
    }
    const from = (byte === CALL ? ofCalls : ofJumps) as Addresses;
    if (bits.isOver || from.at + 4 > from.bytes.length || !out.reserve(4)) return false;
    const address = (from.bytes.readUInt32BE(from.at) - (out.length + 4)) >>> 0;
    from.at += 4;
    for (let index = 0; index < 4 && out.length < size; index++)
      out.bytes[out.length++] = (address >>> (8 * index)) & 0xff;
    before = address >>> 24;
  }
  return true;
}
