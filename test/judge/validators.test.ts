import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { VALIDATORS } from "../../src/core/rule.ts";
import { awsAccountOf, runValidators } from "../../src/judge/validators.ts";

const valid = (name: (typeof VALIDATORS)[number], value: string): boolean | undefined =>
  runValidators([name], value)[0]?.valid;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("validators", () => {
  it("take the checksum's own digits only", () => {
    // The CRC-32 of thirty letters a, in base 62.
    const body = "a".repeat(30);
    expect(valid("github-crc32", `ghp_${body}000000`)).toBe(false);
  });

  it("take Grafana's checksum lowest byte first", () => {
    // The CRC-32 of `glsa_` and 32 letters a is 0x940aa4b1.
    const token = `glsa_${"a".repeat(32)}`;
    expect(valid("grafana-crc32", `${token}_b1a40a94`)).toBe(true);
    expect(valid("grafana-crc32", `${token}_940aa4b1`)).toBe(false);
  });

  it.each([
    ["a signed token", `${encode({ alg: "HS256" })}.${encode({ sub: "1" })}.c2ln`, true],
    ["no algorithm", `${encode({ typ: "JWT" })}.${encode({ sub: "1" })}.c2ln`, false],
    ["a payload that is no JSON", `${encode({ alg: "HS256" })}.bm90IGpzb24.c2ln`, false],
    ["an encrypted token", `${encode({ alg: "dir", enc: "A256GCM" })}..aXY.Y3Q.dGFn`, true],
    ["other text with dots", "com.example.Main", false],
  ])("judge %s", (_, value, expected) => {
    expect(valid("jwt", value)).toBe(expected);
  });

  it("read the account number out of a key id", () => {
    // 123456789012 in the 40 bits after the first.
    const bits = (123_456_789_012n << 39n) | (1n << 79n);
    const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    const id = Array.from({ length: 16 }, (_, at) => digits[Number((bits >> BigInt(5 * (15 - at))) & 31n)]).join("");
    expect(awsAccountOf(`AKIA${id}`)).toBe("123456789012");
    expect(awsAccountOf("AKIA0000000000000000")).toBeUndefined();
  });

  it("take any text", () => {
    fc.assert(
      fc.property(fc.constantFrom(...VALIDATORS), fc.string({ unit: "binary" }), (name, value) => {
        expect(typeof valid(name, value)).toBe("boolean");
      }),
    );
  });
});
