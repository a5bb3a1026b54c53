// Applies git's deltas, and tells which stretches of the result are not simply those of the base.

let ended: i32 = 0;

/** Where the size ended that was read last; 0 where it was cut short or had over 31 bits. */
export function sizeEnd(): i32 {
  return ended;
}

/** Reads a size of seven bits a byte. */
export function readSize(from: i32, end: i32): i32 {
  let value: i64 = 0;
  let shift: i64 = 0;
  for (let at = from; at < end && shift < 35; at++) {
    const byte = <i64>load<u8>(<usize>at);
    value |= (byte & 127) << shift;
    shift += 7;
    if ((byte & 128) !== 0) continue;
    ended = value > 0x7fffffff ? 0 : at + 1;
    return <i32>value;
  }
  ended = 0;
  return 0;
}

/** The next byte of the instructions. */
let at: i32 = 0;

function nextByte(): i32 {
  const byte = <i32>load<u8>(<usize>at);
  at += 1;
  return byte;
}

/** Bytes between two changes that make them one. */
const NEAR: i32 = 64;

let list: i32 = 0;
let listed: i32 = 0;
let room: i32 = 0;
/** Bytes of a noted change: where it begins and ends, and where the base goes on behind it. */
const CHANGE: i32 = 12;

/** Notes that the result from one offset to another is new; both may be the same, where two stretches of the base meet anew. */
function note(from: i32, to: i32): void {
  if (listed > 0) {
    const before = <usize>(list + (listed - 1) * CHANGE);
    // With no room left the last stretch grows over all that follows.
    if (from - <i32>load<u32>(before, 4) <= NEAR || listed === room) {
      store<u32>(before, <u32>to, 4);
      return;
    }
  }
  const place = <usize>(list + listed * CHANGE);
  store<u32>(place, <u32>from);
  store<u32>(place, <u32>to, 4);
  listed++;
}

/**
 * Puts the result of a delta, whose instructions begin at `from`, to `to`. Lists at `changes` where it is new, three numbers each
 * and `most` at most: from and to which offset, and which offset of the base follows. Gives their number; -1 where the delta does
 * not fit.
 */
export function applyDelta(
  base: i32,
  baseSize: i32,
  from: i32,
  end: i32,
  to: i32,
  size: i32,
  changes: i32,
  most: i32,
): i32 {
  list = changes;
  listed = 0;
  room = most;
  at = from;
  let filled: i32 = 0;
  // Where the base would go on if nothing were changed.
  let expected: i32 = 0;
  let isNew = false;
  while (at < end) {
    const code = nextByte();
    if ((code & 0x80) !== 0) {
      let source: u32 = 0;
      let length: i32 = 0;
      if ((code & 0x01) !== 0) source = <u32>nextByte();
      if ((code & 0x02) !== 0) source |= (<u32>nextByte()) << 8;
      if ((code & 0x04) !== 0) source |= (<u32>nextByte()) << 16;
      if ((code & 0x08) !== 0) source |= (<u32>nextByte()) << 24;
      if ((code & 0x10) !== 0) length = nextByte();
      if ((code & 0x20) !== 0) length |= nextByte() << 8;
      if ((code & 0x40) !== 0) length |= nextByte() << 16;
      if (length === 0) length = 0x10000;
      if (at > end || <i64>source + length > <i64>baseSize || filled + length > size) return -1;
      if (<i32>source !== expected && !isNew) note(filled, filled);
      if (listed > 0 && (isNew || <i32>source !== expected))
        store<u32>(<usize>(list + (listed - 1) * CHANGE), source, 8);
      isNew = false;
      memory.copy(<usize>(to + filled), <usize>(base + source), length);
      filled += length;
      expected = <i32>source + length;
    } else {
      if (code === 0 || at + code > end || filled + code > size) return -1;
      memory.copy(<usize>(to + filled), <usize>at, code);
      note(filled, filled + code);
      isNew = true;
      at += code;
      filled += code;
    }
  }
  if (filled !== size) return -1;
  if (expected !== baseSize && !isNew) note(size, size);
  return listed;
}
