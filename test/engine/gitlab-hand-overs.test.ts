import { describe, expect, it } from "vitest";
import { type SourceEvent, unitOf } from "../../src/core/source.ts";
import { scan } from "../../src/engine/scan.ts";
import { platforms } from "../../src/platforms/registry.ts";
import { policies } from "../../src/policies/registry.ts";
import { engineOptions } from "../support/scan-text.ts";

type Files = Readonly<Record<string, string>>;

const MAIN = ".gitlab-ci.yml";

/** What one rule finds, as `path:line < the steps before it`. */
function found(rule: string, files: Files): string[] {
  const events = Object.entries(files).map(
    ([path, text]): SourceEvent => ({ type: "unit", unit: unitOf(path, Buffer.from(text)) }),
  );
  const { findings } = scan(events, engineOptions({ platforms, policies, isWhole: true }));
  return findings
    .filter(({ ruleId }) => ruleId === rule)
    .map(({ location, related }) =>
      [location, ...related.map((one) => one.location)].map((one) => `${one.path}:${one.start.line}`).join(" < "),
    )
    .sort();
}

/** What could not be followed. */
function problemsOf(files: Files): string[] {
  const events = Object.entries(files).map(
    ([path, text]): SourceEvent => ({ type: "unit", unit: unitOf(path, Buffer.from(text)) }),
  );
  const { problems } = scan(events, engineOptions({ platforms, policies, isWhole: true }));
  return problems.map(({ subject, line, level, message }) => `${level} ${subject}:${line} ${message}`);
}

const ECHO = "logs/secret-echo";
const REQUESTS = "untrusted/secret-on-pr-trigger";

const startWith = (rest: string, include = "child.yml"): string =>
  `variables:\n  TOP: $TOP_TOKEN\nstart:\n  stage: x\n  variables:\n    SENT: $A_TOKEN\n  trigger:\n    include: ${include}\n${rest}`;
const childWith = (script: string, rest = ""): string => `child:\n  stage: x\n  script:\n    - ${script}\n${rest}`;

describe("a child pipeline", () => {
  it.each<[string, Files, string[]]>([
    [
      "the variables of the job that starts it, and of its file",
      { [MAIN]: startWith(""), "child.yml": childWith("echo $SENT; echo $TOP") },
      [`child.yml:4 < ${MAIN}:2 < ${MAIN}:2 < ${MAIN}:3`, `child.yml:4 < ${MAIN}:6 < ${MAIN}:6 < ${MAIN}:3`],
    ],
    [
      "them in place of its own",
      { [MAIN]: startWith(""), "child.yml": childWith("echo $SENT", "  variables: { SENT: plain }\n") },
      [`child.yml:4 < ${MAIN}:6 < ${MAIN}:6 < ${MAIN}:3`],
    ],
    [
      "none where the job keeps them",
      { [MAIN]: startWith("    forward: { yaml_variables: false }\n"), "child.yml": childWith("echo $SENT $TOP") },
      [],
    ],
    [
      "none of the file where the job inherits none",
      { [MAIN]: startWith("  inherit: { variables: false }\n"), "child.yml": childWith("echo $TOP") },
      [],
    ],
    [
      "a value that is filled in where the job stands",
      {
        [MAIN]: startWith("").replace("$A_TOKEN", "$TOP"),
        "child.yml": childWith("echo $SENT", "  variables: { TOP: plain }\n"),
      },
      [`child.yml:4 < ${MAIN}:2 < ${MAIN}:2 < ${MAIN}:6 < ${MAIN}:3`],
    ],
    [
      "as several files that are one pipeline",
      {
        [MAIN]: startWith("", "[one.yml, ci/two.yml]"),
        "one.yml": "child:\n  stage: x\n  extends: .lines\n",
        "ci/two.yml": ".lines:\n  script:\n    - echo $SENT\n",
      },
      [`ci/two.yml:3 < ${MAIN}:6 < ${MAIN}:6 < ${MAIN}:3`],
    ],
  ])("gets %s", (_, files, expected) => {
    expect(found(ECHO, files)).toEqual([...expected].sort());
  });

  it("gets what its parent was given over two levels where that is forwarded", () => {
    const files = {
      [MAIN]: startWith("", "mid.yml"),
      "mid.yml":
        "up:\n  stage: x\n  trigger:\n    include: low.yml\n    forward: { pipeline_variables: true }\nkeep:\n  stage: x\n  trigger:\n    include: other.yml\n",
      "low.yml": childWith("echo $SENT"),
      "other.yml": childWith("echo $SENT"),
    };
    expect(found(ECHO, files)).toEqual([`low.yml:4 < ${MAIN}:6 < ${MAIN}:6 < ${MAIN}:3 < mid.yml:1`]);
  });

  it("gets inputs of each job that starts it", () => {
    const giving = (job: string, input: string): string =>
      `${job}: { stage: x, trigger: { include: [{ local: child.yml, inputs: { key: ${input} } }] } }\n`;
    const child = `spec: { inputs: { key: } }\n---\n${childWith("echo $[[ inputs.key ]]")}`;
    const files = (first: string, second: string) => ({
      [MAIN]: giving("a", first) + giving("b", second),
      "child.yml": child,
    });
    expect(found(ECHO, files("$A_TOKEN", "plain"))).toEqual([`child.yml:6 < ${MAIN}:1`]);
    expect(found(ECHO, files("plain", "$B_TOKEN"))).toEqual([`child.yml:6 < ${MAIN}:2`]);
    expect(found(ECHO, files("plain", "other"))).toEqual([]);
  });

  it.each<[string, string, string, string[]]>([
    [
      "what starts its parent",
      '  rules: [{ if: $CI_PIPELINE_SOURCE == "merge_request_event" }]\n',
      '  rules: [{ if: $CI_PIPELINE_SOURCE == "parent_pipeline" }]\n',
      ["child.yml:4"],
    ],
    [
      "nothing else",
      '  rules: [{ if: $CI_PIPELINE_SOURCE == "push" }]\n',
      "  rules: [{ if: $CI_PIPELINE_SOURCE =~ /merge_request_event|parent/ }]\n",
      [],
    ],
    [
      "what its own rules let through",
      '  rules: [{ if: $CI_PIPELINE_SOURCE == "merge_request_event" }]\n',
      "  rules: [{ if: $CI_MERGE_REQUEST_IID, when: never }, { when: always }]\n",
      [],
    ],
    [
      "no pipeline for requests without a rule",
      '  rules: [{ if: $CI_PIPELINE_SOURCE == "merge_request_event" }]\n',
      "",
      [],
    ],
    [
      "no fork that its parent keeps out",
      "  rules: [{ if: $CI_MERGE_REQUEST_IID && $CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID }]\n",
      '  rules: [{ if: $CI_PIPELINE_SOURCE == "parent_pipeline" }]\n',
      [],
    ],
  ])("is started by %s", (_, above, own, expected) => {
    const main = `start:\n  stage: x\n  trigger: { include: child.yml }\n${above}`;
    const child = childWith("./deploy --token $DEPLOY_TOKEN", own);
    expect(found(REQUESTS, { [MAIN]: main, "child.yml": child })).toEqual(expected);
  });

  it("runs what the variables that it is given let through", () => {
    const main = (value: string): string =>
      `start: { stage: x, trigger: { include: child.yml }, variables: { KIND: ${value} }, rules: [{ if: $CI_MERGE_REQUEST_IID }] }\n`;
    const child = childWith("./deploy --token $DEPLOY_TOKEN", '  rules: [{ if: $KIND == "full" }]\n');
    expect(found(REQUESTS, { [MAIN]: main("full"), "child.yml": child })).toEqual(["child.yml:4"]);
    expect(found(REQUESTS, { [MAIN]: main("quick"), "child.yml": child })).toEqual([]);
    expect(found(REQUESTS, { [MAIN]: main("$OTHER"), "child.yml": child })).toEqual(["child.yml:4"]);
  });

  it("that is a pipeline of its own as well is both", () => {
    const both = (text: string) => ({
      [MAIN]: `start:\n  stage: x\n  trigger: { include: sub/.gitlab-ci.yml }\n  variables: { SENT: $A_TOKEN }\n`,
      "sub/.gitlab-ci.yml": text,
    });
    expect(found(ECHO, both(childWith("echo $SENT")))).toEqual([
      `sub/.gitlab-ci.yml:4 < ${MAIN}:4 < ${MAIN}:4 < ${MAIN}:1`,
    ]);
  });

  it("goes round in circles once", () => {
    const files = {
      [MAIN]: "a:\n  stage: x\n  trigger: { include: b.yml }\n",
      "b.yml": "b:\n  stage: x\n  trigger: { include: c.yml }\n",
      "c.yml": "c:\n  stage: x\n  trigger: { include: b.yml }\nd:\n  stage: x\n  script: echo $A_TOKEN\n",
    };
    expect(problemsOf(files)).toEqual([
      "note b.yml:3 leads to a file that is not followed: pipelines start each other in a circle: b.yml → c.yml → b.yml",
    ]);
    expect(found(ECHO, files)).toEqual(["c.yml:6"]);
  });

  it("that a job makes is named as unknown", () => {
    const files = { [MAIN]: "a:\n  stage: x\n  trigger:\n    include: [{ artifact: made.yml, job: b }]\n" };
    expect(problemsOf(files)).toEqual([
      `note ${MAIN}:4 what it includes from elsewhere is not followed: made.yml, which a job makes`,
    ]);
  });
});

describe("inputs", () => {
  const including = (inputs: string): string => `include:\n  - local: ci/part.yml\n    inputs: ${inputs}\n`;
  const header = (inputs: string): string => `spec:\n  inputs:\n    ${inputs}\n---\n`;
  it.each<[string, Files, string[]]>([
    [
      "into a script",
      {
        [MAIN]: including("{ key: $A_TOKEN }"),
        "ci/part.yml": `${header("key:")}${childWith("echo $[[ inputs.key ]]")}`,
      },
      [`ci/part.yml:8 < ${MAIN}:3`],
    ],
    [
      "over a variable",
      {
        [MAIN]: including("{ key: $A_TOKEN }"),
        "ci/part.yml": `${header("key:")}${childWith("echo $T", '  variables: { T: "$[[ inputs.key ]]" }\n')}`,
      },
      [`ci/part.yml:8 < ${MAIN}:3 < ci/part.yml:9`],
    ],
    [
      "over a variable of the script",
      {
        [MAIN]: including("{ key: $A_TOKEN }"),
        "ci/part.yml": `${header("key:")}${childWith("x=$[[ inputs.key ]]; echo $x")}`,
      },
      [`ci/part.yml:8 < ${MAIN}:3 < ci/part.yml:8`],
    ],
    [
      "through another file, with functions",
      {
        [MAIN]: including("{ key: $A_TOKEN }"),
        "ci/part.yml": `${header("key:")}include:\n  - local: ci/low.yml\n    inputs:\n      inner: $[[ inputs.key ]]\n`,
        "ci/low.yml": `${header("inner:")}${childWith("echo $[[ inputs.inner | expand_vars ]]")}`,
      },
      [`ci/low.yml:8 < ${MAIN}:3 < ci/part.yml:8`],
    ],
    [
      "as a list",
      {
        [MAIN]: including("{ lines: [a, echo $A_TOKEN] }"),
        "ci/part.yml": `${header("lines: { type: array }")}child:\n  stage: x\n  script: $[[ inputs.lines ]]\n`,
      },
      [`${MAIN}:3`],
    ],
    [
      "by default",
      {
        [MAIN]: "include: ci/part.yml\n",
        "ci/part.yml": `${header("key: { default: $A_TOKEN }")}${childWith("echo $[[ inputs.key ]]")}`,
      },
      ["ci/part.yml:8 < ci/part.yml:3"],
    ],
    [
      "not by default where another value is given",
      {
        [MAIN]: including("{ key: plain }"),
        "ci/part.yml": `${header("key: { default: $A_TOKEN }")}${childWith("echo $[[ inputs.key ]]")}`,
      },
      [],
    ],
    [
      "in a file by itself, by default",
      {
        "templates/part.yml": `${header("key: { default: $A_TOKEN }")}${childWith("echo $[[ inputs.key ]]")}`,
      },
      ["templates/part.yml:8 < templates/part.yml:3"],
    ],
    [
      "each time that a file is included, with the name of its job",
      {
        [MAIN]: `include:\n  - { local: ci/part.yml, inputs: { name: a, key: plain } }\n  - { local: ci/part.yml, inputs: { name: b, key: $B_TOKEN } }\n`,
        "ci/part.yml": `spec:\n  inputs: { name: , key: }\n---\n"$[[ inputs.name ]]-job":\n  stage: x\n  script:\n    - echo $[[ inputs.key ]]\n`,
      },
      [`ci/part.yml:7 < ${MAIN}:3`],
    ],
    [
      "into the name of what is extended",
      {
        [MAIN]: including("{ base: .other }"),
        "ci/part.yml": `${header("base: { options: [.one, .other] }")}child:\n  extends: $[[ inputs.base ]]\n.other:\n  script:\n    - echo $A_TOKEN\n.one:\n  script:\n    - make\n`,
      },
      ["ci/part.yml:9"],
    ],
    [
      "into a component of this project",
      {
        [MAIN]:
          "include:\n  - component: $CI_SERVER_FQDN/$CI_PROJECT_PATH/part@$CI_COMMIT_SHA\n    inputs: { key: $A_TOKEN }\n",
        "templates/part/template.yml": `${header("key:")}${childWith("echo $[[ inputs.key ]]")}`,
      },
      [`templates/part/template.yml:8 < ${MAIN}:3`],
    ],
  ])("lead %s", (_, files, expected) => {
    expect(found(ECHO, files)).toEqual(expected);
  });

  it("of a component are open to whoever includes it, given here or not", () => {
    const component = `${header("run:")}${childWith("make $[[ inputs.run ]] --key $A_TOKEN")}`;
    const main =
      "include:\n  - component: $CI_SERVER_FQDN/$CI_PROJECT_PATH/part@$CI_COMMIT_SHA\n    inputs: { run: all }\n";
    const rule = "untrusted/secret-in-injectable-step";
    expect(found(rule, { "templates/part.yml": component }).length).toBe(1);
    expect(found(rule, { [MAIN]: main, "templates/part.yml": component }).length).toBe(1);
    expect(found(rule, { [MAIN]: including("{ run: all }"), "ci/part.yml": component })).toEqual([]);
    expect(found("unpinned/unpinned-include", { [MAIN]: main, "templates/part.yml": component })).toEqual([]);
  });

  it("that are values are told where they are given", () => {
    const files = {
      [MAIN]: including('{ text: "Tr0ub4dor&3x" }'),
      "ci/part.yml": `${header("text:")}${childWith("make", '  variables: { DB_PASSWORD: "$[[ inputs.text ]]" }\n')}`,
    };
    expect(found("plaintext/plaintext-env", files)).toEqual([`${MAIN}:3`]);
  });
});

describe("rules of an include", () => {
  it.each([
    ['if: $CI_PIPELINE_SOURCE == "merge_request_event"', ["ci/part.yml:4"]],
    ['if: $CI_PIPELINE_SOURCE == "push"', []],
    ["if: $CI_MERGE_REQUEST_IID\n        when: never", []],
  ])("say when its jobs run: %s", (rule, expected) => {
    const files = {
      [MAIN]: `include:\n  - local: ci/part.yml\n    rules:\n      - ${rule}\nother:\n  stage: x\n  script: make\n`,
      "ci/part.yml": childWith("./deploy --token $DEPLOY_TOKEN", "  rules: [{ if: $CI_MERGE_REQUEST_IID }]\n"),
    };
    expect(found(REQUESTS, files)).toEqual(expected);
  });
});

describe("parts in brackets", () => {
  it("are read like those in blocks", () => {
    const block = `include:\n  - local: ci/part.yml\n    inputs:\n      key: $A_TOKEN\nstart:\n  stage: x\n  trigger:\n    include:\n      - local: child.yml\n    forward:\n      yaml_variables: true\n  variables:\n    SENT: $B_TOKEN\n`;
    const flow = `include: [{ local: ci/part.yml, inputs: { key: $A_TOKEN } }]\nstart: { stage: x, trigger: { include: [{ local: child.yml }], forward: { yaml_variables: true } }, variables: { SENT: $B_TOKEN } }\n`;
    const parts = (main: string, isFlow: boolean): Files => ({
      [MAIN]: main,
      "ci/part.yml": isFlow
        ? "spec: { inputs: { key: } }\n---\npart: { stage: x, script: ['echo $[[ inputs.key ]]'] }\n"
        : "spec:\n  inputs:\n    key:\n---\npart:\n  stage: x\n  script:\n    - echo $[[ inputs.key ]]\n",
      "child.yml": isFlow
        ? "child: { stage: x, script: [echo $SENT] }\n"
        : "child:\n  stage: x\n  script:\n    - echo $SENT\n",
    });
    const files = (some: string[]) => some.map((one) => one.replace(/:\d+/g, ""));
    const expected = [`child.yml < ${MAIN} < ${MAIN} < ${MAIN}`, `ci/part.yml < ${MAIN}`];
    expect(files(found(ECHO, parts(block, false)))).toEqual(expected);
    expect(files(found(ECHO, parts(flow, true)))).toEqual(expected);
  });
});

describe("files that all start each other", () => {
  it("are read in the end", () => {
    const names = Array.from({ length: 12 }, (_, at) => `c${at}.yml`);
    const job = (name: string): string =>
      `to-${name}: { stage: x, trigger: { include: [{ local: ${name}, inputs: { a: "$[[ inputs.a ]]x" } }], forward: { pipeline_variables: true } }, variables: { V: x$V, W: $A_TOKEN } }\n`;
    const file = (own: string): string =>
      `spec: { inputs: { a: { default: q } } }\n---\n${names
        .filter((name) => name !== own)
        .map(job)
        .join("")}last:\n  stage: x\n  script: echo $W\n`;
    const files = Object.fromEntries(names.map((name) => [name, file(name)]));
    expect(found(ECHO, files).length).toBe(names.length);
  });
});
