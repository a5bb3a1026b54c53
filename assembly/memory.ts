// The kernel's memory by byte, the hashes that its tables are ordered by, and the list of what was found.
import { HITS, LITERAL, MOST_HITS } from "./layout.ts";

let hits: i32 = 0;

export function byteAt(at: i32): i32 {
  return <i32>load<u8>(<usize>at);
}

export function shortAt(at: i32): i32 {
  return <i32>load<u16>(<usize>at);
}

/** The bit of a table that belongs to a hash. */
export function bitOf(bits: i32, hash: i32): i32 {
  return (byteAt(bits + (hash >> 3)) >> (hash & 7)) & 1;
}

/** Hash of three bytes, letters in either case alike: 13 bits. */
export function hashOf(at: i32): i32 {
  return <i32>((((load<u32>(<usize>at) | 0x20202020) & 0xffffff) * 0x9e3779b1) >>> 19);
}

/** Hash of three bytes as they are: 16 bits. */
export function exactHashOf(at: i32): i32 {
  return <i32>(((load<u32>(<usize>at) & 0xffffff) * 0x9e3779b1) >>> 16);
}

/** Hash of four bytes as they are: 16 bits. */
export function exactHashOfFour(at: i32): i32 {
  return <i32>((load<u32>(<usize>at) * 0x9e3779b1) >>> 16);
}

/** Hash of six bytes, letters in either case alike: 16 bits. */
export function hashOfSix(at: i32): i32 {
  return <i32>((((load<u64>(<usize>at) | 0x202020202020) & 0xffffffffffff) * 0x9e3779b97f4a7c15) >>> 48);
}

/** Another one of the same. */
export function otherHashOfFour(at: i32): i32 {
  return <i32>(((load<u32>(<usize>at) | 0x20202020) * 0x85ebca6b) >>> 16);
}

/** Hash of four bytes, letters in either case alike: 16 bits. */
export function hashOfFour(at: i32): i32 {
  return <i32>(((load<u32>(<usize>at) | 0x20202020) * 0x9e3779b1) >>> 16);
}

/** Multiplication of 32 bits without sign; the upper 16 bits of the product. */
export function mix(a: i32, b: i32): i32 {
  return <i32>((<u32>a * <u32>b) >>> 16);
}

export function hitCount(): i32 {
  return hits;
}

export function forgetHits(): void {
  hits = 0;
}

/** Notes a record's literal that was found, and where. */
export function emit(record: i32, at: i32): void {
  note(shortAt(record + LITERAL), at);
}

/** Notes that a literal was found, and where; past the most there may be it only counts. */
export function note(literal: i32, at: i32): void {
  if (hits < MOST_HITS) {
    const hit = <usize>(HITS + (hits << 3));
    store<u32>(hit, <u32>literal);
    store<u32>(hit, <u32>at, 4);
  }
  hits++;
}
