import { describe, expect, it } from "vitest";
import { createIdentify } from "../../src/findings/fingerprint.ts";

const identify = createIdentify("salt");
const weak = { ruleId: "generic/assigned-secret", name: "DB_PASSWORD", value: "hunter2", strong: false };
const strong = { ruleId: "acme/token", value: "q7Gv2Xk9Rw4TbZ1mLs8Yd3", strong: true };

describe("identity", () => {
  it("is 32 hexadecimal digits, the same each time", () => {
    expect(identify(weak)).toMatch(/^[\da-f]{32}$/);
    expect(identify(weak)).toBe(createIdentify("salt")(weak));
  });

  it("changes with the rule and the value", () => {
    expect(identify({ ...strong, ruleId: "acme/other" })).not.toBe(identify(strong));
    expect(identify({ ...strong, value: "q7Gv2Xk9Rw4TbZ1mLs8Yd4" })).not.toBe(identify(strong));
    expect(identify({ ...weak, value: "hunter3" })).not.toBe(identify(weak));
  });

  it("of a strong value does not depend on its name or the repository", () => {
    expect(createIdentify("other")({ ...strong, name: "TOKEN" })).toBe(identify(strong));
  });

  it("of a weak value depends on both", () => {
    expect(identify({ ...weak, name: "OTHER" })).not.toBe(identify(weak));
    expect(createIdentify("other")(weak)).not.toBe(identify(weak));
  });

  it("of weak values tells a guesser little: many values share a tag", () => {
    const tags = new Set(
      Array.from({ length: 9000 }, (_, at) => at)
        .filter((at) => at % 9 === 0)
        .map((at) => identify({ ...weak, value: `password${at}` })),
    );
    expect(tags.size).toBeLessThan(1000);
  });
});
