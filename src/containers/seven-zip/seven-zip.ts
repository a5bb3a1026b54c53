import { crc32 } from "node:zlib";
import type { Allowance } from "../allowance.ts";
import { type ContainerFault, type Content, faultOf, TOO_MUCH } from "../content.ts";
import { memberName } from "../member-name.ts";
import { BrokenHeader } from "./header-reader.ts";
import { readHeader, type SevenZipHeader } from "./read-header.ts";
import type { Undone } from "./undo-coder.ts";
import { unpackFolder } from "./unpack-folder.ts";

/** A signature, the version, a checksum, and where the header lies: 7zFormat.txt, "SignatureHeader". */
const FRONT = 32;
const HEADER = { at: 12, size: 20, checksum: 28 };
/** A header may be packed, and the header that says how as well. */
const MOST_HEADERS = 4;

/**
 * The files of a 7z archive. What was packed as one is unpacked at once, and files in it are told as far as that went. Sizes and
 * checksums are held against what comes out.
 */
export function* sevenZipMembers(bytes: Buffer, allowance: Allowance): Generator<Content, void, void> {
  const header = headerOf(bytes, allowance);
  if ("type" in header) {
    yield header;
    return;
  }
  const { streams, files } = header;
  const named = files.filter(({ isEmpty }) => !isEmpty);
  let next = 0;
  for (const folder of streams.folders) {
    const own = folder.files.map((file) => ({ ...file, name: memberName(Buffer.from(named[next++]?.name ?? "")) }));
    if (own.length === 0) continue;
    const undone = unpackFolder(folder, streams, bytes.subarray(FRONT), allowance);
    let at = 0;
    for (const { name, size, checksum } of own) {
      const content = undone.bytes.subarray(at, at + size);
      at += size;
      if (content.length < size && undone.ended !== "limit") {
        allowance.take(content.length);
        yield faultOfEnd(undone, name);
        // What there is of it is searched, as it is of what was cut off elsewhere.
        if (content.length > 0) yield { type: "member", name, bytes: content };
        continue;
      }
      if (content.length < size || !allowance.take(size)) {
        yield faultOf("limit", TOO_MUCH);
        return;
      }
      if (checksum !== undefined && undone.isOther !== true && crc32(content) !== checksum)
        yield faultOf("malformed", "is not what the archive says of it", name);
      yield { type: "member", name, bytes: content };
    }
  }
}

/** What keeps a file from being whole. */
function faultOfEnd({ ended, method }: Undone, name: string): ContainerFault {
  if (ended === "encrypted") return faultOf("encrypted", "is encrypted", name);
  if (ended === "unknown-method")
    return faultOf("unknown-method", `is compressed by the method ${method ?? ""} of 7z`, name);
  return faultOf("malformed", ended === "cut" ? "is cut off" : "is not sound compressed data", name);
}

/** The header that says what the archive holds, however often it is packed; or what is wrong with it. */
function headerOf(bytes: Buffer, allowance: Allowance): SevenZipHeader | ContainerFault {
  if (bytes.length < FRONT) return faultOf("malformed", "is cut off");
  const numberAt = (place: number): number => Number(bytes.readBigUInt64LE(place));
  const from = FRONT + numberAt(HEADER.at);
  const size = numberAt(HEADER.size);
  // An archive without files has no header.
  if (size === 0) return { streams: { packed: [], folders: [] }, files: [] };
  if (from + size > bytes.length) return faultOf("malformed", "is cut off, with the list of what it holds");
  let header: Buffer = bytes.subarray(from, from + size);
  if (crc32(header) !== bytes.readUInt32LE(HEADER.checksum)) return faultOf("malformed", BROKEN);
  try {
    for (let left = MOST_HEADERS; left > 0; left--) {
      const read = readHeader(header);
      if (!("packedIn" in read)) return read;
      const [folder] = read.packedIn.folders;
      if (folder === undefined) break;
      const undone = unpackFolder(folder, read.packedIn, bytes.subarray(FRONT), allowance);
      if (undone.ended === "encrypted") return faultOf("encrypted", "is encrypted, with the list of what it holds");
      if (undone.ended === "limit") return faultOf("limit", TOO_MUCH);
      if (undone.ended !== "whole") break;
      allowance.spend(undone.bytes.length);
      header = undone.bytes;
    }
  } catch (error) {
    if (!(error instanceof BrokenHeader)) throw error;
  }
  return faultOf("malformed", BROKEN);
}

const BROKEN = "has a broken list of what it holds";
