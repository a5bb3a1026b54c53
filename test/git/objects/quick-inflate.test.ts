import { constants, deflateRawSync, deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { quickInflate } from "../../../src/git/objects/quick-inflate.ts";

/** Numbers from 0 up to a bound, the same in every run. */
function numbers(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

/** Bytes of many kinds: noise, words, long runs, and nothing. */
function* contents(): Generator<Buffer, void, void> {
  const next = numbers(7);
  yield Buffer.alloc(0);
  yield Buffer.from("a");
  for (let round = 0; round < 12; round++) {
    const letters = 1 + next(round % 3 === 0 ? 256 : 6);
    yield Buffer.from(Array.from({ length: next(900) }, () => next(letters)));
    yield Buffer.from(Array.from({ length: next(90) }, () => `100644 name${next(9)}\0`).join(""));
    yield Buffer.alloc(next(3000), round);
  }
}

describe("inflating a few small streams", () => {
  it("gives what zlib deflated, with any kind of block, and takes nothing of what follows", () => {
    for (const content of contents())
      for (const level of [0, 1, 9])
        for (const strategy of [constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED, constants.Z_HUFFMAN_ONLY]) {
          const stream = deflateSync(content, { level, strategy });
          // In all they are not too many.
          if (stream.length > 600) continue;
          expect(quickInflate(stream)?.equals(content)).toBe(true);
          expect(quickInflate(Buffer.concat([stream, Buffer.from("more")]))?.equals(content)).toBe(true);
        }
  });

  it("leaves what is damaged, cut short or no such stream to zlib", () => {
    const content = Buffer.from("tree 1, tree 2, tree 3: a tree of trees".repeat(3));
    const stream = deflateSync(content);
    for (let length = 0; length < stream.length; length += 3)
      expect(quickInflate(stream.subarray(0, length))).toBeUndefined();
    for (let bit = 0; bit < stream.length * 8; bit += 5) {
      const changed = Buffer.from(stream);
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      const found = quickInflate(changed);
      // A few bits mean nothing: how large the window is, and what fills the last byte of the blocks.
      if (found !== undefined) expect(found.equals(content)).toBe(true);
    }
    expect(quickInflate(deflateRawSync(content))).toBeUndefined();
  });

  it("leaves what is large to zlib, and all once much was read", () => {
    expect(quickInflate(deflateSync(Buffer.alloc(65 << 10)))).toBeUndefined();
    const noise = Buffer.from(Array.from({ length: 17 << 10 }, numbers(3).bind(undefined, 256)));
    expect(quickInflate(deflateSync(noise))).toBeUndefined();
    const stream = deflateSync(noise.subarray(0, 12 << 10));
    const times = Array.from({ length: 30 }, () => quickInflate(stream) !== undefined).lastIndexOf(true);
    expect(times).toBeGreaterThan(10);
    expect(times).toBeLessThan(29);
  });
});
