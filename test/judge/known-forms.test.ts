import { describe, expect, it } from "vitest";
import type { SecretRule } from "../../src/core/rule.ts";
import { createIsTruncated } from "../../src/judge/known-forms.ts";

const rule = (id: string, least: number, prefix = ""): SecretRule =>
  ({ id, least, prefix, detector: "regex" }) as unknown as SecretRule;

const isTruncated = createIsTruncated([
  rule("acmecloud/token", 44, "acme_"),
  rule("acmecloud/old-key", 32),
  rule("box/key", 32),
  { ...rule("generic/assigned-secret", 0), detector: "assignment" },
]);

describe("createIsTruncated", () => {
  it.each([
    ["a front with too little behind it", "token", `acme_${"x".repeat(20)}`, true],
    ["a front with all behind it", "token", `acme_${"x".repeat(39)}`, false],
    ["one character too few under the provider's name", "ACME_CLOUD_KEY", "x".repeat(31), true],
    ["the provider's length", "ACME_CLOUD_KEY", "x".repeat(32), false],
    ["another system's length under the provider's name", "ACME_CLOUD_KEY", "x".repeat(20), false],
    ["a name too short to tell a provider", "BOX_KEY", "x".repeat(31), false],
    ["a name that speaks of nobody", "API_KEY", "x".repeat(31), false],
  ])("knows %s", (_, name, value, expected) => {
    expect(isTruncated(name, value)).toBe(expected);
  });
});
