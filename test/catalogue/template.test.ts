import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { runValidators } from "../../src/judge/validators.ts";

const valueOf = (template: string): string => fillExample(template, "seed").text;

describe("fillExample", () => {
  it.each([
    ["‹alnum 36›", /^[A-Za-z\d]{36}$/],
    ["‹hex 32›", /^[\da-f]{32}$/],
    ["‹HEX 8›", /^[\dA-F]{8}$/],
    ["‹base32 16›", /^[A-Z2-7]{16}$/],
    ["‹base64url 43›", /^[\w-]{43}$/],
    ["‹uuid›", /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-a[\da-f]{3}-[\da-f]{12}$/],
    [
      "‹pem RSA PRIVATE KEY›",
      /^-----BEGIN RSA PRIVATE KEY-----\n(?:[A-Za-z\d+/=]{1,64}\n)+-----END RSA PRIVATE KEY-----$/,
    ],
    ["‹base64-of user:‹alnum 8››", /^[A-Za-z\d+/]+=*$/],
  ])("fills %s", (template, pattern) => {
    expect(valueOf(template)).toMatch(pattern);
  });

  it("fills the same seed with the same text, another with another", () => {
    expect(fillExample("‹alnum 30›", "a")).toEqual(fillExample("‹alnum 30›", "a"));
    expect(fillExample("‹alnum 30›", "a")).not.toEqual(fillExample("‹alnum 30›", "b"));
  });

  it("takes marks out and counts them in bytes", () => {
    expect(fillExample("ü=«abc» und «d»", "s")).toEqual({
      text: "ü=abc und d",
      marks: [
        { start: 3, end: 6 },
        { start: 11, end: 12 },
      ],
    });
  });

  it.each([
    ["github-crc32", "ghp_‹alnum 30›‹github-crc32›"],
    ["npm-crc32", "npm_‹alnum 30›‹npm-crc32›"],
    ["grafana-crc32", "glsa_‹alnum 32›_‹grafana-crc32›"],
    ["jwt", "‹jwt›"],
    ["pem", "‹pem PRIVATE KEY›"],
    ["pem", "‹pem OPENSSH PRIVATE KEY›"],
  ] as const)("makes what %s accepts", (name, template) => {
    expect(runValidators([name], valueOf(template))).toEqual([{ name, valid: true }]);
  });

  it.each(["«a", "a»", "««a»»", "‹alnum›", "‹nonsense 3›"])("refuses %s", (template) => {
    expect(() => fillExample(template, "s")).toThrow(SyntaxError);
  });
});
