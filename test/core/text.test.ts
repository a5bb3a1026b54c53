import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countLines, decode, lineEnd, lineStart, utf16Length, viewText } from "../../src/core/text.ts";

describe("viewText", () => {
  it.each([
    ["ASCII", "abc=def"],
    ["two bytes", "größe=wert"],
    ["three bytes", "密码=値"],
    ["four bytes", "🔑=🗝 done"],
  ])("maps string offsets of %s text back to bytes", (_, text) => {
    const bytes = Buffer.from(text);
    const view = viewText(bytes);
    for (const [index] of [...text].entries()) {
      const offset = [...text].slice(0, index).join("").length;
      expect(view.byteAt(offset)).toBe(Buffer.byteLength(text.slice(0, offset)));
    }
  });

  it("never cuts a character at the ends of a range", () => {
    const bytes = Buffer.from("a🔑b");
    expect(viewText(bytes, { start: 2, end: 3 }).text).toBe("🔑");
  });

  it("reads bytes that are no UTF-8 one character a byte", () => {
    const bytes = Buffer.from([0x61, 0xff, 0xfe, 0x62]);
    const view = viewText(bytes);
    expect(view.text).toHaveLength(4);
    expect(view.byteAt(3)).toBe(3);
  });

  it("answers falling and rising offsets alike", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.array(fc.nat({ max: 40 })), (text, offsets) => {
        const view = viewText(Buffer.from(text));
        for (const offset of offsets) {
          const at = Math.min(offset, text.length);
          const cutsPair = /[\uD800-\uDBFF]$/.test(text.slice(0, at));
          if (!cutsPair) expect(view.byteAt(at)).toBe(Buffer.byteLength(text.slice(0, at)));
        }
      }),
    );
  });

  it("loses no byte, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const view = viewText(bytes);
        expect(view.byteAt(view.text.length)).toBe(bytes.length);
      }),
    );
  });
});

describe("lines", () => {
  const bytes = Buffer.from("one\r\ntwo\nthree");

  it.each([
    [0, 0, 3],
    [2, 0, 3],
    [5, 5, 8],
    [8, 5, 8],
    [9, 9, 14],
    [14, 9, 14],
  ])("offset %i lies in the line from %i to %i", (offset, start, end) => {
    expect([lineStart(bytes, offset), lineEnd(bytes, offset)]).toEqual([start, end]);
  });

  it("counts line feeds in a range", () => {
    expect(countLines(bytes, 0, bytes.length)).toBe(2);
    expect(countLines(bytes, 5, 8)).toBe(0);
  });
});

describe("utf16Length", () => {
  it("equals the length of the decoded text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const bytes = Buffer.from(text);
        expect(utf16Length(bytes, 0, bytes.length)).toBe(decode(bytes).length);
      }),
    );
  });
});
