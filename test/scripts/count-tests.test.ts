import { describe, expect, it } from "vitest";
import { countTests } from "../../scripts/check/tests.ts";

const report = (...files: readonly { readonly status: string; readonly tests: readonly string[] }[]) => ({
  numPassedTests: files.flatMap(({ tests }) => tests).filter((status) => status === "passed").length,
  numTotalTests: files.flatMap(({ tests }) => tests).length,
  testResults: files.map(({ status, tests }) => ({
    status,
    assertionResults: tests.map((test) => ({ status: test })),
  })),
});

describe("countTests", () => {
  it.each([
    ["all pass", report({ status: "passed", tests: ["passed", "passed"] }), 0, { passed: 2, failed: 0 }],
    ["one fails", report({ status: "failed", tests: ["passed", "failed"] }), 1, { passed: 1, failed: 1 }],
    ["one is skipped", report({ status: "passed", tests: ["passed", "pending"] }), 0, { passed: 1, failed: 1 }],
    ["a file cannot be loaded", report({ status: "failed", tests: [] }), 1, { passed: 0, failed: 1 }],
    ["the run fails beside its tests", report({ status: "passed", tests: ["passed"] }), 1, { passed: 1, failed: 1 }],
  ])("%s", (_, given, code, expected) => {
    expect(countTests(given, code)).toEqual(expected);
  });
});
