// What packs take to be read in bulk: a module of its own, with a memory that the caller divides up.
import { applyDelta as apply, readSize as read, sizeEnd as ended } from "./delta.ts";
import { inflate as inflateStream } from "./inflate.ts";
import { diffTrees as diff } from "./trees.ts";

/** See inflate.ts. */
export function inflate(from: i32, length: i32, to: i32, size: i32): i32 {
  return inflateStream(from, length, to, size);
}

/** See delta.ts. */
export function readSize(from: i32, end: i32): i32 {
  return read(from, end);
}

/** Where the size ended that was read last; 0 where there was none. */
export function sizeEnd(): i32 {
  return ended;
}

/** See delta.ts. */
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
  return apply(base, baseSize, from, end, to, size, changes, most);
}

/** See trees.ts. */
export function diffTrees(
  from: i32,
  end: i32,
  otherFrom: i32,
  otherEnd: i32,
  idBytes: i32,
  differences: i32,
  most: i32,
): i32 {
  return diff(from, end, otherFrom, otherEnd, idBytes, differences, most);
}
