import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ByteReader } from "../../src/sources/read-windows.ts";
import { openStream } from "../../src/sources/transcode.ts";

function readerOf(content: Buffer, step: number): ByteReader {
  let at = 0;
  return (buffer, offset) => {
    const count = content.copy(buffer, offset, at, Math.min(content.length, at + step));
    at += count;
    return count;
  };
}

function readAll(content: Buffer, step: number, room: number): { text: string; transcoded: boolean } {
  const buffer = Buffer.alloc(room);
  const { read, transcoded } = openStream(readerOf(content, step), buffer);
  const parts: Buffer[] = [];
  for (let count = read(buffer, 0); count > 0; count = read(buffer, 0))
    parts.push(Buffer.from(buffer.subarray(0, count)));
  return { text: Buffer.concat(parts).toString("utf8"), transcoded };
}

const utf16 = (text: string, bigEndian: boolean): Buffer => {
  const little = Buffer.from(`\ufeff${text}`, "utf16le");
  return bigEndian ? little.swap16() : little;
};

describe("openStream", () => {
  it("turns UTF-16 of either order into UTF-8, in pieces of any size (property)", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 200 });
    fc.assert(
      fc.property(
        text,
        fc.boolean(),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 4, max: 40 }),
        (wanted, big, step, room) => {
          expect(readAll(utf16(wanted, big), step, room)).toEqual({ text: wanted, transcoded: true });
        },
      ),
    );
  });

  it("leaves everything else as it is, UTF-8's own mark too", () => {
    for (const wanted of ["", "x", "\ufeffmarked", "plain text"]) {
      expect(readAll(Buffer.from(wanted), 3, 5)).toEqual({ text: wanted, transcoded: false });
    }
  });

  it("shows half a character at the end instead of losing it", () => {
    expect(readAll(Buffer.concat([utf16("ab", false), Buffer.from([0x3d])]), 2, 8).text).toBe("ab\ufffd");
  });
});
