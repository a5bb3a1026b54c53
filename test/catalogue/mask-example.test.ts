import { describe, expect, it } from "vitest";
import { maskExample } from "../../src/catalogue/mask-example.ts";
import { ruleFiles } from "../support/catalogue.ts";

describe("maskExample", () => {
  it.each([
    ["x = «ghp_‹alnum 30›‹github-crc32›»", "x = «ghp_<30 letters and digits><checksum>»"],
    ["Basic ‹base64-of user:‹alnum 16››", "Basic <base64>"],
    ["‹pem RSA PRIVATE KEY›", "-----BEGIN RSA PRIVATE KEY-----\n<the key>\n-----END RSA PRIVATE KEY-----"],
    ["‹jwt›", "<header>.<payload>.<signature>"],
    ["nothing", "nothing"],
  ])("%j becomes %j", (template, masked) => {
    expect(maskExample(template)).toBe(masked);
  });

  it("leaves no template of any rule", () => {
    const texts = ruleFiles.flatMap(({ examples }) =>
      [...examples.flag, ...examples.ok].map(({ text }) => maskExample(text)),
    );
    expect(texts.filter((text) => /[‹›]|<…>/.test(text))).toEqual([]);
  });
});
