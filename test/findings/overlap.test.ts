import { describe, expect, it } from "vitest";
import type { SecretRule } from "../../src/core/rule.ts";
import { dropOverlaps, type Judged } from "../../src/findings/overlap.ts";
import { catalogue } from "../support/catalogue.ts";

const found = (
  id: string,
  start: number,
  end: number,
  changes: { distinctive?: boolean; score?: number; overlaps?: string[] } = {},
): Judged => ({
  rule: {
    ...(catalogue.rules[0] as SecretRule),
    id,
    distinctive: changes.distinctive ?? true,
    overlaps: changes.overlaps ?? [],
  },
  match: { span: { start, end }, secret: { start, end }, value: "", quoted: false },
  judgement: { score: changes.score ?? 0.9, confidence: "high", reasons: [] },
});

const ids = (all: readonly Judged[]): string[] => dropOverlaps(all).map(({ rule }) => rule.id);

describe("dropOverlaps", () => {
  it("keeps the rule that knows the form", () => {
    expect(ids([found("generic/a", 0, 20, { distinctive: false, score: 0.99 }), found("acme/b", 5, 15)])).toEqual([
      "acme/b",
    ]);
  });

  it("keeps the rule that says it overlaps the other", () => {
    expect(
      ids([found("acme/wide", 0, 20, { score: 0.99 }), found("acme/narrow", 5, 15, { overlaps: ["acme/wide"] })]),
    ).toEqual(["acme/narrow"]);
  });

  it("keeps the surer, then the longer, then the first by id", () => {
    expect(ids([found("a/x", 0, 9, { score: 0.5 }), found("a/y", 0, 9, { score: 0.6 })])).toEqual(["a/y"]);
    expect(ids([found("a/x", 0, 9), found("a/y", 0, 10)])).toEqual(["a/y"]);
    expect(ids([found("a/y", 0, 9), found("a/x", 0, 9)])).toEqual(["a/x"]);
  });

  it("keeps all that lie apart, in order", () => {
    expect(ids([found("a/z", 30, 40), found("a/y", 10, 20), found("a/x", 20, 30)])).toEqual(["a/y", "a/x", "a/z"]);
  });
});
