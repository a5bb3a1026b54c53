import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jobs, readDrone, references, ways } from "../container-steps/read.ts";

const HEAD = "kind: pipeline\ntype: docker\nname: main\n";

describe("a file of Drone's", () => {
  it("has a pipeline in each document, with its secrets, settings and volumes", () => {
    const found = readDrone(`${HEAD}environment: { TOP_TOKEN: { from_secret: top } }
image_pull_secrets: [registry_config]
volumes: [{ name: socket, host: { path: /var/run/docker.sock } }, { name: temp, temp: {} }]
steps:
  - name: build
    image: node:24
    environment: { LEVEL: info, KEY: { from_secret: build_key } }
    commands:
      - make --key "$KEY" --top $$TOP_TOKEN --own $OTHER_TOKEN --password $DRONE_NETRC_PASSWORD
      - echo "$\${KEY}" \${DRONE_BRANCH}
    volumes: [{ name: socket, path: /x }]
  - image: plugins/docker:20@sha256:${"0".repeat(64)}
    environment: { NPM_TOKEN: { from_secret: npm } }
    settings:
      password: { from_secret: registry }
      build_args_from_env: [NPM_TOKEN]
      nested: { list: [{ from_secret: inner }] }
services:
  - name: db
    image: postgres:16
    environment: { POSTGRES_PASSWORD: { from_secret: db } }
---
kind: pipeline
name: other
steps: [{ name: a, commands: [b], environment: { X: { from_secret: x } } }]
---
kind: secret
name: vault
get: { path: a, name: b }
---
kind: signature
hmac: abc
`);
    expect(found.said).toEqual([]);
    expect(references(found)).toEqual([
      "top env  as TOP_TOKEN: top",
      "registry_config input  as image_pull_secrets: registry_config",
      "build_key env main/build as KEY: build_key",
      "DRONE_NETRC_PASSWORD* script main/build as : $DRONE_NETRC_PASSWORD",
      "npm env main/step 2 as NPM_TOKEN: npm",
      "registry input main/step 2 as password: registry",
      "npm input main/step 2 as build_args: NPM_TOKEN",
      "inner input main/step 2 as list: inner",
      "db env  as POSTGRES_PASSWORD: db",
      "x env other/a as X: x",
    ]);
    expect(ways(found).filter((way) => !way.includes("image"))).toEqual([
      "build_key -> argv make: $KEY",
      "top -> argv make: $TOP_TOKEN",
      "DRONE_NETRC_PASSWORD -> argv make: $DRONE_NETRC_PASSWORD",
      "build_key -> log echo: ${KEY}",
    ]);
    expect(
      found.flows?.images.map(({ name, pinned, runsJob, secrets }) => [
        name,
        pinned,
        runsJob,
        secrets.map(({ secret }) => secret),
      ]),
    ).toEqual([
      ["node", false, true, ["build_key", "top", "DRONE_NETRC_PASSWORD"]],
      ["plugins/docker:20", true, false, ["registry", "npm", "inner", "npm", "top"]],
      ["postgres", false, false, ["db", "top"]],
    ]);
    expect(found.flows?.sharesSecrets).toBe(false);
    expect(found.flows?.literals.map(({ name, value }) => [name, value])).toEqual([["LEVEL", "info"]]);
  });

  it("may be one of version 0.8", () => {
    const found = readDrone(`pipeline:
  publish:
    image: plugins/gcr
    repo: a/b
    secrets: [gcr_key, { source: stored, target: GCR_OTHER }]
    when: { event: deployment, environment: production }
  deploy:
    image: kubectl
    secrets: [kube_token]
    commands: [kubectl --token $KUBE_TOKEN apply, kubectl --token $kube_token apply]
`);
    expect(references(found)).toEqual([
      "gcr_key env publish as gcr_key: gcr_key",
      "stored env publish as GCR_OTHER: stored",
      "kube_token env deploy as kube_token: kube_token",
    ]);
    expect(ways(found).filter((way) => way.includes("argv"))).toEqual([
      "kube_token -> argv kubectl: $KUBE_TOKEN",
      "kube_token -> argv kubectl: $kube_token",
    ]);
    expect(jobs(found)[0]).toBe("publish [deployment] approved production");
    expect(found.flows?.literals.map(({ name, via }) => [name, via])).toEqual([["repo", "input"]]);
  });

  it("tells files that plugins hand on, and what goes on when it fails", () => {
    const { flows } = readDrone(`${HEAD}steps:
  - { name: cache, image: meltwater/drone-cache, settings: { mount: [a, b] } }
  - { name: release, image: plugins/github-release, failure: ignore, settings: { files: dist/* } }
  - { name: test, image: x, failure: ignore, commands: [make test] }
`);
    expect(flows?.transfers.map(({ kind, paths }) => [kind, paths.map(({ value }) => value)])).toEqual([
      ["cache", ["a", "b"]],
      ["artefact", ["dist/*"]],
    ]);
    expect(flows?.tools.map(({ name, unheeded }) => [name, unheeded?.by])).toEqual([
      ["meltwater/drone-cache", undefined],
      ["plugins/github-release", "step"],
    ]);
    expect(flows?.commands.map(({ name, unheeded }) => [name, unheeded?.by])).toEqual([["make", "step"]]);
  });
});

describe("steps", () => {
  it.each([
    ["", "", "push pull_request! tag promote rollback cron custom", "any"],
    ["trigger: { event: push }", "", "push", "any"],
    ["trigger: { event: [push, pull_request] }", "when: { event: { exclude: [pull_request] } }", "push", "any"],
    ["trigger: { branch: main }", "", "push pull_request! promote rollback cron custom", ""],
    ["", "when: { event: promote, target: production }", "promote", "production"],
    ["trigger: { event: { include: [push] } }", "when: { ref: [refs/heads/x] }", "push", ""],
    ["trigger: { event: tag }", "when: { status: [failure] }", "tag", ""],
  ])("of %j with %j are started by %s", (trigger, when, events, fact) => {
    const { flows } = readDrone(`${HEAD}${trigger}\nsteps:\n  - name: a\n    commands: [b]\n    ${when}\n`);
    const [job] = flows?.jobs ?? [];
    expect(job?.triggers.map(({ event, untrusted }) => `${event}${untrusted ? "!" : ""}`).join(" ")).toBe(events);
    expect(job?.environment?.name ?? (job?.anyBranch === true ? "any" : "")).toBe(fact);
    expect(job?.approved).toBe(events === "promote");
  });

  it("run on the machine itself where no container is made for them", () => {
    const { flows } = readDrone("kind: pipeline\ntype: exec\nname: a\nsteps: [{ name: b, commands: [c] }]\n");
    expect(flows?.jobs[0]?.ownMachine?.name).toBe("exec");
  });
});

describe("what is no pipeline", () => {
  it.each([
    ["", ["note is empty: "]],
    ["words\n", ["error holds a document that is not a map of keys: "]],
    ["kind: pipeline\n\tsteps: []\n", [expect.stringContaining("error is not valid YAML")]],
    ["kind: pipeline\nname: a\nname: b\n", [expect.stringContaining("note ")]],
    ["a: &a [*a]\n", [expect.stringContaining("error")]],
    ["kind: template\nload: a.yaml\n", [expect.stringContaining("note takes its steps from a template")]],
    ["kind: other\nname: a\n", ["note holds a document of the kind `other`, which was not read: other"]],
    ["kind: pipeline\nsteps:\n  {{ range }}\n", [expect.stringContaining("note is a template")]],
  ])("%j has a problem with its place", (text, expected) => {
    expect(readDrone(text).said).toEqual(expected);
  });

  it.each([".drone.star", ".drone.jsonnet"])("%s is a program, and named", (path) => {
    const { model, said } = readDrone("def main(ctx):\n  return []\n", path);
    expect([model, said]).toEqual([undefined, [expect.stringContaining("note is a program that writes a pipeline")]]);
  });

  it("never ends in an exception", () => {
    const value = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, "", "$X", "${DRONE_TAG}", "$${Y}", "A=b", "true", "push", "exec"),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom(
            "steps",
            "pipeline",
            "environment",
            "settings",
            "from_secret",
            "commands",
            "image",
            "when",
            "event",
            "trigger",
            "secrets",
            "source",
            "volumes",
            "host",
            "services",
            "privileged",
            "backend_options",
            "kind",
          ),
          tie("value"),
          { maxKeys: 4 },
        ),
      ),
    })).value;
    fc.assert(
      fc.property(value, (any) => {
        readDrone(JSON.stringify({ kind: "pipeline", steps: any, environment: any, trigger: any, volumes: any }));
      }),
      { numRuns: 150 },
    );
  });
});
