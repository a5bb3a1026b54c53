import { describe, expect, it } from "vitest";
import { JsonFault, readJson } from "../../src/documents/read-json.ts";
import { toPlain } from "../../src/documents/yaml-tree.ts";

const read = (text: string): unknown => toPlain(readJson(Buffer.from(text)));

describe("JSON", () => {
  it.each([
    '{"a":[1,-2.5e3,true,false,null,"x\\n\\u00e9"],"b":{}}',
    " [ ] ",
    '"é"',
    '\r\n{ "k" : [ { "a" : 1 } , 2 ] }\n',
  ])("is read as JSON.parse reads it: %s", (text) => {
    const bare = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value, (_, one) => (one === null ? undefined : one)));
    expect(bare(read(text))).toEqual(bare(JSON.parse(text)));
  });

  it("has the spans of its texts in bytes, quotes left out", () => {
    const bytes = Buffer.from('{"é":"übung","n":12}');
    const root = readJson(bytes);
    if (root.kind !== "map") throw new Error("no map");
    const texts = root.fields.map(({ keySpan, value: { span } }) => [
      bytes.toString("utf8", keySpan.start, keySpan.end),
      bytes.toString("utf8", span.start, span.end),
    ]);
    expect(texts).toEqual([
      ["é", "übung"],
      ["n", "12"],
    ]);
  });

  it("takes the mark in front, and the last of two equal keys", () => {
    expect(read('\ufeff{"a":1,"a":2}')).toEqual({ a: 2 });
  });

  it.each(["", "{", '{"a"}', '{"a":1,}', "[1 2]", '"open', "nul", "1 1", '{"a":"\u0001"}', "[".repeat(500)])(
    "is refused where it is broken, and nothing of it repeated: %j",
    (text) => {
      expect(() => read(text)).toThrow(JsonFault);
    },
  );

  it("is refused where it is not UTF-8", () => {
    expect(() => readJson(Buffer.from([0x22, 0xff, 0x22]))).toThrow(JsonFault);
  });
});
