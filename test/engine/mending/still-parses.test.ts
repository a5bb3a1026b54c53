import { expect, it } from "vitest";
import { brokenBy } from "../../../src/engine/mending/still-parses.ts";
import { readTree } from "../../support/trees.ts";

const broken = (path: string, before: string, after: string) =>
  brokenBy(new Map([[path, Buffer.from(after)]]), new Map([[path, Buffer.from(before)]]), readTree);

it.each([
  ["a.ts", 'export const a = "b";', "export const a = ;"],
  ["a.py", 'a = "b"\n', "a = (\n"],
  ["a.go", 'package a\n\nvar a = "b"\n', "package a\n\nvar a =\n"],
  ["A.java", 'class A { String a = "b"; }', "class A { String a = ; }"],
])("a change of %s that breaks it is told", (path, before, after) => {
  expect(broken(path, before, after)).toBe(`with it, ${path} would not parse any more`);
  expect(broken(path, before, before)).toBeUndefined();
  // What did not parse before, or is no source code, says nothing.
  expect(broken(path, after, after)).toBeUndefined();
  expect(broken("a.txt", before, after)).toBeUndefined();
});
