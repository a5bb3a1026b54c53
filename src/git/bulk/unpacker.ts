import { FREE, SLACK } from "../../../assembly/unpack/layout.ts";

/** The module that unpacks, with a memory of its own; all places are addresses in that memory. */
export interface Unpacker {
  readonly memory: Buffer;
  /** Inflates a zlib stream of `length` bytes at `from` to exactly `size` bytes; gives the bytes that it took, or -1. */
  inflate(from: number, length: number, to: number, size: number): number;
  /** Reads a size at the head of a delta; `sizeEnd` tells where it ends, 0 where there is none. */
  readSize(from: number, end: number): number;
  sizeEnd(): number;
  /**
   * Applies a delta's instructions. Lists at `changes` pairs of offsets between which the result is new; gives their number, or -1
   * where the delta does not fit.
   */
  applyDelta(
    base: number,
    baseSize: number,
    from: number,
    end: number,
    to: number,
    size: number,
    changes: number,
    most: number,
  ): number;
  /** Lists the entries that two trees do not have in common, four numbers each; see assembly/unpack/trees.ts. */
  diffTrees(
    from: number,
    end: number,
    otherFrom: number,
    otherEnd: number,
    idBytes: number,
    differences: number,
    most: number,
  ): number;
  /** Reserves bytes, with some behind them that may be written over. */
  reserve(bytes: number): number;
}

const PAGE = 1 << 16;

/** Makes an unpacker with room for so many bytes in all; the system gives them when they are first used. */
export function createUnpacker(module: WebAssembly.Module, room: number): Unpacker {
  const pages = Math.ceil((FREE + room) / PAGE);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  let free = FREE;
  return {
    ...(instance.exports as unknown as Omit<Unpacker, "memory" | "reserve">),
    memory: Buffer.from(memory.buffer),
    reserve(bytes) {
      const at = free;
      free = Math.ceil((free + bytes + SLACK) / 16) * 16;
      if (free > pages * PAGE) throw new RangeError("the unpacker has not that much room");
      return at;
    },
  };
}
