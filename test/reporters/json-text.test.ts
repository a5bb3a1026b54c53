import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderObject } from "../../src/reporters/json-text.ts";

const render = (value: object, indent?: string): string => [...renderObject(value, indent)].join("");

describe("renderObject", () => {
  it("writes what JSON.stringify writes", () => {
    const plain = fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.jsonValue({ stringUnit: "grapheme-ascii" }));
    fc.assert(
      fc.property(plain, (value) => {
        expect(render(value)).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });

  it("keeps every value, whatever its characters", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ stringUnit: "binary" })), (value) => {
        expect(JSON.parse(render(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("escapes what a terminal would act on", () => {
    expect(render({ path: "a\u202e\u009b\u001b", list: ["\u2066"] })).toBe(
      '{\n  "path": "a\\u202e\\u009b\\u001b",\n  "list": [\n    "\\u2066"\n  ]\n}',
    );
  });

  it("leaves out what is not defined, and indents what follows the first line", () => {
    expect(render({ a: undefined, b: { c: 1 } }, "    ")).toBe('{\n      "b": {\n        "c": 1\n      }\n    }');
    expect(render({})).toBe("{}");
  });
});
