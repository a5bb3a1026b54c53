import type { BytePath } from "../../files/byte-path.ts";
import type { ObjectId } from "../object-id.ts";
import { broken } from "./index-error.ts";

/** One entry of the index. `stage` is 0, or 1 to 3 where a merge left the base, ours and theirs. */
export interface IndexEntry {
  /** Relative to the top of the work tree; a folder of a sparse index ends in a slash. */
  readonly path: BytePath;
  readonly mode: number;
  readonly id: ObjectId;
  readonly stage: number;
  /** Announced by `git add --intent-to-add`, without content. */
  readonly isIntended: boolean;
}

/** One file of an index as it lies on disk: entries are read when they are asked for. */
export interface IndexPart {
  readonly count: number;
  path(at: number): BytePath;
  entry(at: number): IndexEntry;
  /** Bytes of an extension, by its name of four letters. */
  extension(name: string): Buffer | undefined;
}

const HEADER = 12;
/** Times, device, inode, mode, owner and size, which stand before the object's name. */
const STAT_BYTES = 40;
const MODE_AT = 24;
const EXTENDED = 0x4000;
const INTENT_TO_ADD = 0x2000;
const LONG_NAME = 0xfff;
/** `sdir` announces folders instead of files, `link` another file with most entries; both are read. */
const KNOWN_EXTENSION = /^(?:[A-Z]|sdir|link)/;

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

function readExtensions(bytes: Buffer, start: number, end: number): ReadonlyMap<string, Buffer> {
  const extensions = new Map<string, Buffer>();
  let at = start;
  while (at < end) {
    if (at + 8 > end) broken("it is cut short");
    const name = bytes.toString("latin1", at, at + 4);
    // git's own convention: without understanding a small-letter extension, the entries alone would mislead.
    if (!KNOWN_EXTENSION.test(name)) broken(`its extension \`${name}\` is not supported`);
    const next = at + 8 + bytes.readUInt32BE(at + 4);
    extensions.set(name, bytes.subarray(at + 8, next));
    at = next;
  }
  if (at !== end) broken("an extension runs past its end");
  return extensions;
}

/** Where the entries and their paths begin; paths themselves only where a version cuts them. */
interface Places {
  readonly entries: Uint32Array;
  readonly paths: readonly BytePath[] | undefined;
  readonly end: number;
}

/**
 * Reads git's index, versions 2 to 4. `hashLength` is 20 (SHA-1) or 32 (SHA-256). The checksum at the end is not held against
 * the content, as git itself does not. Throws a GitError where the index is not well formed.
 */
export function parseIndex(bytes: Buffer, hashLength: 20 | 32): IndexPart {
  if (bytes.length < HEADER + hashLength || bytes.toString("latin1", 0, 4) !== "DIRC") broken("it is not an index");
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4) broken(`its version ${version} is not supported`);
  const count = bytes.readUInt32BE(8);
  const end = bytes.length - hashLength;
  if (count > end / (STAT_BYTES + hashLength)) broken("it is cut short");
  const flagsAt = STAT_BYTES + hashLength;
  const places = version === 4 ? compressed(bytes, count, flagsAt, end) : plain(bytes, count, flagsAt, end, version);
  const extensions = readExtensions(bytes, places.end, end);
  const { entries, paths } = places;
  const path = (at: number): BytePath => paths?.[at] ?? pathAt(bytes, (entries[at] ?? 0) + flagsAt);
  return {
    count,
    path,
    entry(at) {
      const start = entries[at] ?? 0;
      const flags = bytes.readUInt16BE(start + flagsAt);
      const isExtended = (flags & EXTENDED) !== 0;
      return {
        path: path(at),
        mode: bytes.readUInt32BE(start + MODE_AT),
        id: bytes.toString("hex", start + STAT_BYTES, start + flagsAt),
        stage: (flags >> 12) & 3,
        isIntended: isExtended && (bytes.readUInt16BE(start + flagsAt + 2) & INTENT_TO_ADD) !== 0,
      };
    },
    extension: (name) => extensions.get(name),
  };
}

const nameStart = (flags: number, flagsAt: number): number => flagsAt + (flags & EXTENDED ? 4 : 2);

function pathAt(bytes: Buffer, flagsAt: number): BytePath {
  const flags = bytes.readUInt16BE(flagsAt);
  const start = nameStart(flags, flagsAt);
  const length = flags & LONG_NAME;
  return bytes.toString("latin1", start, length < LONG_NAME ? start + length : bytes.indexOf(0, start));
}

/** Entries of versions 2 and 3, which are filled up with one to eight NULs to a multiple of eight. */
function plain(bytes: Buffer, count: number, flagsFrom: number, end: number, version: number): Places {
  const entries = new Uint32Array(count);
  let at = HEADER;
  for (let entry = 0; entry < count; entry++) {
    entries[entry] = at;
    const flagsAt = at + flagsFrom;
    if (flagsAt + 2 > end) broken("it is cut short");
    const flags = bytes.readUInt16BE(flagsAt);
    if ((flags & EXTENDED) !== 0 && version === 2) broken("an entry has flags that its version does not know");
    const start = nameStart(flags, flagsAt);
    const length = flags & LONG_NAME;
    const nameEnd = length < LONG_NAME ? start + length : bytes.indexOf(0, start);
    if (nameEnd < start || nameEnd >= end) broken("it is cut short");
    if (bytes[nameEnd] !== 0) broken("a path has another length than it says");
    at += (nameEnd - at + 8) & ~7;
  }
  if (at > end) broken("it is cut short");
  return { entries, paths: undefined, end: at };
}

/** Entries of version 4, each of which takes the beginning of its path from the one before. */
function compressed(bytes: Buffer, count: number, flagsFrom: number, end: number): Places {
  const entries = new Uint32Array(count);
  const paths: BytePath[] = [];
  let last = "";
  let at = HEADER;
  for (let entry = 0; entry < count; entry++) {
    entries[entry] = at;
    const flagsAt = at + flagsFrom;
    if (flagsAt + 2 > end) broken("it is cut short");
    const flags = bytes.readUInt16BE(flagsAt);
    const { value, next } = readVarint(bytes, nameStart(flags, flagsAt));
    if (value > last.length) broken("an entry takes more of the last path than there is");
    const nameEnd = bytes.indexOf(0, next);
    if (nameEnd === -1 || nameEnd >= end) broken("it is cut short");
    const path = last.slice(0, last.length - value) + bytes.toString("latin1", next, nameEnd);
    const length = flags & LONG_NAME;
    if (length < LONG_NAME && length !== path.length) broken("a path has another length than it says");
    paths.push(path);
    last = path;
    at = nameEnd + 1;
  }
  if (at > end) broken("it is cut short");
  return { entries, paths, end: at };
}
