import { BrokenHeader, HeaderReader } from "./header-reader.ts";
import { readStreams, type Streams } from "./streams.ts";

/** What an archive holds: its streams, and its files in their order, those without content included. */
export interface SevenZipHeader {
  readonly streams: Streams;
  readonly files: readonly { readonly name: string; readonly isEmpty: boolean }[];
}

/** Kinds of properties in a header. */
const ID = { end: 0, header: 1, archive: 2, more: 3, main: 4, files: 5, empty: 14, names: 17, packed: 23 };

const NOTHING: Streams = { packed: [], folders: [] };

/** Reads a header: what an archive holds, or the streams that the header itself is packed in. Throws a BrokenHeader where it is none. */
export function readHeader(bytes: Buffer): SevenZipHeader | { readonly packedIn: Streams } {
  const reader = new HeaderReader(bytes);
  const first = reader.byte();
  if (first === ID.packed) return { packedIn: readStreams(reader) };
  if (first !== ID.header) throw new BrokenHeader();
  let streams = NOTHING;
  let files: SevenZipHeader["files"] = [];
  for (let id = reader.byte(); id !== ID.end; id = reader.byte()) {
    if (id === ID.archive) skipProperties(reader);
    else if (id === ID.more) readStreams(reader);
    else if (id === ID.main) streams = readStreams(reader);
    else if (id === ID.files) files = readFiles(reader);
    else throw new BrokenHeader();
  }
  return { streams, files };
}

function skipProperties(reader: HeaderReader): void {
  for (let id = reader.byte(); id !== ID.end; id = reader.byte()) reader.bytes(reader.number());
}

function readFiles(reader: HeaderReader): SevenZipHeader["files"] {
  // The name of each ends with two bytes of zero.
  const count = reader.count(16);
  let names: string[] = [];
  let empty: boolean[] = [];
  for (let id = reader.byte(); id !== ID.end; id = reader.byte()) {
    const own = new HeaderReader(reader.bytes(reader.number()));
    if (id === ID.empty) empty = own.flags(count);
    // What may lie elsewhere never does.
    else if (id === ID.names && own.byte() === 0) names = readNames(own.bytes(own.left));
  }
  return Array.from({ length: count }, (_, index) => ({ name: names[index] ?? "", isEmpty: empty[index] ?? false }));
}

const readNames = (bytes: Buffer): string[] => bytes.toString("utf16le").split("\0");
