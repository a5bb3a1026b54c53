import { constants, deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createUnpacker } from "../../../src/git/bulk/unpacker.ts";
import { applyDelta, readDeltaHead } from "../../../src/git/objects/delta.ts";
import { unpackModule } from "../../history/searching.ts";

const ROOM = 1 << 20;
const unpacker = createUnpacker(unpackModule, 4 * ROOM);
const [input, output, other] = [unpacker.reserve(ROOM), unpacker.reserve(ROOM), unpacker.reserve(ROOM)];
const { memory } = unpacker;

/** What the unpacker makes of a stream; undefined where it refuses it. */
function inflated(stream: Buffer, size: number): Buffer | undefined {
  stream.copy(memory, input);
  const taken = unpacker.inflate(input, stream.length, output, size);
  return taken === -1 ? undefined : Buffer.from(memory.subarray(output, output + size));
}

/** Contents of several kinds: words that repeat, bytes by chance, one byte over and over. */
const contents = fc.oneof(
  fc
    .array(fc.constantFrom("alpha", "beta ", "gamma\n", "0123456789", "x"), { maxLength: 3000 })
    .map((words) => Buffer.from(words.join(""))),
  fc.uint8Array({ maxLength: 5000 }).map((bytes) => Buffer.from(bytes)),
  fc.nat(100_000).map((length) => Buffer.alloc(length, 65)),
);

const levels = fc.record({
  level: fc.constantFrom(0, 1, 6, 9),
  strategy: fc.constantFrom(constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY, constants.Z_RLE),
});

describe("inflating", () => {
  it("gives what zlib deflated, with any kind of block", () => {
    fc.assert(
      fc.property(contents, levels, (bytes, options) => {
        expect(inflated(deflateSync(bytes, options), bytes.length)).toEqual(bytes);
      }),
      { numRuns: 300 },
    );
  });

  it("refuses another size, what is cut short, and what a bit has changed in", () => {
    fc.assert(
      fc.property(contents, levels, fc.nat(), fc.nat(7), (bytes, options, at, bit) => {
        const stream = deflateSync(bytes, options);
        expect(inflated(stream, bytes.length + 1)).toBeUndefined();
        if (bytes.length > 0) expect(inflated(stream, bytes.length - 1)).toBeUndefined();
        expect(inflated(stream.subarray(0, stream.length - 1 - (at % 20)), bytes.length)).toBeUndefined();
        const damaged = Buffer.from(stream);
        const place = at % stream.length;
        damaged[place] = (damaged[place] as number) ^ (1 << bit);
        // A changed bit of padding changes nothing.
        expect(inflated(damaged, bytes.length) ?? bytes).toEqual(bytes);
      }),
      { numRuns: 300 },
    );
  });

  it("survives what is no stream at all", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(2000), (bytes, size) => {
        const head = Buffer.from([0x78, 0x9c]);
        expect(inflated(Buffer.concat([head, bytes]), size)?.length ?? size).toBe(size);
      }),
      { numRuns: 500 },
    );
  });
});

/** A delta of copies and insertions: an instruction of each kind by its first number. */
const instructions = fc.array(fc.tuple(fc.boolean(), fc.nat(60_000), fc.integer({ min: 1, max: 3000 })), {
  maxLength: 12,
});

function sizeBytes(size: number): number[] {
  return size < 128 ? [size] : [(size & 127) | 128, ...sizeBytes(size >> 7)];
}

function deltaOf(base: Buffer, parts: readonly [boolean, number, number][]): Buffer {
  const bytes: number[] = [];
  let size = 0;
  for (const [isCopy, from, length] of parts) {
    if (isCopy && base.length > 0) {
      const start = from % base.length;
      const count = Math.min(length, base.length - start);
      bytes.push(0x80 | 0x01 | 0x02 | 0x10 | 0x20, start & 255, start >> 8, count & 255, count >> 8);
      size += count;
    } else {
      const count = 1 + (length % 127);
      bytes.push(count, ...Array.from({ length: count }, (_, at) => (from + at) & 255));
      size += count;
    }
  }
  return Buffer.from([...sizeBytes(base.length), ...sizeBytes(size), ...bytes]);
}

describe("applying deltas", () => {
  it("gives what the plain way gives, and says where that is new", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 20_000 }), instructions, (base, parts) => {
        const delta = deltaOf(Buffer.from(base), parts);
        const head = readDeltaHead(delta);
        const expected = head === undefined ? undefined : applyDelta(Buffer.from(base), delta, head);
        memory.set(base, other);
        delta.copy(memory, input);
        const { size = 0, start = 0 } = head ?? {};
        const list = output + size + 512;
        const count = unpacker.applyDelta(
          other,
          base.length,
          input + start,
          input + delta.length,
          output,
          size,
          list,
          1000,
        );
        expect(memory.subarray(output, output + size)).toEqual(expected);
        // What lies between two changes is what the base has there.
        const changes = [...new Uint32Array(memory.buffer.slice(list, list + count * 12))];
        let [from, source] = [0, 0];
        for (let at = 0; at < changes.length; at += 3) {
          const [begin = 0, end = 0, next = 0] = changes.slice(at, at + 3);
          expect([...memory.subarray(output + from, output + begin)]).toEqual([
            ...base.subarray(source, source + begin - from),
          ]);
          [from, source] = [end, next];
        }
        expect([...memory.subarray(output + from, output + size)]).toEqual([
          ...base.subarray(source, source + size - from),
        ]);
      }),
      { numRuns: 300 },
    );
  });
});
