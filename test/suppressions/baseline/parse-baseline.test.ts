import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BaselineEntry } from "../../../src/core/baseline.ts";
import { parseBaseline } from "../../../src/suppressions/baseline/parse-baseline.ts";
import { looksRendered, renderBaseline } from "../../../src/suppressions/baseline/render-baseline.ts";

const IDENTITY = "0123456789abcdef0123456789abcdef";
const ENTRY = { path: "a.env", rule: "a/b", identity: IDENTITY };
const withEntry = (fields: object): string =>
  JSON.stringify({ version: 1, findings: [{ ...ENTRY, ...fields }, "end"] });

/** What is wrong with a text, as `line: message hint`. */
function faults(text: string): string[] {
  const parsed = parseBaseline(text, "b.json");
  return "problems" in parsed
    ? parsed.problems.map(({ line, message, hint }) => `${line ?? ""}: ${message}. ${hint}`)
    : [];
}

function entriesOf(text: string): readonly BaselineEntry[] {
  const parsed = parseBaseline(text, "b.json");
  if ("problems" in parsed) throw new Error(faults(text).join("\n"));
  return parsed.baseline.entries;
}

const entry: fc.Arbitrary<BaselineEntry> = fc.record(
  {
    path: fc.string({ minLength: 1, unit: "grapheme" }),
    rule: fc.constantFrom("a/b", "c/d"),
    identity: fc.string({ minLength: 32, maxLength: 32, unit: fc.constantFrom(..."0123456789abcdef") }),
    count: fc.integer({ min: 2, max: 9 }),
    reason: fc.string({ minLength: 1, unit: "binary" }),
    until: fc.constantFrom("2026-12-31", "2028-02-29"),
  },
  { requiredKeys: ["path", "rule", "identity"] },
);

describe("a baseline's text", () => {
  it("is read as it was written, and written as it was read", () => {
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const text = renderBaseline(entries);
        expect(looksRendered(text)).toBe(true);
        expect([...entriesOf(text)].map(({ path }) => path).sort()).toEqual(entries.map(({ path }) => path).sort());
        expect(renderBaseline(entriesOf(text))).toBe(text);
      }),
    );
  });

  it("does not depend on the order of what it holds", () => {
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: ({ identity }) => identity }), (entries) => {
        expect(renderBaseline(entries.toReversed())).toBe(renderBaseline(entries));
      }),
    );
  });

  it("has an entry a line, which ends in a comma, and ends in a line feed", () => {
    expect(
      renderBaseline([
        { ...ENTRY, count: 1 },
        { ...ENTRY, path: "b", count: 2, reason: "why", until: "2027-01-01" },
      ]),
    ).toBe(`{
"version": 1,
"findings": [
{"path":"a.env","rule":"a/b","count":1,"identity":"${IDENTITY}"},
{"path":"b","rule":"a/b","count":2,"identity":"${IDENTITY}","reason":"why","until":"2027-01-01"},
"end"
]
}
`);
  });

  it("tells where each entry stands, however it is formatted", () => {
    const texts = [
      renderBaseline([ENTRY, { ...ENTRY, path: "b}],{" }]),
      JSON.stringify({ findings: [ENTRY, { ...ENTRY, path: "b}],{" }], version: 1 }, null, 2),
    ];
    const lines = texts.map((text) => {
      const parsed = parseBaseline(text, "b.json");
      if ("problems" in parsed) throw new Error("broken");
      const { baseline } = parsed;
      return baseline.entries.map((one) => {
        const { location, preview } = baseline.writtenAt(one);
        return `${location.start.line}:${location.start.column}-${location.end.column} ${preview.text}`;
      });
    });
    expect(lines).toEqual([
      ["4:1-86 a/b in a.env", "5:1-86 a/b in b}],{"],
      ["3:5-6 a/b in a.env", "8:5-6 a/b in b}],{"],
    ]);
  });
});

describe("a broken baseline", () => {
  it.each([
    ["nothing", "", ": the baseline is no JSON."],
    ["half a list", '{ "version": 1, "findings": [', "1: the baseline is no JSON."],
    [
      "a broken line",
      renderBaseline([ENTRY, { ...ENTRY, path: "b" }]).replace('"b","rule"', '"b""rule"'),
      "5: the baseline is no JSON.",
    ],
    ["a list", "[]", ": the baseline names no version, so it is none of sealint's."],
    [
      "another version",
      '{"version":2,"findings":[]}',
      ": the baseline is of version 2 that this sealint does not know.",
    ],
    ["no list", '{"version":1}', ": the baseline has no list `findings`."],
    ["more keys", '{"version":1,"findings":[],"x":1}', ": the baseline says more than `version` and `findings`."],
    ["a number", '{"version":1,\n"findings":[\n7]}', "3: the baseline has an item that is no entry."],
    ["no identity", withEntry({ identity: undefined }), "1: the baseline has an entry whose `identity` is wrong."],
    ["a wrong identity", withEntry({ identity: "x" }), "1: the baseline has an entry whose `identity` is wrong."],
    ["no path", withEntry({ path: "" }), "1: the baseline has an entry whose `path` is wrong."],
    ["no rule", withEntry({ rule: 7 }), "1: the baseline has an entry whose `rule` is wrong."],
    ["no count", withEntry({ count: 0 }), "1: the baseline has an entry whose `count` is wrong."],
    ["half a count", withEntry({ count: 1.5 }), "1: the baseline has an entry whose `count` is wrong."],
    ["a reason that is none", withEntry({ reason: [] }), "1: the baseline has an entry whose `reason` is wrong."],
    ["a day that is none", withEntry({ until: "2027-02-30" }), "1: the baseline has an entry whose `until` is wrong."],
    [
      "a mistyped key, which would have no end",
      withEntry({ untill: "2027-02-28" }),
      "1: the baseline has an entry with a key that is none of its format. Did you mean `until`?",
    ],
    [
      "a value for a key",
      withEntry({ hunter2: 1 }),
      "1: the baseline has an entry with a key that is none of its format. Remove it.",
    ],
    [
      "a merge that stopped",
      renderBaseline([ENTRY]).replace("{", "<<<<<<< HEAD\n{"),
      "1: the baseline holds a merge that is not finished. Delete the lines of the markers and keep the entries of both sides, then run `sealint baseline update`.",
    ],
  ])("%s is told", (_, text, expected) => {
    const found = faults(text);
    expect(found).toHaveLength(1);
    expect(found[0]?.startsWith(expected)).toBe(true);
    expect(found[0]).not.toContain("hunter2");
  });

  it("is told with everything that is wrong, each at its line", () => {
    const text = renderBaseline([ENTRY, { ...ENTRY, path: "b" }, { ...ENTRY, path: "c" }]);
    expect(faults(text.replaceAll(/"rule":"a\/b",(?=.*\n.*(?:"c"|end))/g, "")).map((one) => one.slice(0, 2))).toEqual([
      "5:",
      "6:",
    ]);
  });

  it("looks right only where no merge has stopped in it", () => {
    const text = renderBaseline([ENTRY]);
    expect(looksRendered(text)).toBe(true);
    expect(looksRendered(text.replace('{"path"', '<<<<<<< HEAD\n{"path"'))).toBe(false);
    expect(looksRendered(text.slice(0, -1))).toBe(false);
  });
});
