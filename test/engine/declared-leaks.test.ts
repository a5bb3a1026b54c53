import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { type Origin, unitOf } from "../../src/core/source.ts";
import type { ScanReport } from "../../src/core/stages.ts";
import { scan } from "../../src/engine/scan.ts";
import { createDigest } from "../../src/findings/value-digest.ts";
import { parseInventory } from "../../src/inventory/parse-inventory.ts";
import { leakedStillDeclared } from "../../src/inventory/rules/incident/leaked-still-declared.ts";
import { jsonReporter } from "../../src/reporters/json.ts";
import { surroundings } from "../inventory/rules/scene.ts";
import { engineOptions } from "../support/scan-text.ts";

const SALT = "of a test";
const digestOf = createDigest(SALT) ?? (() => "");
const token = (): string => fillExample("ghp_‹alnum 30›‹github-crc32›", "leak").text;
const other = (): string => fillExample("ghp_‹alnum 30›‹github-crc32›", "other").text;

interface Scene {
  readonly entries: readonly string[];
  readonly path?: string;
  readonly text: string;
  readonly origin?: Origin;
}

function scanOf({ entries, path = "src/deploy.ts", text, origin }: Scene): ScanReport {
  const manifest = `version: 1\nsecrets:\n${entries.map((entry) => `  - { ${entry} }\n`).join("")}`;
  const inventory = unitOf(".sealint/inventory.yaml", Buffer.from(manifest));
  const options = engineOptions({
    salt: SALT,
    inventoryRules: [leakedStillDeclared],
    inventory: { parsed: parseInventory(inventory), surroundings: surroundings() },
  });
  return scan([{ type: "unit", unit: unitOf(path, Buffer.from(text), origin) }], options);
}

const found = ({ findings }: ScanReport): string[] =>
  findings.map(({ ruleId, declared }) => `${ruleId} ${declared?.name ?? "-"} ${declared?.recognisedBy ?? "-"}`);

const LEAKED = "incident/leaked-still-declared - -";

describe("a leaked value", () => {
  it("is told with whose it is, what for, and how to revoke it", () => {
    const entry =
      "name: SHOP_TOKEN, owner: team-web, purpose: Publishes the shop., revoke: docs/revoke.md, consumers: [deploy]";
    const report = scanOf({ entries: [entry], text: `const shopToken = "${token()}";\n` });
    expect(found(report)).toEqual([LEAKED, "github/classic-personal-access-token SHOP_TOKEN name"]);
    expect(report.findings[1]?.message).toContain(
      "The inventory has it as `SHOP_TOKEN` (its name tells); purpose: Publishes the shop; owner: team-web; used by deploy; to revoke it: docs/revoke.md.",
    );
    expect(report.findings[0]).toMatchObject({ severity: "critical", location: { path: ".sealint/inventory.yaml" } });
    expect(report.findings[0]?.related.map(({ location }) => location.path)).toEqual(["src/deploy.ts"]);
    const json = [...jsonReporter.render(report, { colors: false, pathPrefix: "", listProblems: true, endedAt: 0 })];
    expect(JSON.parse(json.join("")).findings[1].declared).toMatchObject({
      owner: "team-web",
      revoke: "docs/revoke.md",
    });
    expect(json.join("")).not.toContain(token());
  });

  it.each<[string, Scene, string]>([
    [
      "its digest, whatever it is assigned to",
      { entries: ["name: A_B", `name: C_D, digest: "${digestOf(token())}"`], text: `x = "${token()}"` },
      "C_D digest",
    ],
    [
      "a digest in a shorter form",
      { entries: [`name: C_D, digest: "${digestOf(token()).slice(0, 44)}"`], text: `x = "${token()}"` },
      "C_D digest",
    ],
    [
      "the file that it is kept in",
      { entries: ["name: A_B, store: 'sops:conf/live.yaml#gh'"], path: "conf/live.yaml", text: `gh: ${token()}\n` },
      "A_B store",
    ],
    [
      "the environment in the path, where its name is that of several",
      {
        entries: ["name: GH_SHOP, environment: live", "name: GH_SHOP, environment: test"],
        path: "conf/test.env",
        text: `GH_SHOP=${token()}\n`,
      },
      "GH_SHOP name",
    ],
    [
      "its provider, where one entry alone is of it",
      { entries: ["name: RELEASES, services: [github.com]", "name: NPM_TOKEN"], text: `x = "${token()}"` },
      "RELEASES provider",
    ],
  ])("is recognised by %s", (_, scene, expected) => {
    expect(found(scanOf(scene))).toContain(`github/classic-personal-access-token ${expected}`);
  });

  it.each<[string, Scene]>([
    ["a name that says nothing", { entries: ["name: TOKEN"], text: `token = "${token()}"` }],
    [
      "a digest of another value",
      { entries: [`name: SHOP_TOKEN, digest: "${digestOf(other())}"`], text: `SHOP_TOKEN = "${token()}"` },
    ],
    ["two of its provider", { entries: ["name: GITHUB_A", "name: GITHUB_B"], text: `x = "${token()}"` }],
    [
      "a name of two environments",
      { entries: ["name: S_T, environment: a", "name: S_T, environment: b"], text: `S_T = "${token()}"` },
    ],
  ])("is not recognised by %s", (_, scene) => {
    expect(found(scanOf(scene))).toEqual(["github/classic-personal-access-token - -"]);
  });
});

describe("a secret that has leaked and is still declared", () => {
  const text = `SHOP_TOKEN = "${token()}"\n`;
  const commit: Origin = { kind: "commit", sha: "0".repeat(40), author: "a", date: "2026-05-01T00:00:00Z" };

  it.each<[string, Scene, boolean]>([
    ["works, as far as is known", { entries: ["name: SHOP_TOKEN"], text }, true],
    ["is revoked", { entries: ["name: SHOP_TOKEN, status: revoked"], text }, false],
    [
      "was rotated before the leak",
      { entries: ["name: SHOP_TOKEN, rotation: { last: 2026-04-30 }"], text, origin: commit },
      true,
    ],
    [
      "was rotated since",
      { entries: ["name: SHOP_TOKEN, rotation: { last: 2026-05-02 }"], text, origin: commit },
      false,
    ],
    ["is known by its provider only", { entries: ["name: X_Y, services: [github]"], text: `x = "${token()}"` }, false],
    [
      "is in a finding that a comment accepts",
      {
        entries: ["name: SHOP_TOKEN"],
        text: `${text.trim()} # sealint-ignore github/classic-personal-access-token -- made up for a test\n`,
      },
      false,
    ],
  ])("%s", (_, scene, expected) => {
    expect(found(scanOf(scene)).includes(LEAKED)).toBe(expected);
  });
});
