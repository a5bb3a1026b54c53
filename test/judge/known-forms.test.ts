import { describe, expect, it } from "vitest";
import type { SecretRule } from "../../src/core/rule.ts";
import { createIsTruncated } from "../../src/judge/known-forms.ts";

const rule = (id: string, least: number, prefix = ""): SecretRule =>
  ({ id, least, prefix, detector: "regex", confidence: "high" }) as unknown as SecretRule;

/** Characters in no order that anybody would type. */
const random = (length: number): string => "t7Rk2WqZ9mXc4".repeat(8).slice(0, length);

const isTruncated = createIsTruncated([
  rule("acmecloud/token", 44, "acme_"),
  rule("acmecloud/old-key", 32),
  rule("box/key", 32),
  rule("shopworks/token", 40, "sw-"),
  { ...rule("guessworks/token", 40), confidence: "medium" },
  { ...rule("generic/assigned-secret", 0), detector: "assignment" },
]);

describe("createIsTruncated", () => {
  it.each([
    ["a front with too little behind it", "token", `acme_${random(20)}`, true],
    ["a front with all behind it", "token", `acme_${random(39)}`, false],
    ["one character too few under the provider's name", "ACME_CLOUD_KEY", random(31), true],
    ["the provider's length", "ACME_CLOUD_KEY", random(32), false],
    ["another system's length under the provider's name", "ACME_CLOUD_KEY", random(20), false],
    ["one character too few for a rule that is not sure", "GUESSWORKS_TOKEN", random(39), false],
    ["a name too short to tell a provider", "BOX_KEY", random(31), false],
    ["a short front with too little behind it, under the provider's name", "SHOPWORKS_TOKEN", `sw-${random(20)}`, true],
    ["a short front with all behind it", "SHOPWORKS_TOKEN", `sw-${random(37)}`, false],
    ["a short front under a name that speaks of nobody", "TOKEN", `sw-${random(20)}`, false],
    ["a row behind a front", "token", `acme_${"abcdef0123456789".repeat(3)}`, true],
    ["a row that is too short for its provider", "ACME_CLOUD_KEY", "abcdef0123456789", true],
    ["a row of the provider's length", "ACME_CLOUD_KEY", "abcdef0123456789".repeat(2), false],
    ["a UUID that lacks a character", "key", "sk_0b9b5db6-fabc-49d0-b68f-13343bb4f70", true],
    ["a whole UUID", "key", "0b9b5db6-fabc-49d0-b68f-13343bb4f708", false],
    ["a name that speaks of nobody", "API_KEY", random(31), false],
  ])("knows %s", (_, name, value, expected) => {
    expect(isTruncated(name, value)).toBe(expected);
  });
});
