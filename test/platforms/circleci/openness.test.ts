import { describe, expect, it } from "vitest";
import { evaluateText } from "../../../src/platforms/circleci/condition-text.ts";
import { forkSecrets } from "../../../src/platforms/circleci/fork-secrets.ts";
import { injectionsIn } from "../../../src/platforms/circleci/injections.ts";
import { opennessOf } from "../../../src/platforms/circleci/openness.ts";
import { readWell } from "./read.ts";

/** Whether a pull request from a fork runs the first job of a workflow. */
function runsOnForks(workflow: string, top = "", path = ".circleci/config.yml"): boolean {
  const { model } = readWell(
    `version: 2.1\n${top}jobs: { j: { steps: [run: make] } }\nworkflows:\n  w: ${workflow}\n`,
    path,
  );
  const [first] = model.workflows;
  const [job] = first?.jobs ?? [];
  if (first === undefined || job === undefined) throw new Error("no job");
  return opennessOf(model, first, job).forks;
}

describe("pull requests from forks", () => {
  it.each([
    ["{ jobs: [j] }", true],
    ["{ jobs: [{ j: { filters: { branches: { only: main } } } }] }", false],
    ["{ jobs: [{ j: { filters: { branches: { only: /.*/ } } } }] }", true],
    ["{ jobs: [{ j: { filters: { branches: { only: << pipeline.parameters.main >> } } } }] }", false],
    ["{ jobs: [{ j: { filters: { branches: { ignore: [main, develop] } } } }] }", true],
    ["{ jobs: [{ j: { filters: { branches: { ignore: '/pull\\/.*/' } } } }] }", false],
    ["{ jobs: [{ j: { filters: { branches: { ignore: /ull/ } } } }] }", true],
    ["{ jobs: [{ j: { filters: { branches: { ignore: /(/ } } } }] }", true],
    ["{ jobs: [{ j: { filters: { tags: { only: /v.*/ } } } }] }", true],
    ['{ jobs: [{ j: { filters: pipeline.git.branch == "main" } }] }', false],
    ['{ jobs: [{ j: { filters: pipeline.git.branch != "main" or pipeline.git.tag == "x" } }] }', true],
    ["{ when: { equal: [main, << pipeline.git.branch >>] }, jobs: [j] }", false],
    ["{ unless: { equal: [main, << pipeline.git.branch >>] }, jobs: [j] }", true],
    ["{ when: { not: { matches: { pattern: '^pull/.*$', value: << pipeline.git.branch >> } } }, jobs: [j] }", false],
    ["{ when: { and: [true, { or: [false, << pipeline.git.tag >>] }] }, jobs: [j] }", false],
    ["{ when: { or: [<< pipeline.event.unknown >>, false] }, jobs: [j] }", true],
    ["{ when: { equal: [scheduled_pipeline, << pipeline.trigger_source >>] }, jobs: [j] }", false],
    ["{ triggers: [{ schedule: { cron: '0 0 * * *' } }], jobs: [j] }", false],
    ["{ jobs: [{ j: { requires: [k] } }, { j: { name: k, filters: { branches: { only: main } } } }] }", false],
    ["{ jobs: [{ j: { requires: [k] } }, { j: { name: k, requires: [j] } }] }", true],
  ])("%s: %s", (workflow, expected) => {
    expect(runsOnForks(workflow)).toBe(expected);
  });

  it("leave parameters at their defaults, but for those of a continuation", () => {
    const top = "parameters: { deploy: { type: boolean, default: false } }\n";
    const workflow = "{ when: << pipeline.parameters.deploy >>, jobs: [j] }";
    expect(runsOnForks(workflow, top)).toBe(false);
    expect(runsOnForks(workflow, top, ".circleci/continue.yml")).toBe(true);
  });

  it("get the secrets of jobs that nobody approves, all together", () => {
    const { model, flows } = readWell(`version: 2.1
jobs: { j: { steps: [run: "up $A_TOKEN $CIRCLE_OIDC_TOKEN"] } }
workflows:
  w:
    jobs: [{ hold: { type: approval } }, j, { j: { name: k, requires: [hold] } }, { j: { name: l, context: shop } }]
`);
    const [first, ...others] = forkSecrets(model, flows);
    expect([first?.limited, others]).toEqual([true, []]);
    expect(first?.secrets.map(({ secret, job }) => `${secret} ${job}`)).toEqual(["A_TOKEN j", "* l", "A_TOKEN l"]);
  });

  it("do not run what is only an example of an orb", () => {
    const text =
      "usage:\n  version: 2.1\n  jobs: { j: { steps: [run: up $A_TOKEN] } }\n  workflows: { w: { jobs: [j] } }\n";
    const { model, flows } = readWell(text, "src/examples/simple.yml");
    expect(forkSecrets(model, flows)).toEqual([]);
  });

  it("are told in the triggers of a reference", () => {
    const { flows } = readWell(`version: 2.1
jobs: { j: { steps: [run: up $A_TOKEN] } }
workflows:
  w: { jobs: [{ j: { filters: { branches: { ignore: /.*/ }, tags: { only: /v.*/ } } } }, { j: { name: k } }] }
  s: { triggers: [{ schedule: { cron: "0 0 * * *" } }], jobs: [{ j: { name: n } }] }
`);
    const shown = flows.references.map(({ job, triggers }) => `${job}: ${triggers.map(({ event }) => event).join()}`);
    expect(shown).toEqual(["j: tag,api", "k: push,api,pull_request", "n: schedule"]);
  });
});

describe("expressions of conditions", () => {
  const known = (name: string) => ({ "pipeline.git.branch": "main", "pipeline.git.tag": "" })[name];
  it.each([
    ['pipeline.git.branch == "main"', true],
    ["pipeline.git.branch != 'main'", false],
    ["pipeline.git.branch =~ /^ma/", true],
    ['pipeline.git.branch starts-with "x"', false],
    ["not pipeline.git.tag", true],
    ["pipeline.git.branch and pipeline.other", undefined],
    ["pipeline.git.tag and pipeline.other", false],
    ["(pipeline.other or pipeline.git.branch) and true", true],
    ["pipeline.git.branch ==", undefined],
    ["(", undefined],
    ["((pipeline.git.branch)", undefined],
    ["a b", undefined],
    ["?", undefined],
    [`${"(".repeat(200)}a${")".repeat(200)}`, undefined],
  ])("%s: %s", (text, expected) => {
    expect(evaluateText(text, known)).toBe(expected);
  });
});

describe("texts that somebody chooses", () => {
  it("are found where they become part of a script, through parameters, or where a command takes them for code", () => {
    const { model, flows, textOf } = readWell(`version: 2.1
parameters: { name: { type: string, default: x }, count: { type: integer, default: 1 } }
orbs:
  own:
    commands: { say: { parameters: { text: { type: string }, key: { type: env_var_name } }, steps: [run: "say << parameters.text >> \${<< parameters.key >>}"] } }
jobs:
  j:
    parameters: { ref: { type: string }, other: { type: string, default: main } }
    steps:
      - run: git checkout << parameters.ref >> << parameters.other >> << pipeline.parameters.count >>
      - own/say: { text: << parameters.ref >>, key: << pipeline.git.branch >> }
      - own/say: { text: << pipeline.event.github.pull_request.title >>, key: A_TOKEN }
      - when: { condition: << pipeline.git.branch >>, steps: [run: make << pipeline.git.commit.subject >>] }
      - run: { command: 'eval "x $TITLE $CIRCLE_TAG $CIRCLE_SHA1"', environment: { TITLE: << pipeline.parameters.name >> } }
      - run: { command: 'echo "$TITLE"', environment: { TITLE: << pipeline.parameters.name >> } }
workflows:
  w:
    jobs: [{ j: { ref: << pipeline.git.tag >>, post-steps: [run: post << pipeline.trigger_parameters.webhook.body >>] } }]
`);
    const shown = injectionsIn(model, flows).map(
      ({ place, path, author, by = "" }) => `${author} ${path} ${by}: ${textOf(place)}`,
    );
    expect(shown.sort()).toEqual([
      "merged pipeline.git.commit.subject : << pipeline.git.commit.subject >>",
      "outsider pipeline.trigger_parameters.webhook.body : << pipeline.trigger_parameters.webhook.body >>",
      "project $CIRCLE_TAG eval: $CIRCLE_TAG",
      "project $TITLE eval: $TITLE",
      "project pipeline.git.tag : << parameters.ref >>",
      "project pipeline.git.tag : << parameters.text >>",
    ]);
  });
});
