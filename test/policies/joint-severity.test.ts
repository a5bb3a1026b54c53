import { describe, expect, it } from "vitest";
import { unitOf } from "../../src/core/source.ts";
import type { Policy } from "../../src/core/stages.ts";
import { decode } from "../../src/core/text.ts";
import { platforms } from "../../src/platforms/registry.ts";
import { failOpenSecretFetch } from "../../src/policies/failopen/fail-open-secret-fetch.ts";
import { secretDefaultFallback } from "../../src/policies/failopen/secret-default-fallback.ts";
import { envDump } from "../../src/policies/logs/env-dump.ts";
import { shellTrace } from "../../src/policies/logs/shell-trace.ts";
import { plaintextConnectionString } from "../../src/policies/plaintext/plaintext-connection-string.ts";
import { plaintextRegistryAuth } from "../../src/policies/plaintext/plaintext-registry-auth.ts";
import { plaintextWithInput } from "../../src/policies/plaintext/plaintext-with-input.ts";
import { checkPolicy } from "../support/check-policy.ts";

const sure = () => ({ score: 1, confidence: "high" as const, reasons: [] });

function matchesOf(policy: Policy, text: string, path: string, judge: () => ReturnType<typeof sure> = sure) {
  const bytes = Buffer.from(text);
  const platform = platforms.find((one) => one.recognise(path, text));
  const { model } = platform?.parse(unitOf(path, bytes)) ?? {};
  if (platform === undefined || model === undefined) throw new Error("no model");
  return [...checkPolicy(policy, { model, flows: platform.flows(model), judge })].map((match) => ({
    ...match,
    text: decode(bytes, match.place.span),
  }));
}

const GITHUB = ".github/workflows/a.yml";
const GITLAB = ".gitlab-ci.yml";

const shown = (policy: Policy, text: string, path: string): string[] =>
  matchesOf(policy, text, path).map((match) => `${match.severity} ${match.text}`);

/** A job with one script, `…` standing for line breaks, and variables. */
const job = (script: string, env = "{}", more = ""): string =>
  `jobs:\n  a:\n    runs-on: x\n    env: ${env}\n    steps:\n      - run: |\n${indent(script, 10)}${more}`;

const lines = (script: string): string => `a:\n  script:\n    - |\n${indent(script, 6)}`;

const indent = (text: string, width: number): string =>
  text
    .split("\n")
    .map((line) => `${" ".repeat(width)}${line}\n`)
    .join("");

const SECRET = "{ T: '${{ secrets.T }}' }";
const OWN_TOKEN = "{ T: '${{ github.token }}' }";

describe("logs/env-dump", () => {
  it.each([
    [job("env", SECRET), GITHUB, ["high env"]],
    [job("env", OWN_TOKEN), GITHUB, ["low env"]],
    [job("env", "{}", "      - uses: o/r@v1\n        with: { t: '${{ secrets.T }}' }\n"), GITHUB, ["low env"]],
    [job("env"), GITHUB, []],
    [job("docker inspect a", SECRET), GITHUB, ["medium docker inspect a"]],
    [job("env | grep ^T=", SECRET), GITHUB, ["high env"]],
    [job("env | grep HOME", SECRET), GITHUB, []],
    [lines("env"), GITLAB, ["medium env"]],
    [lines('env\ndeploy "$DEPLOY_TOKEN"'), GITLAB, ["high env"]],
    [lines('env\ndeploy "$CI_JOB_TOKEN"'), GITLAB, ["medium env"]],
    [lines("env | grep TOKEN"), GITLAB, ["medium env"]],
    [lines("env | grep CI_COMMIT"), GITLAB, []],
  ])("%s", (text, path, expected) => {
    expect(shown(envDump, text, path)).toEqual(expected);
  });
});

describe("logs/shell-trace", () => {
  it.each([
    [job('set -x\na "$T"', SECRET), GITHUB, ["high set -x"]],
    [job('set -x\nu="$T"', SECRET), GITHUB, ["high set -x"]],
    [job('u="$T"\nset -x\na "$u"', SECRET), GITHUB, ["high set -x"]],
    [job('a "$T"\nset -x\nb', SECRET), GITHUB, ["low set -x"]],
    [job('set -x\na\nset +x\nb "$T"', SECRET), GITHUB, ["low set -x"]],
    [job('set -x\na "$T"', OWN_TOKEN), GITHUB, ["low set -x"]],
    [job('set -x\na "$T"'), GITHUB, []],
    [job("set -x\na '${{ secrets.T }}'"), GITHUB, ["high set -x"]],
    [lines('set -x\na "$DEPLOY_TOKEN"'), GITLAB, ["high set -x"]],
    [lines("set -x\nmake"), GITLAB, []],
  ])("%s", (text, path, expected) => {
    expect(shown(shellTrace, text, path)).toEqual(expected);
  });

  it("is found where PowerShell shows only what is filled into its lines", () => {
    const script = (line: string) =>
      job(`Set-PSDebug -Trace 1\n${line}`, SECRET).replace("runs-on: x", "runs-on: windows-latest");
    expect(shown(shellTrace, script("a $env:T"), GITHUB)).toEqual(["low Set-PSDebug -Trace 1"]);
    expect(shown(shellTrace, script("a ${{ secrets.T }}"), GITHUB)).toEqual(["high Set-PSDebug -Trace 1"]);
  });
});

describe("failopen/fail-open-secret-fetch", () => {
  it.each([
    [job("vault kv get a || true"), GITHUB, ["high vault kv get a"]],
    [job("export X=$(op read a)"), GITHUB, ["medium op read a"]],
    [job("sops -d a", "{}", "        continue-on-error: true\n"), GITHUB, ["high sops -d a"]],
    [job("sops -d a").replace("    steps", "    continue-on-error: true\n    steps"), GITHUB, ["low sops -d a"]],
    [job("sops -d a"), GITHUB, []],
    [job("make || true"), GITHUB, []],
    [`${lines("vault kv get a")}  allow_failure: true\n`, GITLAB, ["low vault kv get a"]],
    [`${lines("vault kv get a || true")}  allow_failure: true\n`, GITLAB, ["high vault kv get a"]],
  ])("%s", (text, path, expected) => {
    expect(shown(failOpenSecretFetch, text, path)).toEqual(expected);
  });

  it("says it once where a template brings the line into many jobs", () => {
    const text = `.f: &f\n  - vault kv get a || true\na:\n  script: *f\nb:\n  allow_failure: true\n  script: *f\n`;
    expect(shown(failOpenSecretFetch, text, GITLAB)).toEqual(["high vault kv get a"]);
  });
});

describe("failopen/secret-default-fallback", () => {
  const env = (expression: string): string => job("make", `{ A: "\${{ ${expression} }}" }`);

  it.each([
    [env("secrets.DB_PASSWORD || 'x'"), GITHUB, ["high x"]],
    [env("github.ref == 'a' && secrets.DB_PASSWORD || 'x'"), GITHUB, ["high x"]],
    [env("secrets.A_TOKEN || secrets.B_TOKEN || 'x'"), GITHUB, ["high x"]],
    [env("secrets.REGISTRY_USER || 'x'"), GITHUB, ["low x"]],
    [env("secrets.DB_PASSWORD || ''"), GITHUB, []],
    [env("secrets.DB_PASSWORD || 'none'"), GITHUB, []],
    [env("secrets.DB_PASSWORD == 'x'"), GITHUB, []],
    [env("inputs.password || 'x'"), GITHUB, []],
    [job('a "${T:-x}"', SECRET), GITHUB, ["low x"]],
    [job('a "${DB_PASSWORD:-x}"'), GITHUB, ["medium x"]],
    [job('a "${MODE:-x}" "${TOKEN_FILE:-y}"'), GITHUB, []],
    [lines('a "${DB_PASSWORD:-x}"'), GITLAB, ["high x"]],
  ])("%s", (text, path, expected) => {
    expect(shown(secretDefaultFallback, text, path)).toEqual(expected);
  });
});

describe("plaintext", () => {
  it.each([
    ["postgres://u:pw@db.example/a", ["critical pw"]],
    ["postgres://u:pw@db/a", ["medium pw"]],
    ["postgres://u:pw@127.0.0.1/a", ["low pw"]],
    ["postgres://u@db/a", []],
  ])("%s", (url, expected) => {
    expect(shown(plaintextConnectionString, `env: { A_URL: "${url}" }\njobs: {}\n`, GITHUB)).toEqual(expected);
    expect(shown(plaintextConnectionString, job(`psql ${url}`), GITHUB)).toEqual(expected);
    expect(shown(plaintextConnectionString, `variables: { A_URL: "${url}" }\n${lines("make")}`, GITLAB)).toEqual(
      expected,
    );
  });

  it("passwords of a registry count even where they are weak", () => {
    const text = "jobs: { a: { container: { image: i, credentials: { username: pass, password: pass } } } }";
    const weak = () => ({ score: 0.01, reasons: [] }) as unknown as ReturnType<typeof sure>;
    const found = matchesOf(plaintextRegistryAuth, text, GITHUB, weak);
    expect(found.map(({ text: shownText, judgement }) => [shownText, judgement?.confidence])).toEqual([
      ["pass", "medium"],
    ]);
  });

  it("inputs hide their value, and leave passwords in addresses to the policy on those", () => {
    const text = job("make", "{}", "      - uses: o/r@v1\n        with: { token: abc, dsn: 'pg://b:c@d' }\n");
    const [match, ...others] = matchesOf(plaintextWithInput, text, GITHUB);
    expect(others).toEqual([]);
    expect([match?.text, match?.secret]).toEqual(["abc", match?.place]);
    expect(match?.message).not.toContain("abc");
  });
});
