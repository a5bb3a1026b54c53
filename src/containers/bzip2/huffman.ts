import type { BitReader } from "./bit-reader.ts";

const LONGEST = 20;

/** A code: for each length the first bits that are of a longer one, what leads from a code to its symbol, and the shortest length. */
export interface Huffman {
  readonly above: Int32Array;
  readonly offset: Int32Array;
  readonly symbols: Uint16Array;
  readonly shortest: number;
}

/** Reads the lengths of a code, each as the difference from the one before; undefined where they are none. */
export function readHuffman(bits: BitReader, size: number): Huffman | undefined {
  const lengths = new Uint8Array(size);
  let length = bits.read(5);
  for (let symbol = 0; symbol < size; symbol++) {
    for (;;) {
      if (length < 1 || length > LONGEST) return undefined;
      if (bits.read(1) === 0) break;
      length += bits.read(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  return ofLengths(lengths);
}

/** Shorter codes come first, and those of one length in the order of their symbols. */
function ofLengths(lengths: Uint8Array): Huffman {
  const above = new Int32Array(LONGEST + 1);
  const offset = new Int32Array(LONGEST + 1);
  const symbols = new Uint16Array(lengths.length);
  let [code, index, shortest] = [0, 0, LONGEST];
  for (let length = 1; length <= LONGEST; length++) {
    const first = index;
    offset[length] = first - code;
    for (const [symbol, own] of lengths.entries()) if (own === length) symbols[index++] = symbol;
    if (index > first) shortest = Math.min(shortest, length);
    code += index - first;
    above[length] = code << (LONGEST - length);
    code <<= 1;
  }
  return { above, offset, symbols, shortest };
}

/** The next symbol; undefined where the bits are none. */
export function readSymbol(bits: BitReader, { above, offset, symbols, shortest }: Huffman): number | undefined {
  const ahead = bits.peek(LONGEST);
  for (let length = shortest; length <= LONGEST; length++) {
    if (ahead >= (above[length] as number)) continue;
    bits.skip(length);
    return symbols[(ahead >>> (LONGEST - length)) + (offset[length] as number)];
  }
  return undefined;
}
