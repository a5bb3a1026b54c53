import { describe, expect, it } from "vitest";
import { unitOf } from "../../../src/core/source.ts";
import type { Event, GithubActionsModel } from "../../../src/platforms/github-actions/model.ts";
import { githubActions } from "../../../src/platforms/github-actions/platform.ts";
import { prtCheckoutSecrets } from "../../../src/policies/untrusted/prt-checkout-secrets.ts";
import { pullRequestArtefact } from "../../../src/policies/untrusted/pull-request-artefact.ts";
import { secretInInjectableStep } from "../../../src/policies/untrusted/secret-in-injectable-step.ts";
import { checkPolicy } from "../../support/check-policy.ts";

const FOLLOWING = `on: { workflow_run: { workflows: [Build], types: [completed] } }
permissions: { contents: write }
jobs:
  publish:
    runs-on: x
    steps:
      - uses: actions/checkout@v5
        with: { ref: "\${{ github.event.workflow_run.head_sha }}" }
      - uses: actions/download-artifact@v5
        with: { run-id: "\${{ github.event.workflow_run.id }}" }
      - run: make publish
`;

/** Severities of what two policies say of a workflow that follows others. */
function severities(others: Readonly<Record<string, string>>) {
  const models = Object.entries({ ".github/workflows/publish.yml": FOLLOWING, ...others }).flatMap(([path, text]) => {
    const { model } = githubActions.parse(unitOf(path, Buffer.from(text)));
    return model === undefined ? [] : [model];
  });
  const siblings = { find: (path: string) => models.find((one) => one.path === path), all: () => models };
  const model = githubActions.settle(models[0] as GithubActionsModel, siblings);
  const flows = githubActions.flows(model, siblings);
  const judge = () => ({ score: 0, reasons: [] });
  return [prtCheckoutSecrets, pullRequestArtefact].map((policy) =>
    [...checkPolicy(policy, { model, flows, judge })].map(({ severity }) => severity).join(),
  );
}

const build = (on: string) => `name: Build\non: ${on}\njobs: { a: { steps: [] } }\n`;

describe("a workflow that follows another", () => {
  it.each([
    [
      "one that pull requests start",
      { ".github/workflows/build.yml": build("[push, pull_request]") },
      ["critical", "high"],
    ],
    ["one that members alone start", { ".github/workflows/build.yml": build("push") }, ["", ""]],
    ["one that is not there", {}, ["high", "medium"]],
    ["one of another repository", { "x/.github/workflows/build.yml": build("push") }, ["high", "medium"]],
    [
      "two of one name",
      { ".github/workflows/a.yml": build("push"), ".github/workflows/b.yml": build("pull_request") },
      ["critical", "high"],
    ],
  ])("%s", (_, others, expected) => {
    expect(severities(others)).toEqual(expected);
  });
});

/** The events of a workflow that others of the repository call, with the openness that callers leave. */
function eventsOf(files: Readonly<Record<string, string>>, path: string) {
  const models = Object.entries(files).flatMap(([name, text]) => {
    const { model } = githubActions.parse(unitOf(name, Buffer.from(text)));
    return model === undefined ? [] : [model];
  });
  const siblings = { find: (name: string) => models.find((one) => one.path === name), all: () => models };
  const model = githubActions.settle(models.find((one) => one.path === path) as GithubActionsModel, siblings);
  const flows = githubActions.flows(model, siblings);
  const judge = () => ({ score: 0, reasons: [] });
  return {
    events: model.kind === "workflow" ? model.on.map(eventText) : [],
    triggers: flows.triggers.map(({ event, untrusted }) => `${event}${untrusted ? "!" : ""}`),
    found: (policy: typeof prtCheckoutSecrets) =>
      [...checkPolicy(policy, { model, flows, judge })].map(({ severity, place }) => `${severity} ${place.unit}`),
    parameters: flows.parameters.map(({ name, by }) => `${name} ${by}`),
  };
}

const eventText = ({ name, approvedFirst, calledFrom }: Event): string =>
  [
    name.value,
    ...(calledFrom === undefined ? [] : [`from ${calledFrom}`]),
    ...(approvedFirst ? ["approved"] : []),
  ].join(" ");

const W = ".github/workflows/";
const CALLED = `on: { workflow_call: { inputs: { x: { type: string } } } }
jobs:
  build:
    runs-on: x
    steps:
      - uses: actions/checkout@v5
        with: { ref: "\${{ github.event.pull_request.head.sha }}" }
      - run: make
      - run: echo "\${{ github.event.pull_request.title }}"
`;
const calls = (on: string, callee: string, more = "") =>
  `on: ${on}\njobs:\n  go:\n    uses: ./${W}${callee}\n    secrets: inherit\n${more}`;

describe("a workflow that others call", () => {
  it.each<[string, Readonly<Record<string, string>>, string[]]>([
    ["has its own events where nothing calls it", {}, ["workflow_call"]],
    [
      "has those of its caller",
      { [`${W}a.yml`]: calls("[push, pull_request_target]", "called.yml") },
      ["workflow_call", `push from ${W}a.yml`, `pull_request_target from ${W}a.yml`],
    ],
    [
      "has those of a caller's caller",
      { [`${W}a.yml`]: calls("workflow_call", "called.yml"), [`${W}b.yml`]: calls("issues", "a.yml") },
      ["workflow_call", `issues from ${W}a.yml`],
    ],
    [
      "has none that the caller's condition keeps from it",
      { [`${W}a.yml`]: calls("[push, pull_request_target]", "called.yml", "    if: github.event_name == 'push'\n") },
      ["workflow_call", `push from ${W}a.yml`],
    ],
    [
      "has those that wait for somebody, as such",
      { [`${W}a.yml`]: calls("{ pull_request_target: { types: [labeled] } }", "called.yml") },
      ["workflow_call", `pull_request_target from ${W}a.yml approved`],
    ],
    [
      "has the most open one of each name",
      {
        [`${W}a.yml`]: calls("{ pull_request_target: { types: [labeled] } }", "called.yml"),
        [`${W}b.yml`]: calls("pull_request_target", "called.yml"),
      },
      ["workflow_call", `pull_request_target from ${W}b.yml`],
    ],
    [
      "is no circle's prey",
      {
        [`${W}a.yml`]: calls("[workflow_call, push]", "b.yml", `  on:\n    uses: ./${W}called.yml\n`),
        [`${W}b.yml`]: calls("[workflow_call, issues]", "c.yml"),
        [`${W}c.yml`]: calls("workflow_call", "a.yml"),
      },
      ["workflow_call", `push from ${W}a.yml`, `issues from ${W}a.yml`],
    ],
  ])("%s", (_, callers, expected) => {
    const { events, parameters } = eventsOf({ [`${W}called.yml`]: CALLED, ...callers }, `${W}called.yml`);
    expect(events).toEqual(expected);
    expect(parameters).toEqual(["x caller"]);
  });

  it("is looked at once, however many ways lead to it", () => {
    const layer = (at: number) => [...Array(8).keys()].map((one) => `${W}${at}-${one}.yml`);
    const job = (path: string, at: number) => `  j${at}: { uses: ./${path} }\n`;
    const files = Object.fromEntries(
      [...Array(12).keys()].flatMap((at) => {
        const next = at === 0 ? [`${W}called.yml`] : layer(at - 1);
        const text = `on: [workflow_call, ${at === 11 ? "issues" : "push"}]\njobs:\n${next.map(job).join("")}`;
        return layer(at).map((path) => [path, text]);
      }),
    );
    const { events } = eventsOf({ [`${W}called.yml`]: CALLED, ...files }, `${W}called.yml`);
    expect(events.map((event) => event.split(" ")[0])).toEqual(["workflow_call", "push", "issues"]);
  });

  it("checks out a stranger's code only if a caller's event brings it", () => {
    const at = (on: string) =>
      eventsOf({ [`${W}called.yml`]: CALLED, [`${W}a.yml`]: calls(on, "called.yml") }, `${W}called.yml`);
    expect(at("push").found(prtCheckoutSecrets)).toEqual([]);
    expect(at("pull_request").found(prtCheckoutSecrets)).toEqual([]);
    expect(at("pull_request_target").found(prtCheckoutSecrets)).toEqual([`high ${W}called.yml`]);
  });

  it("takes a stranger's text only if a caller's event brings it, or no caller is known", () => {
    const files = { [`${W}called.yml`]: CALLED };
    const at = (callers: Readonly<Record<string, string>>) =>
      eventsOf({ ...files, ...callers }, `${W}called.yml`)
        .found(secretInInjectableStep)
        .join();
    expect(at({})).toMatch(/^(?:high|medium) /);
    expect(at({ [`${W}a.yml`]: calls("pull_request_target", "called.yml") })).toMatch(/^(?:critical|high) /);
    expect(at({ [`${W}a.yml`]: calls("push", "called.yml") })).not.toMatch(/high|critical|medium/);
  });
});

const A = ".github/actions/greet/action.yml";
const action = (script: string, value = "") =>
  `runs:\n  using: composite\n  steps:\n    - run: ${script}\n      shell: bash\ninputs: { text: { ${value} } }\n`;
const uses = (on: string, given: string, more = "") =>
  `on: ${on}\npermissions: { contents: write }\njobs:\n  go:\n    runs-on: x\n${more}    steps:\n      - uses: ./.github/actions/greet\n        with: { text: "${given}" }\n`;

describe("an action of the repository", () => {
  const TITLE = "${{ github.event.issue.title }}";
  const TEXT = action('echo "${{ inputs.text }}"');
  const at = (files: Readonly<Record<string, string>>, path = A) => eventsOf(files, path);
  const found = (files: Readonly<Record<string, string>>, path = A) =>
    at(files, path).found(secretInInjectableStep).join();

  it.each<[string, string, string, RegExp]>([
    ["a stranger's text that a caller hands over", "issues", TITLE, /^high /],
    ["nothing where that event brings none", "push", TITLE, /^$/],
    ["nothing where the text is written out", "issues", "hello", /^$/],
    ["nothing where the project makes it", "issues", "${{ github.sha }}", /^$/],
    [
      "what whoever starts it types in",
      "{ workflow_dispatch: { inputs: { a: { type: string } } } }",
      "${{ inputs.a }}",
      /^low /,
    ],
  ])("tells of %s", (_, on, given, expected) => {
    expect(found({ [A]: TEXT, [`${W}a.yml`]: uses(on, given) })).toMatch(expected);
  });

  it("tells of a caller's choice where nobody is known to use it, or others may", () => {
    expect(found({ [A]: TEXT })).toMatch(/^low /);
    const [open, its] = ["greet/action.yml", { "greet/action.yml": TEXT }];
    const use = uses("issues", "hello").replace(".github/actions/greet", "greet");
    expect(found({ ...its, [`${W}a.yml`]: use }, open)).toMatch(/^low /);
  });

  it("knows the events of those that use it, over other actions and conditions", () => {
    const own = { [A]: action(`echo "${TITLE}"`) };
    expect(found({ ...own, [`${W}a.yml`]: uses("issues", "") })).toMatch(/^high /);
    expect(found({ ...own, [`${W}a.yml`]: uses("push", "") })).toEqual("");
    const closed = "    if: github.event_name == 'push'\n";
    expect(found({ ...own, [`${W}a.yml`]: uses("[push, issues]", "", closed) })).toEqual("");
    const between = action("x")
      .replace("- run: x", "- uses: ./.github/actions/greet")
      .replace("      shell: bash\n", "");
    const over = uses("issues", "").replace("actions/greet", "actions/outer");
    const files = { ...own, ".github/actions/outer/action.yml": between, [`${W}a.yml`]: over };
    expect(found(files)).toMatch(/^high /);
    expect(at(files).triggers).toEqual(["issues!"]);
  });

  it("takes what stands in for an input", () => {
    const own = action('echo "${{ inputs.text }}"', `default: "${TITLE}"`);
    const without = uses("issues", "").replace(/\n +with:.*/, "");
    expect(found({ [A]: own, [`${W}a.yml`]: without })).toMatch(/^high /);
    expect(found({ [A]: own, [`${W}a.yml`]: without.replace("issues", "push") })).toEqual("");
  });
});

describe("an input of a workflow that others call", () => {
  const at = (given: string, on = "issues") =>
    eventsOf(
      {
        [`${W}called.yml`]: `on: { workflow_call: { inputs: { x: { type: string } } } }\npermissions: { contents: write }\njobs: { a: { runs-on: x, steps: [{ run: "echo \${{ inputs.x }}" }] } }\n`,
        [`${W}a.yml`]: `on: ${on}\njobs: { go: { uses: ./${W}called.yml, with: { x: "${given}" } } }\n`,
      },
      `${W}called.yml`,
    ).found(secretInInjectableStep);

  it("is as bad as what its callers hand over", () => {
    expect(at("${{ github.event.issue.title }}")).toEqual([expect.stringMatching(/^critical /)]);
    expect(at("v${{ github.run_number }}")).toEqual([expect.stringMatching(/^low /)]);
  });
});

it("events go round a circle of callers (whichever file is asked first)", () => {
  const files = {
    [`${W}a.yml`]: calls("[workflow_call, push]", "b.yml"),
    [`${W}b.yml`]: calls("[workflow_call, issues]", "c.yml"),
    [`${W}c.yml`]: calls("[workflow_call, discussion]", "a.yml"),
  };
  const all = new Set(["discussion", "issues", "push", "workflow_call"]);
  for (const file of ["a", "b", "c"]) {
    const { events } = eventsOf(files, `${W}${file}.yml`);
    expect(new Set(events.map((event) => event.split(" ")[0]))).toEqual(all);
  }
});

it("an action is found where the repository was checked out into a folder", () => {
  const use = uses("issues", "${{ github.event.issue.title }}")
    .replace("    steps:\n", "    steps:\n      - uses: actions/checkout@v5\n        with: { path: src/app }\n")
    .replace("./.github", "./src/app/.github");
  const files = { [A]: action('echo "${{ inputs.text }}"') };
  const at = (text: string) =>
    eventsOf({ ...files, [`${W}a.yml`]: text }, A)
      .found(secretInInjectableStep)
      .join();
  expect(at(use)).toMatch(/^high /);
});
