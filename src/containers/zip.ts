import { crc32 } from "node:zlib";
import type { Allowance } from "./allowance.ts";
import { type Content, faultOf, TOO_MUCH } from "./content.ts";
import { decompress } from "./decompress.ts";
import { unpackStream } from "./late-decoders.ts";
import { memberName } from "./member-name.ts";
import type { OwnCompression } from "./unpack-stream.ts";
import { type ZipEntry, zipDirectory } from "./zip-directory.ts";

/** The header in front of each member: PKWARE's APPNOTE, section 4.3.7. */
const LOCAL = { signature: 0x04034b50, length: 30 };

const STORED = 0;
const DEFLATED = 8;
/** Methods that few archives have: PKWARE's APPNOTE, section 4.4.5. */
const RARE: Readonly<Record<number, OwnCompression>> = { 12: "bzip2", 95: "xz" };
const ZSTD = 93;

/** Set where sizes and checksum stand behind the content, since they were not known before. */
const SIZES_BEHIND = 8;
const ENCRYPTED = 1;

/**
 * The files of a zip archive, by its directory. Sizes and checksums are held against what comes out, and no size is believed
 * before. Without a directory, as in one that was cut off, the members are read one after the other as far as that goes.
 */
export function* zipMembers(bytes: Buffer, allowance: Allowance): Generator<Content, void, void> {
  const directory = zipDirectory(bytes);
  if (directory === undefined) {
    yield faultOf("malformed", "has no directory at its end");
    yield* membersInOrder(bytes, allowance);
    return;
  }
  if (!directory.complete) yield faultOf("malformed", "has a directory that names fewer members than it says");
  for (const entry of directory.entries) {
    const raw = rawBytes(bytes, entry);
    const isFolder = entry.name.at(-1) === 0x2f && entry.size === 0;
    if (isFolder) continue;
    for (const content of contentOf(entry, raw, allowance)) {
      yield content;
      if (content.type === "fault" && content.fault === "limit") return;
    }
  }
}

/** The bytes of a member as they lie in the archive; undefined where there are none. */
function rawBytes(bytes: Buffer, { at, compressed }: ZipEntry): Buffer | undefined {
  if (!isLocal(bytes, at)) return undefined;
  const from = at + LOCAL.length + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  return from > bytes.length ? undefined : bytes.subarray(from, Math.min(bytes.length, from + compressed));
}

const isLocal = (bytes: Buffer, at: number): boolean =>
  at + LOCAL.length <= bytes.length && bytes.readUInt32LE(at) === LOCAL.signature;

function* contentOf(entry: ZipEntry, raw: Buffer | undefined, allowance: Allowance): Generator<Content, void, void> {
  const name = memberName(entry.name);
  if (raw === undefined) {
    yield faultOf("malformed", "lies outside of the archive", name);
    return;
  }
  if (entry.encrypted) {
    allowance.take(0);
    yield faultOf("encrypted", "is encrypted", name);
    return;
  }
  const out = unpacked(entry, raw, allowance);
  if (typeof out === "string") {
    allowance.take(0);
    yield out === "limit" ? faultOf("limit", TOO_MUCH) : faultOf(out, WRONG[out](entry.method), name);
    return;
  }
  if (!allowance.take(out.length)) {
    yield faultOf("limit", TOO_MUCH);
    return;
  }
  if (out.length !== entry.size || crc32(out) !== entry.crc)
    yield faultOf("malformed", "is not what the archive's directory says", name);
  yield { type: "member", name, bytes: out };
}

const WRONG = {
  malformed: () => "is not sound compressed data",
  "unknown-method": (method: number) => `is compressed by the method ${method}`,
} as const;

function unpacked(
  { method, size }: Pick<ZipEntry, "method" | "size">,
  raw: Buffer,
  { bytes: most }: Allowance,
): Buffer | "limit" | "malformed" | "unknown-method" {
  if (method === STORED) return raw;
  if (method === DEFLATED || method === ZSTD) {
    const out = decompress(method === ZSTD ? "zstd" : "deflate", raw, { most, expected: size });
    return out.bytes ?? out.why;
  }
  const rare = RARE[method];
  if (rare === undefined) return "unknown-method";
  const { bytes, ended } = unpackStream(rare, raw, most);
  return ended === "whole" || ended === "cut" ? bytes : ended;
}

/** Members as their own headers tell of them. One whose size stands behind it ends where its compressed data ends. */
function* membersInOrder(bytes: Buffer, allowance: Allowance): Generator<Content, void, void> {
  for (let at = 0; isLocal(bytes, at); ) {
    const [flags, method] = [bytes.readUInt16LE(at + 6), bytes.readUInt16LE(at + 8)];
    const nameEnd = at + LOCAL.length + bytes.readUInt16LE(at + 26);
    const from = nameEnd + bytes.readUInt16LE(at + 28);
    const compressed = bytes.readUInt32LE(at + 18);
    const isOpen = (flags & SIZES_BEHIND) !== 0;
    if (from > bytes.length) return;
    const next = isOpen ? bytes.indexOf("PK\x03\x04", from, "latin1") : from + compressed;
    const raw = bytes.subarray(from, Math.min(bytes.length, next < 0 ? bytes.length : next));
    const name = memberName(bytes.subarray(at + LOCAL.length, nameEnd));
    const isReadable = (flags & ENCRYPTED) === 0;
    const out = isReadable ? unpacked({ method, size: 0 }, raw, allowance) : "malformed";
    if (typeof out !== "string" && allowance.take(out.length)) yield { type: "member", name, bytes: out };
    else if (typeof out !== "string" || out === "limit") {
      yield faultOf("limit", TOO_MUCH);
      return;
    } else allowance.take(0);
    if (next < 0) return;
    at = next;
  }
}
