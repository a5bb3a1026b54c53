import { describe, expect, it } from "vitest";
import type { Judgement } from "../../src/core/judgement.ts";
import { unitOf } from "../../src/core/source.ts";
import type { Policy } from "../../src/core/stages.ts";
import { decode } from "../../src/core/text.ts";
import { githubActions } from "../../src/platforms/github-actions/platform.ts";
import { secretEcho } from "../../src/policies/logs/secret-echo.ts";
import { transformDefeatsMask } from "../../src/policies/logs/transform-defeats-mask.ts";
import { plaintextEnv } from "../../src/policies/plaintext/plaintext-env.ts";
import { broadTokenPermissions } from "../../src/policies/scope/broad-token-permissions.ts";
import { unpinnedActionWithSecret } from "../../src/policies/unpinned/unpinned-action-with-secret.ts";
import { checkPolicy } from "../support/check-policy.ts";

const unsure = (): Judgement => ({ score: 0, reasons: [] });

function matchesOf(policy: Policy, text: string, judge: (name: string, value: string) => Judgement = unsure) {
  const bytes = Buffer.from(text);
  const { model } = githubActions.parse(unitOf(".github/workflows/a.yml", bytes));
  if (model === undefined) throw new Error("no model");
  const matches = [...checkPolicy(policy, { model, flows: githubActions.flows(model), judge })];
  return matches.map((match) => ({ ...match, text: decode(bytes, match.place.span) }));
}

const shown = (policy: Policy, text: string) =>
  matchesOf(policy, text).map((match) => `${match.severity} ${match.text}`);

const job = (steps: string, above = "") => `${above}jobs:\n  a:\n    runs-on: x\n    steps:\n${steps}`;

describe("logs/secret-echo", () => {
  it.each([
    ["      - run: echo ${{ secrets.T }}\n", ["${{ secrets.T }}"], []],
    ["      - run: echo ${{ secrets.T }} | base64\n", [], ["${{ secrets.T }}"]],
    ["      - run: echo ${{ secrets.T }} | jq -r .key\n", [], ["${{ secrets.T }}"]],
    ["      - run: echo ${{ secrets.T }} | jq .\n", ["${{ secrets.T }}"], []],
    ["      - run: echo ${{ secrets.T }} | tee /dev/stderr | rev\n", [], ["${{ secrets.T }}"]],
    ["      - run: x=${{ secrets.A }}${{ secrets.B }}; echo $x\n", ["$x"], []],
  ])("%s", (steps, asStored, changed) => {
    expect(matchesOf(secretEcho, job(steps)).map(({ text }) => text)).toEqual(asStored);
    expect(matchesOf(transformDefeatsMask, job(steps)).map(({ text }) => text)).toEqual(changed);
  });

  it("shows the way that the secret came", () => {
    const [match] = matchesOf(secretEcho, job("      - run: echo $U\n        env:\n          U: ${{ secrets.T }}\n"));
    expect(match?.message).toMatch(/^The secret T is printed by echo; the log shows \*\*\* only/);
    expect(match?.related?.map(({ message }) => message)).toEqual([
      "Here the secret T is given.",
      "It passes through here.",
    ]);
  });
});

describe("unpinned/unpinned-action-with-secret", () => {
  const withToken = (secret: string) => `      - uses: o/r@v1\n        with:\n          t: \${{ ${secret} }}\n`;

  it.each([
    [job(withToken("secrets.T")), ["high o/r@v1"]],
    [job(withToken("github.token")), ["medium o/r@v1"]],
    [job(withToken("github.token"), "permissions: read-all\n"), ["low o/r@v1"]],
    [job(withToken("github.token"), "permissions: { contents: write }\n"), ["high o/r@v1"]],
    [job("      - uses: o/r@v1\n", "permissions: write-all\n"), ["high o/r@v1"]],
    [job("      - uses: o/r@v1\n"), ["low o/r@v1"]],
    [job("      - uses: o/r@v1\n", "env: { T: '${{ secrets.T }}' }\n"), ["high o/r@v1"]],
    [job("      - uses: actions/checkout@v5\n", "permissions: write-all\n"), []],
    [job(withToken("secrets.T").replace("o/r", "actions/checkout")), ["low actions/checkout@v1"]],
    [
      "jobs: { a: { uses: o/r/.github/workflows/w.yml@main, secrets: inherit } }",
      ["high o/r/.github/workflows/w.yml@main"],
    ],
    ["jobs: { a: { uses: $/.github/workflows/w.yml, secrets: inherit } }", []],
    [job("      - uses: ${{ matrix.x }}\n"), []],
  ])("%s", (text, expected) => {
    expect(shown(unpinnedActionWithSecret, text)).toEqual(expected);
  });

  it("says where the secret is given, a few places at most", () => {
    const names = Array.from({ length: 9 }, (_, index) => `          s${index}: \${{ secrets.S${index} }}\n`).join("");
    const [match] = matchesOf(unpinnedActionWithSecret, job(`      - uses: o/r@v1\n        with:\n${names}`));
    expect(match?.related).toHaveLength(5);
    expect(match?.related?.[0]?.message).toBe("The secret S0 is given here.");
  });
});

describe("scope/broad-token-permissions", () => {
  it.each([
    ["permissions: { contents: write }\njobs: { a: {}, b: {} }", ["high write"]],
    ["permissions: { contents: write }\njobs: { a: {}, b: { permissions: {} } }", ["medium write"]],
    ["permissions: { contents: write }\njobs: { a: { permissions: {} }, b: { permissions: {} } }", []],
    ["permissions: { contents: write }\njobs: { a: {} }", []],
    ["permissions: write-all\njobs: { a: { permissions: write-all } }", ["undefined write-all", "undefined write-all"]],
    ["permissions: read-all\njobs: { a: {}, b: {} }", []],
  ])("%s", (text, expected) => {
    expect(shown(broadTokenPermissions, text)).toEqual(expected);
  });
});

describe("plaintext/plaintext-env", () => {
  it.each([
    ["DB_PASSWORD", "low", 1],
    ["apiKey", "low", 1],
    ["AUTH", "medium", 1],
    ["REGION", "medium", 0],
    ["REGION", "high", 1],
    ["DB_PASSWORD", undefined, 0],
  ] as const)("%s judged %s", (name, confidence, count) => {
    const judgement: Judgement = { score: 0.5, reasons: [], ...(confidence && { confidence }) };
    const matches = matchesOf(plaintextEnv, `env: { ${name}: something-of-some-length }\njobs: {}`, () => judgement);
    expect(matches).toHaveLength(count);
    for (const { secret, place, judgement: kept, message } of matches) {
      expect([secret, kept]).toEqual([place, judgement]);
      expect(message).not.toContain("something");
    }
  });
});
