// Compares git's trees: entries of a mode in digits, a space, a name, a zero, and an id.

/** A one, and the highest bit, in each of eight bytes. */
const ONES: u64 = u64.MAX_VALUE / 255;
const HIGH: u64 = ONES << 7;
/** Shortest beginning of an entry: a mode of five digits, and the space. */
const SHORTEST: i32 = 6;
const SPACE: i32 = 32;
const SLASH: i32 = 47;
const FOUR: i32 = 52;

/** Length of the entry at a place; 0 where it is cut short. */
function entryLength(at: i32, end: i32, idBytes: i32): i32 {
  for (let next = at + SHORTEST; next < end; next += 8) {
    const bytes = load<u64>(<usize>next);
    const zeros = (bytes - ONES) & ~bytes & HIGH;
    if (zeros === 0) continue;
    const length = next + <i32>(ctz(zeros) >> 3) + 1 + idBytes - at;
    return at + length <= end ? length : 0;
  }
  return 0;
}

function isSame(a: i32, b: i32, length: i32): bool {
  let at: i32 = 0;
  for (; at + 8 <= length; at += 8) {
    if (load<u64>(<usize>(a + at)) !== load<u64>(<usize>(b + at))) return false;
  }
  for (; at < length; at++) {
    if (load<u8>(<usize>(a + at)) !== load<u8>(<usize>(b + at))) return false;
  }
  return true;
}

function nameAt(entry: i32): i32 {
  let at = entry + SHORTEST - 1;
  while (<i32>load<u8>(<usize>at) !== SPACE) at++;
  return at + 1;
}

/** Byte of a name at a place; a folder's ends in a slash, by which trees are ordered. */
function byteOf(entry: i32, at: i32): i32 {
  const byte = <i32>load<u8>(<usize>at);
  return byte === 0 && <i32>load<u8>(<usize>entry) === FOUR ? SLASH : byte;
}

function compareNames(a: i32, b: i32): i32 {
  let one = nameAt(a);
  let other = nameAt(b);
  for (; load<u8>(<usize>one) === load<u8>(<usize>other); one++, other++) {
    if (load<u8>(<usize>one) === 0) break;
  }
  return byteOf(a, one) - byteOf(b, other);
}

let list: i32 = 0;
let listed: i32 = 0;
let room: i32 = 0;

function note(a: i32, aLength: i32, b: i32, bLength: i32): void {
  if (listed < room) {
    const at = <usize>(list + (listed << 4));
    store<i32>(at, a);
    store<i32>(at, aLength, 4);
    store<i32>(at, b, 8);
    store<i32>(at, bLength, 12);
  }
  listed++;
}

/**
 * Lists at `differences` what two trees do not have in common: place and length of an entry of the first and of the second,
 * zeros where one has none of that name; `most` at most. Gives their number, which may be larger; -1 where a tree is damaged.
 */
export function diffTrees(
  from: i32,
  end: i32,
  otherFrom: i32,
  otherEnd: i32,
  idBytes: i32,
  differences: i32,
  most: i32,
): i32 {
  list = differences;
  listed = 0;
  room = most;
  let a = from;
  let b = otherFrom;
  while (a < end || b < otherEnd) {
    const aLength = a < end ? entryLength(a, end, idBytes) : 0;
    if (a < end && aLength === 0) return -1;
    if (aLength > 0 && b + aLength <= otherEnd && isSame(a, b, aLength)) {
      a += aLength;
      b += aLength;
      continue;
    }
    const bLength = b < otherEnd ? entryLength(b, otherEnd, idBytes) : 0;
    if (b < otherEnd && bLength === 0) return -1;
    const order = aLength === 0 ? 1 : bLength === 0 ? -1 : compareNames(a, b);
    note(order <= 0 ? a : 0, order <= 0 ? aLength : 0, order >= 0 ? b : 0, order >= 0 ? bLength : 0);
    if (order <= 0) a += aLength;
    if (order >= 0) b += bLength;
  }
  return listed;
}
