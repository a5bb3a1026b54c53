import { describe, expect, it } from "vitest";
import { readWoodpecker, references, ways } from "../container-steps/read.ts";

describe("a workflow", () => {
  it("has steps in a list or a map, with secrets in all forms", () => {
    const found = readWoodpecker(`variables: [&image "node:24"]
environment: { TOP: { from_secret: top } }
clone:
  git: { image: woodpeckerci/plugin-git, settings: { depth: 1 } }
steps:
  - name: build
    image: *image
    secrets: [npm_token, { source: stored, target: other_key }]
    commands:
      - make $NPM_TOKEN $npm_token "$OTHER_KEY" $CI_NETRC_PASSWORD
  - name: publish
    image: woodpeckerci/plugin-docker-buildx:5
    settings:
      logins:
        - registry: https://example.com
          password: { from_secret: registry }
      header: "Bearer $\${EXTRA}"
    environment: { EXTRA: { from_secret: extra } }
  - name: list
    image: bash
    environment: [A=b, C=d]
    commands: [echo $A]
services:
  db: { image: "postgres:16", environment: { POSTGRES_PASSWORD: { from_secret: db } } }
`);
    expect(found.said).toEqual([]);
    expect(references(found)).toEqual([
      "top env  as TOP: top",
      "npm_token env build as npm_token: npm_token",
      "stored env build as other_key: stored",
      "CI_NETRC_PASSWORD* script build as : $CI_NETRC_PASSWORD",
      "extra env publish as EXTRA: extra",
      "registry input publish as password: registry",
      "extra input publish as header: ${EXTRA}",
      "db env  as POSTGRES_PASSWORD: db",
    ]);
    expect(ways(found).filter((way) => way.includes("argv"))).toEqual([
      "npm_token -> argv make: $NPM_TOKEN",
      "npm_token -> argv make: $npm_token",
      "stored -> argv make: $OTHER_KEY",
      "CI_NETRC_PASSWORD -> argv make: $CI_NETRC_PASSWORD",
    ]);
    expect(found.flows?.jobs.map(({ name }) => name)).toEqual(["git", "build", "publish", "list"]);
    expect(found.flows?.images.map(({ name, runsJob }) => [name, runsJob])).toEqual([
      ["woodpeckerci/plugin-git", false],
      ["node", true],
      ["woodpeckerci/plugin-docker-buildx", false],
      ["bash", true],
      ["postgres", false],
    ]);
    expect(found.flows?.literals.map(({ name, value }) => `${name}=${value}`)).toEqual([
      "depth=1",
      "registry=https://example.com",
      "A=b",
      "C=d",
    ]);
  });

  it("may be one of older versions", () => {
    const { flows } = readWoodpecker("branches: [main]\npipeline:\n  test:\n    image: x\n    commands: [make]\n");
    expect(flows?.jobs.map(({ name, anyBranch }) => [name, anyBranch])).toEqual([["test", false]]);
  });
});

describe("steps", () => {
  it.each([
    ["", "", "push pull_request! tag release deployment cron manual", "any"],
    ["when: { event: push }", "", "push", "any"],
    ["when: [{ event: push, branch: main }, { event: tag }]", "", "push tag", ""],
    ["when: [{ event: [push, pull_request] }]", "when: [{ event: push }]", "push", "any"],
    ["", "when: { event: [pull_request_closed] }", "pull_request_closed!", ""],
    ["", "when: [{ event: deployment, environment: production }]", "deployment", "production"],
    ["", 'when: [{ evaluate: \'CI_PIPELINE_EVENT == "push" && CI_COMMIT_BRANCH == "x"\' }]', "push", ""],
    [
      "",
      "when: [{ evaluate: 'CI_PIPELINE_EVENT != \"pull_request\"' }]",
      "push tag release deployment cron manual",
      "",
    ],
    ["", "when: [{ event: deployment, evaluate: 'CI_PIPELINE_DEPLOY_TARGET == \"live\"' }]", "deployment", "live"],
    ["", "when: [{ path: src/** }]", "push pull_request! tag release deployment cron manual", ""],
    ["", "when: [{ event: [manual, release] }]", "release manual", ""],
  ])("of %j with %j are started by %s", (top, when, events, fact) => {
    const { flows } = readWoodpecker(`${top}\nsteps:\n  - name: a\n    image: x\n    commands: [b]\n    ${when}\n`);
    const [job] = flows?.jobs ?? [];
    expect(job?.triggers.map(({ event, untrusted }) => `${event}${untrusted ? "!" : ""}`).join(" ")).toBe(events);
    expect(job?.environment?.name ?? (job?.anyBranch === true ? "any" : "")).toBe(fact);
    expect(job?.approved).toBe(/^(?:deployment|release manual)$/.test(events));
  });

  it("run on the machine itself where a label asks for that", () => {
    const { flows } = readWoodpecker("labels: { backend: local }\nsteps: [{ name: b, image: bash, commands: [c] }]\n");
    expect(flows?.jobs[0]?.ownMachine?.name).toBe("local");
  });
});

describe("what is no workflow", () => {
  it.each([
    ["", ["note is empty: "]],
    ["- a\n", ["error is no workflow: it is not a map of keys: "]],
    ["steps:\n\t- a\n", [expect.stringContaining("error is not valid YAML")]],
    ["steps: []\nsteps: []\n", [expect.stringContaining("error")]],
    ["steps: []\n---\nsteps: []\n", [expect.stringContaining("error holds several YAML documents")]],
    ["a: &a [*a]\n", [expect.stringContaining("error")]],
  ])("%j has a problem with its place", (text, expected) => {
    expect(readWoodpecker(text).said).toEqual(expected);
  });
});
