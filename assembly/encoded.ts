// Where encoded text may begin. src/decoders/ decides whether one does; what is noted here is never too little.
import { BEHIND_FRONT, CODED, ENCODED, FRONT, HALF, UPPER_HALF } from "./layout.ts";
import { byteAt, note, shortAt } from "./memory.ts";

/** Letters in lower case of the first four characters of zip, gzip and zstd in base 64, and of the first two in hexadecimal. */
const ZIP: u32 = 0x64736575;
const GZIP: u32 = 0x69733468;
const ZSTD: u32 = 0x76756c6b;
const ZIP_IN_HEX: u32 = 0x62343035;
const GZIP_IN_HEX: u32 = 0x62386631;
const LETTER_A: i32 = 65;
const LETTER_X: i32 = 120;

function codedAt(at: i32): i32 {
  return byteAt(CODED + byteAt(at));
}

/** Whether the value at a place may be encoded, as far as its first four characters tell: 1 or 0. */
export function mayBeEncoded(at: i32): i32 {
  const first = codedAt(at);
  const second = codedAt(at + 1);
  const third = codedAt(at + 2);
  const fourth = codedAt(at + 3);
  // Bits of one meaning lie in four different places, so that all four characters have to have theirs.
  const quad = first & (second >> 1) & (third >> 2) & (fourth >> 3);
  const pair = first & third & UPPER_HALF & ((second & fourth & HALF) >> 1);
  const front = first & FRONT & ((second & BEHIND_FRONT) >> 1);
  return (quad & 1) | (pair >> 4) | (front >> 6);
}

/** Whether four characters may be three bytes of text in base 64. */
function isQuad(at: i32): bool {
  return (codedAt(at) & (codedAt(at + 1) >> 1) & (codedAt(at + 2) >> 2) & (codedAt(at + 3) >> 3) & 1) != 0;
}

/** Whether four characters may be two bytes of text in hexadecimal. */
function isPair(at: i32): bool {
  const upper = codedAt(at) & codedAt(at + 2) & UPPER_HALF;
  return upper != 0 && (codedAt(at + 1) & codedAt(at + 3) & HALF) != 0;
}

/** Whether four characters may begin what is compressed. */
function isPacked(at: i32): bool {
  const four = load<u32>(<usize>at) | 0x20202020;
  return four == ZIP || four == GZIP || four == ZSTD || four == ZIP_IN_HEX || four == GZIP_IN_HEX;
}

/** Notes the value at a place where it may still be encoded by its first sixteen characters. */
export function onEncoded(at: i32): void {
  if (isEncoded(at)) note(shortAt(ENCODED), at);
}

function isEncoded(at: i32): bool {
  if (isQuad(at)) {
    if (isQuad(at + 4) && isQuad(at + 8) && isQuad(at + 12)) return true;
    // Text in UTF-16: each second byte is zero.
    if (byteAt(at + 4) == LETTER_A && byteAt(at + 12) == LETTER_A) return true;
  }
  // `0x` may stand in front.
  const digits = byteAt(at + 1) == LETTER_X ? at + 2 : at;
  return (isPair(digits) && isPair(digits + 4) && isPair(digits + 8)) || isPacked(at);
}

/** Notes an escape. */
export function onEscapes(at: i32): void {
  note(shortAt(ENCODED), at);
}
