import { describe, expect, it } from "vitest";
import { referenceIn } from "../../src/judge/reference.ts";

/** Characters in no order that anybody would type. */
const random = (length: number): string => "t7Rk2WqZ9mXc4".repeat(8).slice(0, length);

it.each([
  ["Jenkins", `{AQAAABAAAAAQ${random(43)}=}`],
  ["Maven", `{${random(43)}=}`],
])("a value that %s has encrypted is no secret by itself", (_, value) => {
  expect(referenceIn(value, true)).toBe("is encrypted");
});

it("a matching rule of a directory's filter is no value", () => {
  expect(referenceIn(String.raw`2.5.13.18:=\xAA\xBB`, false)).toBe("is a filter of a directory");
  expect(referenceIn(`2.5.13.18=${random(12)}`, false)).toBeUndefined();
});

it("the option behind a name is no value", () => {
  expect(referenceIn("--type=kubernetes.io/ssh-auth", false)).toBe("is a command's option");
  expect(referenceIn("--from-file", false)).toBe("is a command's option");
  expect(referenceIn(`--${random(20)}`, false)).toBeUndefined();
});

it("a member of an element is no value", () => {
  expect(referenceIn("Buckets[-1].Name", true)).toBe("is an expression");
  expect(referenceIn(`Buckets[-1].${random(12)}+/=`, true)).toBeUndefined();
});

describe("a dotted value without quotes", () => {
  it.each([
    ["a member", "config.secret.value"],
    ["a member with digits in its name", "client.getV2AccountCredentialsResponse.token"],
    ["a short part", `client.${random(12)}.token`],
  ])("of %s is an expression", (_, value) => {
    expect(referenceIn(value, false)).toBe("is an expression");
  });

  it.each([
    ["random parts", `x${random(30)}.x${random(40)}.x${random(24)}`],
    ["one random part", `sk.x${random(40)}.x${random(12)}`],
  ])("of %s is none", (_, value) => {
    expect(referenceIn(value, false)).toBeUndefined();
  });
});
