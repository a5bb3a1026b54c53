import { describe, expect, it } from "vitest";
import type { AcceptedUnread } from "../../src/core/acceptance.ts";
import type { Problem } from "../../src/core/source.ts";
import { acceptProblems } from "../../src/suppressions/accept-problems.ts";

const place = { line: 1, column: 1 };
const entry: AcceptedUnread = {
  key: "a.yml",
  reason: "A template.",
  until: "2026-11-23",
  written: {
    location: { unit: "sealint.yaml", path: "sealint.yaml", start: place, end: place },
    preview: { text: "unread: item 1", mark: { start: 0, length: 14 } },
  },
  accepts: (path) => path === "a.yml",
};

const problem = (changes: Partial<Problem>): Problem => ({
  level: "error",
  code: "broken-pipeline",
  subject: "a.yml",
  message: "is no YAML",
  hint: "Mend it.",
  ...changes,
});

describe("acceptProblems", () => {
  it("makes a note of what is accepted, with the reason", () => {
    expect(acceptProblems([problem({})], [entry], "2026-11-23")).toEqual([
      problem({ level: "note", hint: "The configuration accepts this: A template.", accepted: "A template." }),
    ]);
  });

  it.each<[what: string, changes: Partial<Problem>, asOf: string]>([
    ["another path", { subject: "b.yml" }, "2026-11-23"],
    ["a fault of a rule", { code: "rule-failed" }, "2026-11-23"],
    ["an output", { code: "output-failed" }, "2026-11-23"],
    ["anything after the last day", {}, "2026-11-24"],
  ])("leaves %s as it is", (_, changes, asOf) => {
    expect(acceptProblems([problem(changes)], [entry], asOf)).toEqual([problem(changes)]);
  });
});
