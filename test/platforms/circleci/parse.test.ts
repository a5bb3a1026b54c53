import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { circleci } from "../../../src/platforms/circleci/platform.ts";
import { read, readWell } from "./read.ts";

describe("a configuration", () => {
  const { model, textOf } = readWell(`version: 2.1
setup: true
parameters:
  deploy: { type: boolean, default: false, description: Whether to deploy. }
orbs:
  node: circleci/node@5.1.0
  own:
    orbs: { aws: circleci/aws-cli@4 }
    commands:
      say: { parameters: { text: { type: string } }, steps: [{ run: echo }] }
executors:
  base:
    parameters: { tag: { type: string, default: "22.0" } }
    docker:
      - image: cimg/node:<< parameters.tag >>
        auth: { username: u, password: $P }
        environment: [A=1, { B: "2" }]
      - image: 1.dkr.ecr.eu-west-1.amazonaws.com/db:1
        aws_auth: { aws_access_key_id: i, aws_secret_access_key: $S }
    shell: /bin/bash -eo pipefail
  mac: { macos: { xcode: 16.0.0 }, resource_class: m4pro.medium }
  vm: { machine: { image: "ubuntu-2404:current" } }
  old-vm: { machine: true }
commands:
  install:
    parameters:
      after: { type: steps, default: [checkout] }
    steps:
      - run: { name: Install, command: make, environment: { C: 3 }, shell: sh, background: true, when: always }
      - when: { condition: true, steps: [{ run: one }] }
      - unless: { condition: true, steps: [run: two] }
      - steps: << parameters.after >>
jobs:
  test:
    executor: { name: base, tag: "20.0" }
    environment: { D: d }
    steps:
      - checkout
      - save_cache: { key: "v1-{{ checksum \\"a\\" }}", paths: [~/.npm, b] }
      - add_ssh_keys: { fingerprints: [aa] }
      - node/install
      - own/say: { text: hello, list: [x, y], after: [run: three, checkout] }
      - deploy: ./deploy.sh
      - deploy: { command: ./deploy2.sh }
      - setup_remote_docker: { version: default }
workflows:
  version: 2
  main:
    when: { equal: [main, << pipeline.git.branch >>] }
    unless: << pipeline.parameters.deploy >>
    triggers: [{ schedule: { cron: "0 0 * * *", filters: { branches: { only: main } } } }]
    jobs:
      - hold: { type: approval }
      - test
      - test:
          name: again
          requires: [hold, { test: [success, failed] }]
          context: [a, b]
          filters: { branches: { only: [main, /release-.*/], ignore: x }, tags: { only: /v.*/ } }
          matrix: { parameters: { tag: ["18.0", "20.0"] } }
          pre-steps: [run: before]
          post-steps: [run: { command: after }]
          after: [run: given]
      - node/test: { context: c }
`);

  it("has its head", () => {
    expect([model.version?.value, model.setup?.value]).toEqual(["2.1", "true"]);
    expect(model.parameters.map(({ name, type, default: preset }) => [name.value, type?.value, preset?.value])).toEqual(
      [["deploy", "boolean", "false"]],
    );
  });

  it("has orbs of others and of its own, which have orbs again", () => {
    const [node, own] = model.orbs;
    expect([node?.alias.value, node?.source?.value]).toEqual(["node", "circleci/node@5.1.0"]);
    expect(own?.inline?.orbs.map(({ source }) => source?.value)).toEqual(["circleci/aws-cli@4"]);
    expect(own?.inline?.commands.map(({ name, parameters }) => [name.value, parameters[0]?.name.value])).toEqual([
      ["say", "text"],
    ]);
  });

  it("has executors of every kind", () => {
    const [base, mac, vm, oldVm] = model.executors;
    expect(base?.docker.map(({ image, environment, auth }) => [image.value, environment.length, auth.length])).toEqual([
      ["cimg/node:<< parameters.tag >>", 2, 2],
      ["1.dkr.ecr.eu-west-1.amazonaws.com/db:1", 0, 2],
    ]);
    const [first, second] = base?.docker[0]?.environment ?? [];
    const shown = [first, second].map((one) => one && [textOf(one.name.place), textOf(one.value.place)]);
    expect(shown).toEqual([
      ["A", "1"],
      ["B", "2"],
    ]);
    expect(base?.shell?.value).toBe("/bin/bash -eo pipefail");
    expect([mac?.macos?.value, mac?.resourceClass?.value]).toEqual(["16.0.0", "m4pro.medium"]);
    expect([vm?.machine?.value, oldVm?.machine?.value]).toEqual(["ubuntu-2404:current", "true"]);
  });

  it("has commands with all kinds of steps", () => {
    const [install] = model.commands;
    expect(install?.parameters[0]?.steps.map(({ kind }) => kind)).toEqual(["built-in"]);
    expect(install?.steps.map(({ kind }) => kind)).toEqual(["run", "conditional", "conditional", "steps"]);
    const [run] = install?.steps ?? [];
    if (run?.kind !== "run") throw new Error("no run");
    const { name, command, shell, background, when, environment } = run;
    expect([name, command, shell, background, when, environment[0]?.value].map((one) => one?.value)).toEqual([
      "Install",
      "make",
      "sh",
      "true",
      "always",
      "3",
    ]);
  });

  it("has jobs with CircleCI's own steps and those of others", () => {
    const [test] = model.jobs;
    expect(test?.executor?.arguments.map(({ name, values }) => [name.value, values[0]?.value])).toEqual([
      ["tag", "20.0"],
    ]);
    const shown = test?.steps.map((step) => {
      if (step.kind === "run") return `run ${step.command.value}`;
      if (step.kind === "built-in")
        return `${step.name.value} ${step.settings.flatMap(({ values }) => values.map(({ value }) => value)).join(",")}`;
      if (step.kind !== "call") return step.kind;
      const given = step.arguments.map(({ name, values, steps }) => `${name.value}=${values.length}+${steps.length}`);
      return `call ${step.name.value} ${given.join(" ")}`;
    });
    expect(shown).toEqual([
      "checkout ",
      'save_cache v1-{{ checksum "a" }},~/.npm,b',
      "add_ssh_keys aa",
      "call node/install ",
      "call own/say text=1+0 list=2+0 after=0+2",
      "run ./deploy.sh",
      "run ./deploy2.sh",
      "setup_remote_docker default",
    ]);
  });

  it("has workflows with what stands around their jobs", () => {
    const [main, ...others] = model.workflows;
    expect(others).toEqual([]);
    expect(main?.conditions.map(({ negated }) => negated)).toEqual([false, true]);
    expect(main?.schedules.map(({ cron, filters }) => [cron?.value, filters.branches?.only?.[0]?.value])).toEqual([
      ["0 0 * * *", "main"],
    ]);
    expect(main?.jobs.map(({ job, name, type }) => [job.value, name?.value, type?.value])).toEqual([
      ["hold", undefined, "approval"],
      ["test", undefined, undefined],
      ["test", "again", undefined],
      ["node/test", undefined, undefined],
    ]);
    const again = main?.jobs[2];
    expect(again?.requires.map(({ value }) => value)).toEqual(["hold", "test"]);
    expect(again?.contexts.map(({ value }) => value)).toEqual(["a", "b"]);
    expect(again?.filters.branches?.only?.map(({ value }) => value)).toEqual(["main", "/release-.*/"]);
    expect(again?.filters.tags?.only?.map(({ value }) => value)).toEqual(["/v.*/"]);
    expect(again?.matrix.flatMap(({ values }) => values.map(({ value }) => value))).toEqual(["18.0", "20.0"]);
    expect([again?.preSteps.length, again?.postSteps.length, again?.arguments[0]?.steps.length]).toEqual([1, 1, 1]);
  });
});

describe("other kinds of files", () => {
  it("may be of version 2 without workflows", () => {
    const { model } = readWell("version: 2\njobs:\n  build:\n    branches: { only: [main] }\n    steps: [run: make]\n");
    expect([model.version?.value, model.jobs[0]?.branches?.only?.[0]?.value]).toEqual(["2", "main"]);
  });

  it.each([
    ["src/commands/install.yml", "commands"],
    ["src/jobs/install.yml", "jobs"],
    ["src/executors/install.yml", "executors"],
  ] as const)("are parts that are packed together: %s", (path, kind) => {
    const { model, flows } = readWell("docker: [{ image: cimg/base:1 }]\nsteps:\n  - run: echo $API_TOKEN\n", path);
    expect(model[kind].map(({ name }) => name.value)).toEqual(["install"]);
    expect(flows.references.map(({ secret }) => secret)).toEqual(kind === "executors" ? [] : ["API_TOKEN"]);
  });

  it("are examples of orbs", () => {
    const { model } = readWell(
      "description: x\nusage:\n  version: 2.1\n  jobs:\n    a: { steps: [checkout] }\n",
      "src/examples/a.yml",
    );
    expect(model.jobs.map(({ name }) => name.value)).toEqual(["a"]);
  });

  it("are named where no model reads them", () => {
    expect(read("machine:\n  node:\n    version: 4\n", "circle.yml").said).toEqual([
      "note is a CircleCI configuration of version 1, which runs nowhere any more and is searched as text only: ",
    ]);
    expect(read("name: x\n---\nname: y\n", ".circleci/test-suites.yml").said).toEqual([
      "note lies among CircleCI's configurations, but has none of their keys, and is searched as text only: ",
    ]);
  });
});

describe("bad input", () => {
  it.each([
    ["", "note is empty: "],
    ["# nothing\n", "note is empty: #"],
    ["- a\n", "error is not a map of keys: "],
    ["jobs:\n\tbuild: {}\n", "error is not valid YAML"],
    ["jobs: { build: [\n", "error is not valid YAML"],
    ["jobs:\n  a: &a\n    b: *a\n", "error has an alias (*a) of a node that it stands in itself: *"],
    ["jobs: *nowhere\n", "error has an alias (*nowhere) of an anchor that is not defined before it: *"],
    ["jobs:\n  {{ name }}: {}\n", "note is a template ({{ … }}) and not YAML yet"],
    ["{% for job in jobs %}\njobs:\n", "note is a template and not YAML yet"],
    ["jobs: {}\n---\njobs: {}\n", "error holds several YAML documents, of which CircleCI reads only the first: "],
  ])("%j is told with its place", (text, expected) => {
    const { said } = read(text);
    expect(said[0]).toContain(expected);
    expect(new Set(said).size).toBeLessThan(3);
  });

  it("with a key twice leaves the last one, and says so", () => {
    const { model, said } = read("jobs:\n  a: { steps: [run: one] }\n  a: { steps: [run: two] }\n");
    expect(said).toEqual(['note has the key "a" twice in one map: a']);
    expect(model?.jobs.map(({ steps }) => steps.length)).toEqual([1]);
  });

  it("with values of other types is read without them", () => {
    const { model } = readWell(
      "version: 2.1\njobs: [a]\nworkflows: { a: b, c: { jobs: { d: e } } }\norbs: x\ncommands: { a: { steps: { run: x } } }\n",
    );
    expect([model.jobs, model.workflows.length, model.orbs, model.commands[0]?.steps]).toEqual([[], 1, [], []]);
  });

  it("with commands that call themselves and each other is followed once", () => {
    const { flows } = readWell(`version: 2.1
commands:
  a: { steps: [run: echo $A_TOKEN, b, b] }
  b: { steps: [run: echo $B_TOKEN, a] }
jobs:
  j: { steps: [a] }
workflows: { w: { jobs: [j] } }
`);
    expect(new Set(flows.references.map(({ secret }) => secret))).toEqual(new Set(["A_TOKEN", "B_TOKEN"]));
  });

  it("with commands that call each other twice ends, and says where it was not followed", () => {
    const names = Array.from("abcdefghijklmnopqrs");
    const commands = names.map((name, index) => {
      const next = names[index + 1];
      return `  ${name}: { steps: [${next === undefined ? "run: make" : `${next}, ${next}`}] }`;
    });
    const { flows } = readWell(
      `version: 2.1\ncommands:\n${commands.join("\n")}\njobs: { j: { steps: [a] } }\nworkflows: { w: { jobs: [j] } }\n`,
    );
    expect(flows.unfollowed).toBeDefined();
  });

  it("with parameters that stand for each other ends", () => {
    const { flows } = readWell(`version: 2.1
parameters: { p: { type: string, default: << pipeline.parameters.p >> } }
commands:
  c:
    parameters: { x: { type: string, default: << parameters.x >> }, s: { type: steps, default: [] } }
    steps: [run: echo << parameters.x >> << pipeline.parameters.p >>, steps: << parameters.s >>]
jobs:
  j: { steps: [{ c: { x: << parameters.x >>, s: [{ steps: << parameters.s >> }] } }] }
workflows: { w: { jobs: [j] } }
`);
    expect(flows.scripts.length).toBe(1);
  });

  it("never throws on any text or tree", () => {
    const values = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 5 },
        fc.constantFrom(
          null,
          "",
          "a",
          "run",
          "checkout",
          "<< parameters.a >>",
          "$A_TOKEN",
          "pipeline.git.branch == 1",
          "/(",
        ),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom(
            ..."version setup parameters orbs executors commands jobs workflows steps run when unless condition docker image environment auth command type default requires context filters branches tags only ignore matrix pre-steps executor name and or not equal matches a a/b".split(
              " ",
            ),
          ),
          tie("value"),
          { maxKeys: 5 },
        ),
      ),
    })).value;
    fc.assert(
      fc.property(
        fc.oneof(
          values.map((value) => JSON.stringify(value)),
          fc.string(),
        ),
        (text) => {
          const { model } = read(text);
          if (model !== undefined) expect(circleci.flows(model).platform).toBe("circleci");
        },
      ),
      { numRuns: 500 },
    );
  });

  it("of five megabytes is read", () => {
    const step = `      - run: echo ${"x".repeat(400)} $API_TOKEN\n`;
    const { flows } = readWell(`version: 2.1\njobs:\n  a:\n    steps:\n${step.repeat(12_000)}`);
    expect([flows.unfollowed, flows.scripts.length]).toEqual([undefined, 12_000]);
  });

  it("with a script that no runner takes says where", () => {
    const { flows, textOf } = readWell(
      `version: 2.1\njobs:\n  a:\n    steps:\n      - run: echo ${"x".repeat(200_000)}\n`,
    );
    expect(flows.unfollowed && textOf(flows.unfollowed).length).toBe(200_005);
  });
});
