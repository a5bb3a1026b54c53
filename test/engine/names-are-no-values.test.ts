import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { unitOf } from "../../src/core/source.ts";
import { scan } from "../../src/engine/scan.ts";
import { parseInventory } from "../../src/inventory/parse-inventory.ts";
import { platforms } from "../../src/platforms/registry.ts";
import { surroundings } from "../inventory/rules/scene.ts";
import { engineOptions, scanTexts } from "../support/scan-text.ts";

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

describe("the name of a secret in a pipeline", () => {
  const buildspec = (rest: string): string => `version: 0.2
env: { secrets-manager: { API_TOKEN: ${rest} } }
phases: { build: { commands: [make] } }
`;
  const rulesIn = (path: string, text: string, read: boolean): string[] => {
    const { findings } = scanTexts({ [path]: text }, read ? { platforms } : {});
    return [...new Set(findings.map(({ ruleId }) => ruleId))];
  };

  it("is no value where a platform reads it, in any style of YAML", () => {
    expect(rulesIn("buildspec.yml", buildspec("ci/t907xk2Qm81z:token"), false)).toEqual(["generic/assigned-secret"]);
    expect(rulesIn("buildspec.yml", buildspec("ci/t907xk2Qm81z:token"), true)).toEqual([]);
  });

  it("may still be a token of a form of its own, and what stands beside it may be a value", () => {
    expect(rulesIn("buildspec.yml", buildspec(token()), true)).toContain("github/classic-personal-access-token");
    const both = buildspec("ci/t907xk2Qm81z:token").replace(
      "secrets-manager",
      "variables: { OTHER_TOKEN: t907xk2Qm81zQ }, secrets-manager",
    );
    expect(rulesIn("buildspec.yml", both, true)).toEqual(["generic/assigned-secret"]);
  });

  it("is none behind from_secret, whatever file it stands in", () => {
    expect(rulesIn("deploy.yaml", "settings: { password: { from_secret: t907xk2Qm81z } }\n", false)).toEqual([]);
  });
});
