import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { textsWithValues } from "../../src/engine/texts-with-values.ts";
import { engineOptions } from "../support/scan-text.ts";

describe("texts with values in them", () => {
  it("are told from others", () => {
    const token = fillExample("ghp_‹alnum 30›‹github-crc32›", "texts").text;
    const texts = ["Deploys the web shop.", `Ask for ${token}\nor not`, "vault:kv/prod/web#deploy", token];
    expect([...textsWithValues(texts, engineOptions({ minConfidence: "medium" }))]).toEqual([texts[1], texts[3]]);
    expect(textsWithValues([], engineOptions()).size).toBe(0);
  });
});
