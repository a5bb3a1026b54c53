import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { unitOf } from "../../src/core/source.ts";
import { scan } from "../../src/engine/scan.ts";
import { parseInventory } from "../../src/inventory/parse-inventory.ts";
import { surroundings } from "../inventory/rules/scene.ts";
import { engineOptions } from "../support/scan-text.ts";

const token = (): string => fillExample("ghp_‹alnum 30›‹github-crc32›", "store").text;
const manifest = (secret: string): string =>
  `version: 1\nsecrets:\n  - name: CLUSTER_CERT\n    store: github-secret:${secret}\n`;

/** Rules that find something in a manifest; `isInventory` tells whether it is taken for one. */
function found(secret: string, isInventory: boolean): string[] {
  const unit = unitOf(".sealint/inventory.yaml", Buffer.from(manifest(secret)));
  const inventory = { parsed: parseInventory(unit), surroundings: surroundings() };
  const options = engineOptions(isInventory ? { inventory } : {});
  return [...new Set(scan([{ type: "unit", unit }], options).findings.map(({ ruleId }) => ruleId))];
}

describe("the place where a secret is kept", () => {
  it("is no value, whatever it looks like", () => {
    expect(found("K8S_GHA_UAT_CLUSTER_CERT", false)).toEqual(["generic/provider-secret"]);
    expect(found("K8S_GHA_UAT_CLUSTER_CERT", true)).toEqual([]);
  });

  it("may still hold one of a form of its own", () => {
    expect(found(token(), true)).toContain("github/classic-personal-access-token");
  });
});
