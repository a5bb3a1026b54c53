import { ScanError } from "../core/errors.ts";
import type { BytePath } from "../files/byte-path.ts";

/** The paths that a repository tracks, relative to its top. */
export interface TrackedPaths {
  has(path: BytePath): boolean;
  /** Whether any tracked path lies below a folder. */
  hasBelow(folder: BytePath): boolean;
}

export const NOTHING_TRACKED: TrackedPaths = { has: () => false, hasBelow: () => false };

const HEADER = 12;
/** Times, device, inode, mode, owner and size, which stand before the object's name. */
const STAT_BYTES = 40;
const EXTENDED = 0x4000;
const LONG_NAME = 0xfff;
/** `sdir` announces folders instead of files (sparse checkout), which are read like any entry. */
const KNOWN_EXTENSION = /^(?:[A-Z]|sdir)/;

function broken(why: string): never {
  throw new ScanError(`The index cannot be read: ${why}`, "Run `git status` there, so that git writes the index anew.");
}

/** A number of version 4: seven bits a byte, most significant first, each carry adding one. */
function readVarint(bytes: Buffer, start: number): { readonly value: number; readonly next: number } {
  let next = start;
  let byte = bytes[next++] ?? broken("it is cut short");
  let value = byte & 0x7f;
  while (byte & 0x80) {
    byte = bytes[next++] ?? broken("it is cut short");
    value = (value + 1) * 128 + (byte & 0x7f);
    if (value > bytes.length) broken("an entry has an impossible length");
  }
  return { value, next };
}

function checkExtensions(bytes: Buffer, start: number, end: number): void {
  let at = start;
  while (at < end) {
    if (at + 8 > end) broken("it is cut short");
    const name = bytes.toString("latin1", at, at + 4);
    // git's own convention: without understanding a small-letter extension, the entries alone would mislead.
    if (!KNOWN_EXTENSION.test(name)) broken(`its extension \`${name}\` is not supported`);
    at += 8 + bytes.readUInt32BE(at + 4);
  }
  if (at !== end) broken("an extension runs past its end");
}

/**
 * Reads the paths of git's index, versions 2 to 4, sorted by bytes. `hashLength` is 20 (SHA-1) or 32 (SHA-256). The
 * checksum at the end is not held against the content, as git itself does not. Throws a ScanError where the index is not
 * well formed or split.
 */
export function readIndexPaths(bytes: Buffer, hashLength: 20 | 32): BytePath[] {
  if (bytes.length < HEADER + hashLength || bytes.toString("latin1", 0, 4) !== "DIRC") broken("it is not an index");
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4) broken(`its version ${version} is not supported`);
  const count = bytes.readUInt32BE(8);
  const end = bytes.length - hashLength;
  const paths: BytePath[] = [];
  let last = "";
  let at = HEADER;
  for (let entry = 0; entry < count; entry++) {
    const flagsAt = at + STAT_BYTES + hashLength;
    if (flagsAt + 2 > end) broken("it is cut short");
    const flags = bytes.readUInt16BE(flagsAt);
    const isExtended = (flags & EXTENDED) !== 0;
    if (isExtended && version === 2) broken("an entry has flags that its version does not know");
    let nameAt = flagsAt + (isExtended ? 4 : 2);
    let shared = "";
    if (version === 4) {
      const { value, next } = readVarint(bytes, nameAt);
      if (value > last.length) broken("an entry takes more of the last path than there is");
      shared = last.slice(0, last.length - value);
      nameAt = next;
    }
    const nameEnd = bytes.indexOf(0, nameAt);
    if (nameEnd === -1 || nameEnd >= end) broken("it is cut short");
    const path = shared + bytes.toString("latin1", nameAt, nameEnd);
    const length = flags & LONG_NAME;
    if (length < LONG_NAME && length !== path.length) broken("a path has another length than it says");
    if (path < last) broken("its paths are not in order");
    paths.push(path);
    last = path;
    // Entries of versions 2 and 3 are filled up with one to eight NULs to a multiple of eight.
    at = version === 4 ? nameEnd + 1 : at + ((nameEnd - at + 8) & ~7);
  }
  if (at > end) broken("it is cut short");
  checkExtensions(bytes, at, end);
  return paths;
}

/** Look-ups in sorted paths. */
export function trackedPaths(sorted: readonly BytePath[]): TrackedPaths {
  const firstFrom = (path: BytePath): BytePath => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] ?? "") < path) low = middle + 1;
      else high = middle;
    }
    return sorted[low] ?? "";
  };
  return {
    has: (path) => firstFrom(path) === path,
    hasBelow: (folder) => firstFrom(`${folder}/`).startsWith(`${folder}/`),
  };
}
