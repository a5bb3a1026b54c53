import { expect, it } from "vitest";
import { encodedTable } from "../../bench/encoded/encoded-table.ts";

it("has a row for each file, and the sums", () => {
  const files = [
    { group: "one", path: "a.env", steps: [] },
    { group: "two", path: "b.zip", steps: ["base64", "zip"] },
  ];
  const found = new Map([
    ["sealint", new Set(["a.env", "b.zip"])],
    ["other", new Set(["a.env"])],
  ]);
  expect(encodedTable(files, found).split("\n").slice(2)).toEqual([
    "| `a.env` | one | – | yes | yes |",
    "| `b.zip` | two | zip, base64 | yes | – |",
    "| all | – | – | 2 of 2 | 1 of 2 |",
    "",
  ]);
});
