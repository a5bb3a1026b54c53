import { expect, it } from "vitest";
import { unitOf } from "../../../src/core/source.ts";
import { decode } from "../../../src/core/text.ts";
import { asScalar, scalarsIn, valueOf } from "../../../src/platforms/document/access.ts";
import { partOfScalar } from "../../../src/platforms/document/part-of-scalar.ts";
import { readYaml } from "../../../src/platforms/document/read-yaml.ts";
import { placeWithin } from "../../../src/platforms/document/tree.ts";

it.each([
  ["a: NAME=value more", 5, 10, "value"],
  ['a: "N\\u00e4ME=v\\talue"', 5, 12, "v\\talue"],
  ["a: >\n  NAME=one\n  two", 5, 12, "one\n  two"],
  ["a: 'NAME=it''s'", 5, 9, "it''s"],
])("a part of a scalar knows its places: %j", (text, start, end, expected) => {
  const bytes = Buffer.from(text);
  const [root] = readYaml(unitOf("a.yml", bytes)).documents;
  const scalar = asScalar(valueOf(root, "a")) ?? scalarsIn(root)[0];
  if (scalar === undefined) throw new Error("no scalar");
  const part = partOfScalar(scalar, start, end);
  expect(part.value).toBe(scalar.value.slice(start, end));
  expect(decode(bytes, part.place.span)).toBe(expected);
  for (let at = 0; at < part.value.length; at++) {
    expect(placeWithin(part, at, at + 1)).toEqual(placeWithin(scalar, start + at, start + at + 1));
  }
});
