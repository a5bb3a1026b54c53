import { BrokenHeader, type HeaderReader } from "./header-reader.ts";

/** What is done to a stream, by its id, with what it takes besides. */
export interface Coder {
  readonly id: string;
  readonly properties: Buffer;
  /** Where its input comes from: packed streams, or other coders, by their indices. */
  readonly inputs: readonly { readonly from: "packed" | "coder"; readonly index: number }[];
  /** Bytes that come out of it. */
  readonly size: number;
}

/** Content that was packed as one, with what packed it; the coders' packed streams are those from `packed` on. */
export interface Folder {
  readonly coders: readonly Coder[];
  /** The coder whose output is the content. */
  readonly last: number;
  readonly packed: number;
  /** Sizes and checksums of the files in it, in their order. */
  readonly files: readonly { readonly size: number; readonly checksum: number | undefined }[];
}

/** Where packed streams lie, and the folders that are made of them. */
export interface Streams {
  readonly packed: readonly { readonly at: number; readonly size: number }[];
  readonly folders: readonly Folder[];
}

/** Kinds of properties in a header. */
const ID = {
  end: 0,
  packInfo: 6,
  unpackInfo: 7,
  subStreams: 8,
  size: 9,
  checksum: 10,
  folder: 11,
  sizes: 12,
  counts: 13,
};

/** Coders that one folder may have, and their streams: nothing that is written today has as many. */
const MOST_CODERS = 8;
const MOST_STREAMS = 4;

/** A folder without what stands further on in the header. */
interface Graph {
  readonly coders: readonly Omit<Coder, "size">[];
  readonly last: number;
  readonly packedCount: number;
}

/** Reads what a header says of streams, behind its id. */
export function readStreams(reader: HeaderReader): Streams {
  let packed: Streams["packed"] = [];
  let folders: Folder[] = [];
  for (let id = reader.byte(); id !== ID.end; id = reader.byte()) {
    if (id === ID.packInfo) packed = readPacked(reader);
    else if (id === ID.unpackInfo) folders = readFolders(reader);
    else if (id === ID.subStreams) folders = readSubStreams(reader, folders);
    else throw new BrokenHeader();
  }
  return { packed, folders };
}

function readPacked(reader: HeaderReader): Streams["packed"] {
  let at = reader.number();
  const count = reader.count();
  let packed: Streams["packed"] = [];
  for (let id = reader.byte(); id !== ID.end; id = reader.byte()) {
    if (id === ID.size)
      packed = reader.numbers(count).map((size) => {
        at += size;
        return { at: at - size, size };
      });
    else if (id === ID.checksum) reader.checksums(count);
    else throw new BrokenHeader();
  }
  return packed;
}

function readFolders(reader: HeaderReader): Folder[] {
  if (reader.byte() !== ID.folder) throw new BrokenHeader();
  const count = reader.count();
  // What may lie elsewhere never does.
  if (reader.byte() !== 0) throw new BrokenHeader();
  const graphs = Array.from({ length: count }, () => readGraph(reader));
  let sizes: readonly number[][] = [];
  let checksums: readonly (number | undefined)[] = [];
  for (let id = reader.byte(); id !== ID.end; id = reader.byte()) {
    if (id === ID.sizes) sizes = graphs.map(({ coders }) => reader.numbers(coders.length));
    else if (id === ID.checksum) checksums = reader.checksums(count);
    else throw new BrokenHeader();
  }
  let packed = 0;
  return graphs.map(({ coders, last, packedCount }, index) => {
    const own = sizes[index];
    if (own === undefined) throw new BrokenHeader();
    packed += packedCount;
    return {
      coders: coders.map((coder, at) => ({ ...coder, size: own[at] as number })),
      last,
      packed: packed - packedCount,
      files: [{ size: own[last] as number, checksum: checksums[index] }],
    };
  });
}

/** A folder's coders, and which one's output is whose input. All have one output each, as all writers make them. */
function readGraph(reader: HeaderReader): Graph {
  const count = reader.number();
  if (count === 0 || count > MOST_CODERS) throw new BrokenHeader();
  const coders = Array.from({ length: count }, () => readCoder(reader));
  const inputs = coders.reduce((sum, coder) => sum + coder.inputs, 0);
  const bound = new Map<number, number>();
  for (let left = count - 1; left > 0; left--) bound.set(reader.number(), reader.number());
  const free = Array.from({ length: inputs }, (_, index) => index).filter((index) => !bound.has(index));
  const packed = free.length === 1 ? free : free.map(() => reader.number());
  let next = 0;
  const linked = coders.map(({ id, properties, inputs: own }) => ({
    id,
    properties,
    inputs: Array.from({ length: own }, () => inputOf(next++, bound, packed)),
  }));
  const used = new Set(bound.values());
  const last = coders.findIndex((_, index) => !used.has(index));
  if (last < 0) throw new BrokenHeader();
  return { coders: linked, last, packedCount: packed.length };
}

function inputOf(
  input: number,
  bound: ReadonlyMap<number, number>,
  packed: readonly number[],
): Coder["inputs"][number] {
  const coder = bound.get(input);
  return coder === undefined ? { from: "packed", index: packed.indexOf(input) } : { from: "coder", index: coder };
}

function readCoder(reader: HeaderReader): { id: string; properties: Buffer; inputs: number } {
  const flags = reader.byte();
  const id = reader.bytes(flags & 0xf).toString("hex");
  const [inputs, outputs] = (flags & 0x10) === 0 ? [1, 1] : [reader.number(), reader.number()];
  if (inputs > MOST_STREAMS || outputs !== 1) throw new BrokenHeader();
  const properties = (flags & 0x20) === 0 ? Buffer.alloc(0) : reader.bytes(reader.count());
  return { id, properties, inputs };
}

/** Reads which files folders are made of: all sizes but the last of each, which is the rest. */
function readSubStreams(reader: HeaderReader, folders: readonly Folder[]): Folder[] {
  let counts = folders.map(() => 1);
  let id = reader.byte();
  if (id === ID.counts) {
    counts = folders.map(() => reader.number());
    id = reader.byte();
  }
  if (counts.reduce((sum, count) => sum + count, 0) > folders.length + 8 * (reader.left + 1)) throw new BrokenHeader();
  const sizes = folders.map(({ files }, index) => {
    const [{ size: all }] = files as [Folder["files"][number]];
    const count = counts[index] as number;
    if (count === 0) return [];
    const own = id === ID.size ? reader.numbers(count - 1) : [];
    const rest = all - own.reduce((sum, size) => sum + size, 0);
    if (rest < 0 || own.length < count - 1) throw new BrokenHeader();
    return [...own, rest];
  });
  if (id === ID.size) id = reader.byte();
  // Where a folder is one file, its checksum is that of the folder.
  const known = (index: number): number | undefined => {
    const { files } = folders[index] as Folder;
    return counts[index] === 1 ? files[0]?.checksum : undefined;
  };
  const lacking = sizes.reduce((sum, { length }, index) => sum + (known(index) === undefined ? length : 0), 0);
  let given: (number | undefined)[] = [];
  for (; id !== ID.end; id = reader.byte()) {
    if (id !== ID.checksum) throw new BrokenHeader();
    given = reader.checksums(lacking);
  }
  let next = 0;
  return folders.map((folder, index) => ({
    ...folder,
    files: (sizes[index] as number[]).map((size) => ({ size, checksum: known(index) ?? given[next++] })),
  }));
}
