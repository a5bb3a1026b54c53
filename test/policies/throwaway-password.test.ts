import { describe, expect, it } from "vitest";
import type { Literal } from "../../src/core/pipeline.ts";
import { isThrowawayPassword } from "../../src/policies/throwaway-password.ts";

const literal = (name: string, value: string, job = "test"): Literal => {
  const place = { unit: "ci.yml", span: { start: 0, end: 0 } } as unknown as Literal["place"];
  return { name, value, job, place, placeOf: () => place, via: "env" };
};

describe("isThrowawayPassword", () => {
  it.each([
    ["its user's name", "POSTGRES_PASSWORD", literal("POSTGRES_USER", "shop"), true],
    ["its database's name", "MYSQL_ROOT_PASSWORD", literal("MYSQL_DATABASE", "shop"), true],
    ["another name", "POSTGRES_PASSWORD", literal("POSTGRES_USER", "store"), false],
    ["the user's name of another system", "POSTGRES_PASSWORD", literal("MYSQL_USER", "shop"), false],
    ["the user's name of another job", "POSTGRES_PASSWORD", literal("POSTGRES_USER", "shop", "lint"), false],
    ["the user's name, for a token", "POSTGRES_TOKEN", literal("POSTGRES_USER", "shop"), false],
  ])("of %s", (_, name, account, expected) => {
    const password = literal(name, "shop");
    expect(isThrowawayPassword(password, [password, account])).toBe(expected);
  });
});
