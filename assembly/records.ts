// Literals of records, and the bytes around them. All positions are absolute; `lo` and `end` are the borders of the content.
import { ANY_CASE, CHECKED, CLASSES, LENGTH, MASK, ROLES, TEXT } from "./layout.ts";
import { byteAt, shortAt } from "./memory.ts";

export function roleAt(at: i32): i32 {
  return shortAt(ROLES + (byteAt(at) << 1));
}

/** Whether a record's literal stands at a place. */
export function standsAt(record: i32, at: i32, lo: i32, end: i32): bool {
  const length = byteAt(record + LENGTH);
  if (at < lo || at + length > end) return false;
  const anyCase = byteAt(record + ANY_CASE) != 0;
  // Eight bytes at once tell most that differ; letters in either case alike, and a few marks with them.
  const heard = length >= 8 ? u64.MAX_VALUE : ((<u64>1) << (length << 3)) - 1;
  const fold: u64 = anyCase ? 0x2020202020202020 : 0;
  if (((load<u64>(<usize>at) ^ load<u64>(<usize>(record + TEXT))) & heard & ~fold) != 0) return false;
  for (let index: i32 = 0; index < length; index++) {
    const wanted = byteAt(record + TEXT + index);
    const found = byteAt(at + index);
    if (found == wanted) continue;
    if (!anyCase || found < 65 || found > 90 || (found | 32) != wanted) return false;
  }
  return true;
}

/** Whether the bytes from a place on are of the classes that a record asks for. */
export function followsAt(record: i32, at: i32, end: i32): bool {
  const mask = byteAt(record + MASK);
  const to = at + byteAt(record + CHECKED);
  if (to > end) return false;
  for (let next = at; next < to; next++) {
    if ((byteAt(CLASSES + byteAt(next)) & mask) == 0) return false;
  }
  return true;
}

export function runEnd(from: i32, end: i32): i32 {
  let at = from;
  while (at < end && byteAt(CLASSES + byteAt(at)) != 0) at++;
  return at;
}
