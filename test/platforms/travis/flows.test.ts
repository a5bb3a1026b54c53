import { describe, expect, it } from "vitest";
import { travis } from "../../../src/platforms/travis/platform.ts";
import { pipelineReader, shownJobs, shownReferences, shownWays } from "../../support/read-pipeline.ts";

const { readWell } = pipelineReader(travis, ".travis.yml");

describe("references", () => {
  it("are encrypted values, and variables that the file does not define, if their names say so", () => {
    const found = readWell(`
language: generic
env:
  global: [{ secure: x }, { NAMED: { secure: y } }, WRITTEN_TOKEN=abc, "OUTER=$OUTER_TOKEN"]
before_install: openssl aes-256-cbc -K $encrypted_0123456789ab_key -iv $encrypted_0123456789ab_iv -in a -out b -d
script: make $API_TOKEN $WRITTEN_TOKEN $OUTER $NAMED $lower_token
cache: { directories: [out/$PATH_TOKEN] }
addons: { sonarcloud: { token: { secure: z } }, apt: { packages: [a] } }
deploy: { provider: npm, api_key: $NPM_TOKEN, email: { secure: e } }
notifications: { slack: { secure: s }, email: false, webhooks: { urls: [{ secure: w }] } }
`);
    expect(shownReferences(found)).toEqual([
      "* env /: x",
      "NAMED env /: NAMED (NAMED)",
      "OUTER_TOKEN env /: $OUTER_TOKEN (OUTER)",
      "slack input /notify/slack: s (secure)",
      "webhooks.urls input /notify/webhooks: w (urls)",
      "PATH_TOKEN expression build/: $PATH_TOKEN",
      "encrypted_0123456789ab_key script build/: $encrypted_0123456789ab_key",
      "encrypted_0123456789ab_iv script build/: $encrypted_0123456789ab_iv",
      "API_TOKEN script build/: $API_TOKEN",
      "sonarcloud.token input build/addon/sonarcloud: z (token)",
      "NPM_TOKEN input deploy npm/deploy/npm: $NPM_TOKEN (api_key)",
      "npm.email input deploy npm/deploy/npm: e (email)",
    ]);
    expect(found.flows.tools.map(({ name }) => name)).toEqual([
      "notify/slack",
      "notify/email",
      "notify/webhooks",
      "addon/sonarcloud",
      "deploy/npm",
    ]);
  });

  it("lead through all phases of a job, which one shell runs", () => {
    const found = readWell(`
language: generic
before_install: export KEY=$API_KEY
script: [echo "$KEY", make]
after_success: echo "$API_KEY" > out/key
jobs: { include: [{ name: j, workspaces: { create: { name: w, paths: [out] } } }] }
deploy: { provider: script, script: "sh up.sh --token $UP_TOKEN" }
`);
    expect(shownWays(found)).toEqual([
      "API_KEY -> log echo: $KEY",
      "API_KEY -> file out/key: $API_KEY",
      "API_KEY -> artefact out/key: $API_KEY",
      "UP_TOKEN -> argv sh: $UP_TOKEN",
    ]);
  });
});

describe("literals", () => {
  it("are variables, settings and the token of a room", () => {
    const { flows, textOf } = readWell(
      `language: c\nscript: make\nenv: "A=b C='d e'"\nnotifications: { slack: "shop:${"a1".repeat(12)}#builds" }\ndeploy: { provider: s3, bucket: x }\n`,
    );
    expect(flows.literals.map(({ name, place, via }) => `${via} ${name}: ${textOf(place)}`)).toEqual([
      `input slack token: ${"a1".repeat(12)}`,
      "env A: b",
      "env C: d e",
      "input bucket: x",
    ]);
  });
});

describe("jobs", () => {
  it("know what starts them, and that forks get no secrets", () => {
    const found = readWell(`
language: ruby
script: make $API_TOKEN
rvm: [2, 3]
jobs:
  include:
    - { name: Main, if: branch = main, script: x }
    - { name: Nightly, if: type = cron, script: x }
    - { name: Own, if: type = push OR fork = false, script: x }
deploy:
  - { provider: npm, on: { tags: true, all_branches: true } }
  - { provider: npm, on: { branch: main } }
  - { provider: npm, on: { all_branches: true } }
`);
    expect(shownJobs(found)).toEqual([
      "build* [push pull_request? api cron]",
      "deploy npm [tag]",
      "deploy npm (main) [push]",
      "deploy npm 2* [push]",
      "Main [push pull_request? api cron]",
      "Nightly [cron]",
      "Own* [push pull_request api cron]",
    ]);
    expect(found.flows.references.flatMap(({ triggers }) => triggers).some(({ untrusted }) => untrusted)).toBe(false);
    expect(found.flows.jobs.map(({ partOf }) => partOf)).toEqual([
      undefined,
      "build",
      "build",
      "build",
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("may be limited by the branches of the file", () => {
    const anyBranch = (branches: string): boolean[] =>
      readWell(`language: c\nscript: make\nbranches: ${branches}\n`).flows.jobs.map((job) => job.anyBranch);
    expect(anyBranch("[main]")).toEqual([false]);
    expect(anyBranch("{ only: [/.*/] }")).toEqual([true]);
    expect(anyBranch("{ except: [gh-pages] }")).toEqual([true]);
    expect(anyBranch("{ except: [/.*/] }")).toEqual([false]);
    expect(anyBranch("{ except: [/TRY/i] }")).toEqual([false]);
    expect(anyBranch("{ except: [/TRY/] }")).toEqual([true]);
  });

  it("may come from other repositories", () => {
    const { flows } = readWell("import: [./ci/a.yml, { source: o/r:b.yml@v1 }, o/r:c.yml]\nlanguage: c\n");
    expect(flows.inclusions.map(({ name, version, trusted }) => [name, version, trusted])).toEqual([
      ["./ci/a.yml", "", true],
      ["o/r b.yml", "v1", false],
      ["o/r c.yml", "", false],
    ]);
  });
});
