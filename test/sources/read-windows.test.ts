import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Base } from "../../src/core/source.ts";
import { countLines, lineStart, utf16Length } from "../../src/core/text.ts";
import { type ByteReader, readWindows, type WindowSizes, windowBuffer } from "../../src/sources/read-windows.ts";

interface Seen {
  readonly bytes: Buffer;
  readonly base: Base;
  readonly owned: { readonly start: number; readonly end: number };
  readonly whole: boolean;
}

/** Hands out content in pieces of at most `step` bytes, as a pipe would. */
function readerOf(content: Buffer, step = content.length): ByteReader {
  let at = 0;
  return (buffer, offset) => {
    const count = content.copy(buffer, offset, at, Math.min(content.length, at + step));
    at += count;
    return count;
  };
}

function windowsOf(content: Buffer, sizes: WindowSizes, step?: number): Seen[] {
  const windows = readWindows(readerOf(content, step), windowBuffer(sizes), sizes);
  return Array.from(windows, (window) => ({ ...window, bytes: Buffer.from(window.bytes) }));
}

function baseAt(content: Buffer, offset: number): Base {
  const line = countLines(content, 0, offset);
  return { offset, line, column: utf16Length(content, lineStart(content, offset), offset) };
}

const isCut = (content: Buffer, at: number) => at < content.length && ((content[at] ?? 0) & 0xc0) === 0x80;

describe("readWindows", () => {
  const sizes = { size: 10, left: 4, right: 6 };

  it("gives what fits as one whole, empty content too", () => {
    const whole = { base: { offset: 0, line: 0, column: 0 }, whole: true };
    expect(windowsOf(Buffer.from(""), sizes)).toEqual([
      { ...whole, bytes: Buffer.from(""), owned: { start: 0, end: 0 } },
    ]);
    const bytes = Buffer.from("x".repeat(10));
    expect(windowsOf(bytes, sizes, 3)).toEqual([{ ...whole, bytes, owned: { start: 0, end: 10 } }]);
  });

  it("tiles any text, with its margins and exact places (property)", () => {
    const text = fc.array(fc.constantFrom("a", "é", "日", "😀", "\n", "b\n"), { minLength: 0, maxLength: 300 });
    const small = fc.record({ size: fc.integer({ min: 1, max: 30 }), left: fc.nat(20), right: fc.nat(20) });
    fc.assert(
      fc.property(text, small, fc.integer({ min: 1, max: 40 }), (parts, each, step) => {
        const content = Buffer.from(parts.join(""));
        let next = 0;
        for (const { bytes, base, owned, whole } of windowsOf(content, each, step)) {
          const start = base.offset + owned.start;
          const end = base.offset + owned.end;
          const last = base.offset + bytes.length === content.length;
          expect(bytes).toEqual(content.subarray(base.offset, base.offset + bytes.length));
          expect(start).toBe(next);
          expect(base).toEqual(baseAt(content, base.offset));
          expect(owned.start).toBeGreaterThanOrEqual(Math.min(each.left, start));
          expect(bytes.length - owned.end).toBeGreaterThanOrEqual(last ? 0 : each.right);
          expect([base.offset, start, end].some((at) => isCut(content, at))).toBe(false);
          expect(whole).toBe(bytes.length === content.length && start === 0 && end === content.length);
          next = end;
        }
        expect(next).toBe(content.length);
      }),
      { numRuns: 300 },
    );
  });

  it("tiles bytes that are no text (property)", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 20 }), (raw, size) => {
        const content = Buffer.from(raw);
        const owned = windowsOf(content, { size, left: 3, right: 5 }).map((window) =>
          window.bytes.subarray(window.owned.start, window.owned.end),
        );
        expect(Buffer.concat(owned)).toEqual(content);
      }),
    );
  });
});
