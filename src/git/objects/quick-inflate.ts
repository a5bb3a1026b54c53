// Inflates a few small zlib streams. To load Node's own zlib takes as long as a tenth of a hook's whole run, in which half a dozen
// trees are read. Whatever is not plain and right is left to zlib, which says what is wrong.

/** Bytes of a stream, of what comes out of it, and of all streams together: beyond these zlib is faster. */
const MOST_INPUT = 16 << 10;
const MOST_OUTPUT = 64 << 10;
const MOST_IN_ALL = 256 << 10;

let left = MOST_IN_ALL;
let room: Buffer | undefined;

// The stream that is read: its bytes, the next one, and bits that were taken and not used.
let bytes: Uint8Array = new Uint8Array(0);
let next = 0;
let held = 0;
let count = 0;
// How much has come out.
let out = 0;

/** The content of a whole zlib stream; what follows the stream does not matter. Undefined where that is left to zlib. */
export function quickInflate(input: Uint8Array): Buffer | undefined {
  if (input.length > MOST_INPUT || input.length > left || input.length < 8) return undefined;
  left -= input.length;
  const head = ((input[0] as number) << 8) | (input[1] as number);
  // Deflate with a window of 32 kB at most, and no dictionary.
  if ((head & 0x0f00) !== 0x0800 || head >>> 12 > 7 || head % 31 !== 0 || (head & 32) !== 0) return undefined;
  room ??= Buffer.allocUnsafeSlow(MOST_OUTPUT);
  bytes = input;
  next = 2;
  held = 0;
  count = 0;
  out = 0;
  const isRight = readBlocks(room) && isSum(room);
  // Nothing is held on to.
  bytes = room;
  return isRight ? Buffer.from(room.subarray(0, out)) : undefined;
}

/** Takes at most 16 bits; zeros where the stream has ended, which `isBeyond` tells. */
function take(bits: number): number {
  while (count < bits) {
    held |= (bytes[next++] ?? 0) << count;
    count += 8;
  }
  const value = held & ((1 << bits) - 1);
  held >>>= bits;
  count -= bits;
  return value;
}

const isBeyond = (): boolean => next - (count >> 3) > bytes.length;

function readBlocks(to: Buffer): boolean {
  for (let isLast = false; !isLast; ) {
    isLast = take(1) === 1;
    const kind = take(2);
    if (kind === 3 || isBeyond()) return false;
    const codes = kind === 2 ? statedCodes() : fixedCodes();
    if (codes === undefined || !(kind === 0 ? readStored(to) : readCompressed(to, codes))) return false;
  }
  return true;
}

function readStored(to: Buffer): boolean {
  const at = next - (count >> 3);
  held = 0;
  count = 0;
  const length = (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
  const inverse = (bytes[at + 2] as number) | ((bytes[at + 3] as number) << 8);
  const from = at + 4;
  next = from + length;
  if ((length ^ inverse) !== 0xffff || next > bytes.length || out + length > to.length) return false;
  to.set(bytes.subarray(from, next), out);
  out += length;
  return true;
}

/** Symbols by the bits that come next: `symbol << 4 | length`, and 0 where no code begins so. */
interface Code {
  readonly bits: number;
  readonly table: Uint16Array;
}

interface Codes {
  readonly literals: Code;
  readonly distances: Code;
}

/** Makes a code of the lengths of its symbols' codes; undefined where they are not those of one. */
function codeOf(lengths: Uint8Array): Code | undefined {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length] = (counts[length] as number) + 1;
  const codes = new Uint16Array(16);
  let free = 1;
  let bits = 0;
  for (let length = 1; length < 16; length++) {
    codes[length] = length === 1 ? 0 : ((codes[length - 1] as number) + (counts[length - 1] as number)) << 1;
    free = free * 2 - (counts[length] as number);
    if (free < 0) return undefined;
    if ((counts[length] as number) > 0) bits = length;
  }
  // A code of one symbol leaves the other half free.
  if (free > 0 && !(bits === 1 && counts[1] === 1)) return undefined;
  const table = new Uint16Array(1 << bits);
  for (let symbol = 0; symbol < lengths.length; symbol++) {
    const length = lengths[symbol] as number;
    if (length === 0) continue;
    let code = codes[length] as number;
    codes[length] = code + 1;
    let turned = 0;
    for (let bit = 0; bit < length; bit++, code >>= 1) turned = (turned << 1) | (code & 1);
    for (let at = turned; at < table.length; at += 1 << length) table[at] = (symbol << 4) | length;
  }
  return { bits, table };
}

/** The next symbol; -1 where there is none. */
function symbolOf({ bits, table }: Code): number {
  while (count < bits) {
    held |= (bytes[next++] ?? 0) << count;
    count += 8;
  }
  const entry = table[held & (table.length - 1)] as number;
  const length = entry & 15;
  if (length === 0) return -1;
  held >>>= length;
  count -= length;
  return entry >> 4;
}

const END = 256;
const LITERALS = 288;
const DISTANCES = 32;
/** Symbols that mean a length, or a distance; the others of a code are never written. */
const LENGTH_SYMBOLS = 29;
const DISTANCE_SYMBOLS = 30;

/** The codes that the format fixes, made when a block has them. */
let fixed: Codes | undefined;

function fixedCodes(): Codes | undefined {
  if (fixed !== undefined) return fixed;
  const lengths = new Uint8Array(LITERALS).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280);
  const literals = codeOf(lengths);
  const distances = codeOf(new Uint8Array(DISTANCES).fill(5));
  fixed = literals === undefined || distances === undefined ? undefined : { literals, distances };
  return fixed;
}

/** Order in which the lengths of the code for lengths come. */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15] as const;

/** Reads the codes that a block states for itself. */
function statedCodes(): Codes | undefined {
  const literals = take(5) + 257;
  const distances = take(5) + 1;
  const stated = take(4) + 4;
  if (literals > 286 || distances > DISTANCE_SYMBOLS) return undefined;
  const lengthsOfLengths = new Uint8Array(19);
  for (let index = 0; index < stated; index++) lengthsOfLengths[ORDER[index] as number] = take(3);
  const code = codeOf(lengthsOfLengths);
  if (code === undefined) return undefined;
  const lengths = new Uint8Array(literals + distances);
  for (let index = 0; index < lengths.length; ) {
    const symbol = symbolOf(code);
    if (symbol < 0 || isBeyond()) return undefined;
    if (symbol < 16) {
      lengths[index++] = symbol;
      continue;
    }
    if (symbol === 16 && index === 0) return undefined;
    const length = symbol === 16 ? (lengths[index - 1] as number) : 0;
    const repeat = symbol === 16 ? 3 + take(2) : symbol === 17 ? 3 + take(3) : 11 + take(7);
    if (index + repeat > lengths.length) return undefined;
    lengths.fill(length, index, index + repeat);
    index += repeat;
  }
  if (lengths[END] === 0) return undefined;
  const [first, second] = [codeOf(lengths.subarray(0, literals)), codeOf(lengths.subarray(literals))];
  return first === undefined || second === undefined ? undefined : { literals: first, distances: second };
}

function readCompressed(to: Buffer, { literals, distances }: Codes): boolean {
  for (;;) {
    const symbol = symbolOf(literals);
    if (symbol < 0 || isBeyond() || out >= to.length) return symbol === END && !isBeyond();
    if (symbol < END) {
      to[out++] = symbol;
      continue;
    }
    if (symbol === END) return true;
    const length = lengthOf(symbol - END - 1);
    const distance = distanceOf(symbolOf(distances));
    if (length === 0 || distance === 0 || isBeyond() || distance > out || out + length > to.length) return false;
    for (const end = out + length; out < end; out++) to[out] = to[out - distance] as number;
  }
}

/** The length that a symbol and the bits behind it mean; 0 where it means none. */
function lengthOf(symbol: number): number {
  if (symbol >= LENGTH_SYMBOLS) return 0;
  if (symbol === LENGTH_SYMBOLS - 1) return 258;
  if (symbol < 8) return 3 + symbol;
  const extra = (symbol >> 2) - 1;
  return 3 + ((4 + (symbol & 3)) << extra) + take(extra);
}

function distanceOf(symbol: number): number {
  if (symbol < 0 || symbol >= DISTANCE_SYMBOLS) return 0;
  if (symbol < 4) return 1 + symbol;
  const extra = (symbol >> 1) - 1;
  return 1 + ((2 + (symbol & 1)) << extra) + take(extra);
}

/** Whether what came out is what the sum behind the stream says (Adler-32). */
function isSum(from: Buffer): boolean {
  const at = next - (count >> 3);
  if (at + 4 > bytes.length) return false;
  let a = 1;
  let b = 0;
  for (let index = 0; index < out; index++) {
    a = (a + (from[index] as number)) % 65521;
    b = (b + a) % 65521;
  }
  const [high, low] = [
    ((bytes[at] as number) << 8) | (bytes[at + 1] as number),
    ((bytes[at + 2] as number) << 8) | (bytes[at + 3] as number),
  ];
  return high === b && low === a;
}
