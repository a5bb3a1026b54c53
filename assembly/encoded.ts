// Where encoded text may begin. src/decoders/ decides whether one does; what is noted here is never too little.
import {
  CODED,
  ENCODED,
  FIRST_OF_FOUR,
  FOURTH_OF_FOUR,
  HALF,
  SECOND_OF_FOUR,
  THIRD_OF_FOUR,
  UPPER_HALF,
} from "./layout.ts";
import { byteAt, note, shortAt } from "./memory.ts";

/** Letters in lower case of the first four characters of zip, gzip and zstd in base 64, and of the three in hexadecimal. */
const ZIP: u32 = 0x64736575;
const GZIP: u32 = 0x69733468;
const ZSTD: u32 = 0x76756c6b;
const ZIP_IN_HEX: u32 = 0x62343035;
const GZIP_IN_HEX: u32 = 0x62386631;
const ZSTD_IN_HEX: u32 = 0x35623832;
const LETTER_A: i32 = 65;

function codedAt(at: i32): i32 {
  return byteAt(CODED + byteAt(at));
}

/** Whether four characters may be three bytes of text in base 64: 1 or 0. */
function isQuad(at: i32): i32 {
  return (
    <i32>((codedAt(at) & FIRST_OF_FOUR) != 0) &
    <i32>((codedAt(at + 1) & SECOND_OF_FOUR) != 0) &
    <i32>((codedAt(at + 2) & THIRD_OF_FOUR) != 0) &
    <i32>((codedAt(at + 3) & FOURTH_OF_FOUR) != 0)
  );
}

/** Whether four characters may be two bytes of text in hexadecimal: 1 or 0. */
function isPair(at: i32): i32 {
  return (
    <i32>((codedAt(at) & UPPER_HALF) != 0) &
    <i32>((codedAt(at + 1) & HALF) != 0) &
    <i32>((codedAt(at + 2) & UPPER_HALF) != 0) &
    <i32>((codedAt(at + 3) & HALF) != 0)
  );
}

/** Whether four characters may begin what is compressed: 1 or 0. */
function isPacked(at: i32): i32 {
  const four = load<u32>(<usize>at) | 0x20202020;
  return (
    <i32>(four == ZIP) |
    <i32>(four == GZIP) |
    <i32>(four == ZSTD) |
    <i32>(four == ZIP_IN_HEX) |
    <i32>(four == GZIP_IN_HEX) |
    <i32>(four == ZSTD_IN_HEX)
  );
}

/** Whether the value at a place may be encoded, as far as its first four characters tell: 1 or 0. */
export function mayBeEncoded(at: i32): i32 {
  return isQuad(at) | isPair(at) | isPacked(at) | isPair(at + 2);
}

/** Notes the value at a place where it may still be encoded by its first sixteen characters. */
export function onEncoded(at: i32): void {
  if (isEncoded(at)) note(shortAt(ENCODED), at);
}

function isEncoded(at: i32): bool {
  if (isPacked(at) != 0) return true;
  // `0x` may stand in front.
  if ((isPair(at) & isPair(at + 4) & isPair(at + 8)) != 0 || (isPair(at + 2) & isPair(at + 6) & isPair(at + 10)) != 0)
    return true;
  if ((isQuad(at) & isQuad(at + 4) & isQuad(at + 8) & isQuad(at + 12)) != 0) return true;
  // Text in UTF-16: each second byte is zero.
  return isQuad(at) != 0 && byteAt(at + 4) == LETTER_A && byteAt(at + 12) == LETTER_A;
}

/** Notes an escape. */
export function onEscapes(at: i32): void {
  note(shortAt(ENCODED), at);
}
