import { describe, expect, it } from "vitest";
import { viewText } from "../../../src/core/text.ts";
import { byteOffsets } from "../../../src/platforms/document/byte-offsets.ts";

const all = (bytes: Uint8Array) => {
  const view = viewText(bytes);
  const { at, uniform } = byteOffsets(view, bytes.length);
  const told = Array.from({ length: view.text.length + 1 }, (_, index) => at(index));
  return { told, uniform, view };
};

describe("byteOffsets", () => {
  it.each(["a: b\n", "z: zwölf €\n", "é", "ab漢字c"])("gives each character of %j its byte", (text) => {
    const { told, uniform, view } = all(Buffer.from(text));
    expect(told).toEqual(told.map((_, index) => view.byteAt(index)));
    expect(uniform).toBe(/^[\0-\x7f]*$/.test(text));
  });

  it("gives both halves of a character the byte of its start", () => {
    expect(all(Buffer.from("a😀b")).told).toEqual([0, 1, 1, 5, 6]);
  });

  it("counts bytes that are no UTF-8", () => {
    expect(all(Buffer.from([0x61, 0xff, 0xc3, 0xa4, 0x62])).told).toEqual([0, 1, 2, 4, 5]);
  });
});
