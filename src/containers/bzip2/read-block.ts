import type { BitReader } from "./bit-reader.ts";
import { type Huffman, readHuffman, readSymbol } from "./huffman.ts";

/** Symbols that one code stands for, before the next is chosen. */
const GROUP = 50;
/** The two symbols that a run is written with. */
const RUN_A = 0;
const RUN_B = 1;

/** A block as it is sorted: in each item a byte, and above it the place that follows; `first` is where the text begins. */
export interface Block {
  readonly items: Uint32Array;
  readonly first: number;
}

/** Reads a block behind its checksum; undefined where it is none. `largest` is how many bytes it may have. */
export function readBlock(bits: BitReader, largest: number): Block | undefined {
  const isScrambled = bits.read(1) === 1;
  const first = bits.read(24);
  const used = readUsed(bits);
  const groups = bits.read(3);
  const count = bits.read(15);
  // Nobody has scrambled blocks since 1997.
  if (isScrambled || used.length === 0 || groups < 2 || groups > 6 || count === 0) return undefined;
  const choices = readChoices(bits, groups, count);
  const codes: Huffman[] = [];
  for (let group = 0; group < groups; group++) {
    const code = readHuffman(bits, used.length + 2);
    if (code === undefined) return undefined;
    codes.push(code);
  }
  const sorted = choices && readSorted(bits, { used, choices, codes, largest });
  if (sorted === undefined || first >= sorted.length) return undefined;
  return { items: linked(sorted), first };
}

/** The bytes that occur: sixteen bits tell which sixteenth of all has any, and then sixteen for each of these. */
function readUsed(bits: BitReader): number[] {
  const used: number[] = [];
  const ranges = bits.read(16);
  for (let range = 0; range < 16; range++) {
    if ((ranges & (0x8000 >> range)) === 0) continue;
    const own = bits.read(16);
    for (let one = 0; one < 16; one++) if ((own & (0x8000 >> one)) !== 0) used.push(16 * range + one);
  }
  return used;
}

/** Which code each group of symbols has, each written as its place in a list that the last one moves to the front of. */
function readChoices(bits: BitReader, groups: number, count: number): Uint8Array | undefined {
  const order = Array.from({ length: groups }, (_, index) => index);
  const choices = new Uint8Array(count);
  for (let index = 0; index < count; index++) {
    let place = 0;
    while (bits.read(1) === 1) if (++place >= groups || bits.isOver) return undefined;
    const [choice] = order.splice(place, 1) as [number];
    order.unshift(choice);
    choices[index] = choice;
  }
  return choices;
}

interface Symbols {
  readonly used: readonly number[];
  readonly choices: Uint8Array;
  readonly codes: readonly Huffman[];
  readonly largest: number;
}

/** The sorted bytes: runs of what is in front, and others by their place in a list that each moves to the front of. */
function readSorted(bits: BitReader, { used, choices, codes, largest }: Symbols): Uint8Array | undefined {
  const order = Uint8Array.from(used);
  const sorted = new Uint8Array(largest);
  const end = used.length + 1;
  let [length, run, weight] = [0, 0, 1];
  for (let index = 0; ; index++) {
    const choice = choices[Math.floor(index / GROUP)];
    if (choice === undefined || bits.isOver) return undefined;
    const symbol = readSymbol(bits, codes[choice] as Huffman);
    if (symbol === undefined) return undefined;
    if (symbol === RUN_A || symbol === RUN_B) {
      run += weight << symbol;
      weight <<= 1;
      if (run > largest) return undefined;
      continue;
    }
    if (length + run > largest) return undefined;
    sorted.fill(order[0] as number, length, length + run);
    length += run;
    [run, weight] = [0, 1];
    if (symbol === end) return sorted.subarray(0, length);
    if (length === largest) return undefined;
    const byte = order[symbol - 1] as number;
    order.copyWithin(1, 0, symbol - 1);
    order[0] = byte;
    sorted[length++] = byte;
  }
}

/** Undoes the sorting: a byte's place among the sorted ones is where the text goes on. */
function linked(sorted: Uint8Array): Uint32Array {
  const places = new Uint32Array(256);
  for (const byte of sorted) (places[byte] as number)++;
  let sum = 0;
  for (let byte = 0; byte < 256; byte++) {
    const count = places[byte] as number;
    places[byte] = sum;
    sum += count;
  }
  const items = new Uint32Array(sorted.length);
  for (let index = 0; index < sorted.length; index++) {
    const byte = sorted[index] as number;
    const place = (places[byte] as number)++;
    items[index] = ((items[index] as number) & ~0xff) | byte;
    items[place] = (index << 8) | ((items[place] as number) & 0xff);
  }
  return items;
}
