import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { isConfig } from "../../src/config/accept-config.ts";
import { configSchema } from "../../src/config/schema.ts";
import { STARTER_CONFIG } from "../../src/config/starter.ts";
import { ECHO_RULE, OWNER_RULE, PASSWORD_RULE, TOKEN_RULE } from "../reporters/report-builder.ts";
import { loadBoth } from "./load-both.ts";

const root = mkdtempSync(join(tmpdir(), "sealint-quick-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const rules = [TOKEN_RULE, PASSWORD_RULE, ECHO_RULE, OWNER_RULE];

function isQuick(text: string): boolean {
  writeFileSync(join(root, "sealint.yaml"), text);
  return loadBoth(join(root, "sealint.yaml"), { root, rules, asOf: "2026-11-23" }).isQuick;
}

/** The starter with all its samples in use, for the rules of this test. */
const USED_STARTER = STARTER_CONFIG.replaceAll(/^# (?=\w+:|\s+[^`\s])/gm, "")
  .replace(/^extends: .*\n/m, "")
  .replaceAll("jwt/signed-token", TOKEN_RULE.id)
  .replaceAll("scope/broad-token-permissions", ECHO_RULE.id)
  .replaceAll("generic/*", `${PASSWORD_RULE.id.split("/")[0]}/*`);

describe("quickConfig", () => {
  it.each([
    ["an empty one", "version: 1\n"],
    ["the starter", STARTER_CONFIG],
    ["the starter in use", USED_STARTER],
  ])("reads %s", (_, text) => {
    expect(isQuick(text)).toBe(true);
  });

  it.each([
    ["another file's settings", "version: 1\nextends: [./base.yaml]\n"],
    ["globs of other kinds", "version: 1\npaths: { include: ['*.{ts,js}'] }\n"],
    ["values in blocks", "version: 1\nunread:\n  - path: a\n    reason: >\n      Long.\n"],
  ])("leaves %s", (_, text) => {
    writeFileSync(join(root, "base.yaml"), "version: 1\n");
    expect(isQuick(text)).toBe(false);
  });
});

/** Data of the shape of a configuration: mostly right, with whatever may be wrong here and there. */
const ODD = [
  null,
  true,
  0,
  1,
  "",
  "x",
  "off",
  "high",
  "never",
  "2027-02-30",
  "../x",
  "/x",
  "a\\b",
  "a/../b",
  "!a",
  "C:x",
];
const odd = fc.constantFrom<unknown>(...ODD, [], {}, "--", "x".repeat(1_001), "soon");
const mostly = (right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 40, arbitrary: right }, { weight: 1, arbitrary: odd });
const oneOf = (...values: readonly unknown[]) => mostly(fc.constantFrom(...values));
const list = (item: fc.Arbitrary<unknown>) => mostly(fc.array(item, { maxLength: 2 }));
const extra = fc.oneof(
  { weight: 60, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom("extra", "__proto__") },
);
const map = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>, required: string[] = []) =>
  mostly(
    fc
      .tuple(fc.record(fields, { requiredKeys: required }), extra)
      .map(([data, key]) => (key === null ? data : Object.fromEntries([...Object.entries(data), [key, 1]]))),
  );

const pattern = oneOf("a/", "**/*.snap", "docs/**", "a..b");
const reason = oneOf("Because.", "理由", "1");
const until = oneOf("2027-01-31", "2028-02-29");
const severity = oneOf("low", "medium", "high", "critical");
const confidence = oneOf("low", "medium", "high");
const entry = map({ path: pattern, reason, until }, ["path", "reason"]);
const paths = map({ include: list(pattern), exclude: list(pattern) });
const settings = map({ severity: oneOf("off", "low", "critical"), minConfidence: confidence, paths, reason });
const fingerprint = oneOf("0123456789abcdef".repeat(2));
const allowance = map({ rule: oneOf("a/b", "a/*"), path: pattern, fingerprint, name: oneOf("TEST_*"), reason, until }, [
  "path",
  "reason",
]);
const config = map(
  {
    version: oneOf(1),
    extends: list(oneOf("./a.yaml")),
    preset: oneOf("recommended", "strict", "all"),
    minConfidence: confidence,
    failOn: fc.oneof(severity, fc.constant("never")),
    strictReads: oneOf(true, false),
    inventory: oneOf("a.yaml"),
    baseline: oneOf("a.json"),
    paths: map({ include: list(pattern), exclude: list(entry) }),
    rules: mostly(fc.dictionary(fc.constantFrom("a/b", "a/*", "c/d"), settings, { maxKeys: 2 })),
    allow: list(fc.oneof({ weight: 20, arbitrary: allowance }, { weight: 1, arbitrary: map({ reason }) })),
    suppressions: map({ honour: list(oneOf("gitleaks", "checkov")) }),
    unread: list(entry),
  },
  ["version"],
);

describe("isConfig", () => {
  it("takes what the schema takes, as the schema gives it, and nothing else", () => {
    const seen = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(config, (data) => {
        const checked = configSchema.safeParse(data);
        const isRight = isConfig(data);
        seen[isRight ? "taken" : "refused"]++;
        expect([isRight, data]).toEqual([checked.success, data]);
        if (isRight) expect(data).toEqual(checked.data);
      }),
      { numRuns: 4_000 },
    );
    expect(Math.min(seen.taken, seen.refused)).toBeGreaterThan(300);
  });
});
