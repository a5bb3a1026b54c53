import { describe, expect, it } from "vitest";
import { readWell, references, ways } from "./read.ts";

/** A configuration with one job that a workflow runs. */
const ofSteps = (steps: string, rest = ""): string =>
  `version: 2.1\n${rest}jobs:\n  j:\n    steps:\n${steps.replaceAll(/^/gm, "      ")}\nworkflows: { w: { jobs: [j] } }\n`;

describe("references", () => {
  it("are variables that the file does not define, if their names say so, and contexts", () => {
    const found = readWell(`version: 2.1
executors:
  base:
    docker:
      - image: example/tool:$IMAGE_KEY
        auth: { username: u, password: $PULL_TOKEN }
        environment: { INNER: $INNER_TOKEN }
    environment: { OUTER: "\${OUTER_TOKEN}", SAME_TOKEN: $SAME_TOKEN, WRITTEN_TOKEN: abc }
jobs:
  j:
    executor: base
    environment: [LISTED=$LISTED_TOKEN]
    steps:
      - run: make $WRITTEN_TOKEN $OUTER $lower_token $CIRCLE_OIDC_TOKEN $TOKEN_NAME
      - run: { name: Two, command: "OWN_TOKEN=$(make token); make $OWN_TOKEN", environment: { STEP: $STEP_TOKEN } }
      - store_artifacts: { path: out/$PATH_TOKEN }
      - run: "# $COMMENT_TOKEN"
workflows: { w: { jobs: [{ j: { name: called, context: [shop] } }] } }
`);
    expect(references(found)).toEqual([
      "* context called/: shop (shop)",
      "LISTED_TOKEN env called/: $LISTED_TOKEN (LISTED)",
      "OUTER_TOKEN env called/: ${OUTER_TOKEN} (OUTER)",
      "SAME_TOKEN env called/: $SAME_TOKEN (SAME_TOKEN)",
      "INNER_TOKEN env called/: $INNER_TOKEN (INNER)",
      "CIRCLE_OIDC_TOKEN* script called/1: $CIRCLE_OIDC_TOKEN",
      "STEP_TOKEN env called/Two: $STEP_TOKEN (STEP)",
      "PATH_TOKEN expression called/store_artifacts: $PATH_TOKEN",
      "PULL_TOKEN input called/: $PULL_TOKEN (password)",
      "IMAGE_KEY expression called/: $IMAGE_KEY",
    ]);
  });

  it("are what jobs, commands and orbs are given, by text and by name", () => {
    const found = readWell(
      ofSteps(
        "- chat/say: { token: CHAT_TOKEN, key: $CHAT_KEY, channel: GENERAL_ROOM }\n- aws/setup\n- aws/setup: { role_arn: arn }",
        "orbs: { chat: example/chat@1.0.0, aws: circleci/aws-cli@5.1.0 }\n",
      ),
    );
    expect(references(found)).toEqual([
      "CHAT_TOKEN input j/chat/say: CHAT_TOKEN (token)",
      "CHAT_KEY input j/chat/say: $CHAT_KEY (key)",
      "AWS_SECRET_ACCESS_KEY input j/aws/setup: aws/setup (aws_secret_access_key)",
    ]);
    expect(found.flows.literals.map(({ name, via }) => `${via} ${name}`)).toEqual(["input channel", "input role_arn"]);
    expect(found.flows.tools.map(({ name }) => name)).toEqual([
      "example/chat/say",
      "circleci/aws-cli/setup",
      "circleci/aws-cli/setup",
    ]);
  });

  it("are those of jobs and commands that no workflow runs, too", () => {
    const found = readWell(`version: 2.1
commands: { c: { steps: [run: echo $C_TOKEN] } }
jobs: { unused: { steps: [run: echo $J_TOKEN] } }
executors: { e: { environment: { E: $E_TOKEN } } }
orbs: { o: { jobs: { inner: { steps: [run: echo $O_TOKEN] } } } }
`);
    expect(references(found)).toEqual([
      "J_TOKEN script unused/1: $J_TOKEN",
      "E_TOKEN env /: $E_TOKEN (E)",
      "C_TOKEN script /1: $C_TOKEN",
      "O_TOKEN script inner/1: $O_TOKEN",
    ]);
  });
});

describe("flows", () => {
  it("lead through parameters of commands, jobs and inline orbs", () => {
    const found = readWell(`version: 2.1
orbs:
  own:
    commands:
      inner: { parameters: { key: { type: string } }, steps: [run: "echo << parameters.key >>"] }
      outer: { parameters: { key: { type: string } }, steps: [{ inner: { key: << parameters.key >> } }] }
commands:
  named:
    parameters: { token: { type: env_var_name, default: DEFAULT_TOKEN } }
    steps: [run: 'echo "\${<< parameters.token >>}" $<< parameters.token >>']
jobs:
  j:
    parameters: { secret: { type: string } }
    steps:
      - own/outer: { key: << parameters.secret >> }
      - named
      - named: { token: GIVEN_TOKEN }
      - run: << parameters.secret >>
workflows: { w: { jobs: [{ j: { secret: $JOB_TOKEN } }] } }
`);
    expect(ways(found, "log")).toEqual([
      "JOB_TOKEN > $JOB_TOKEN > << parameters.secret >> > << parameters.key >> -> log echo: << parameters.key >>",
      "DEFAULT_TOKEN > DEFAULT_TOKEN -> log echo: ${<< parameters.token >>}",
      "DEFAULT_TOKEN > DEFAULT_TOKEN -> log echo: $<< parameters.token >>",
      "GIVEN_TOKEN > GIVEN_TOKEN -> log echo: ${<< parameters.token >>}",
      "GIVEN_TOKEN > GIVEN_TOKEN -> log echo: $<< parameters.token >>",
    ]);
  });

  it("lead through environments of each level and $BASH_ENV to later steps", () => {
    const found = readWell(
      ofSteps(
        `- run: echo $LATER
- run: |
    echo 'export LATER="$FIRST_KEY"' >> $BASH_ENV
    echo "export WRITTEN_TOKEN=abc" >> "$BASH_ENV"
- run: { command: "echo $LATER $WRITTEN_TOKEN $INNER", environment: { INNER: $INNER_KEY } }
- run: echo $LATER | base64`,
      ),
    );
    expect(ways(found, "log")).toEqual([
      "FIRST_KEY > export LATER -> log echo: $LATER",
      "INNER_KEY > $INNER_KEY -> log echo: $INNER",
      "FIRST_KEY > export LATER -> log base64: $LATER!",
    ]);
    expect(references(found)[0]).toBe("FIRST_KEY script j/2: $FIRST_KEY (LATER)");
  });

  it("lead through files to artefacts, workspaces and caches", () => {
    const found = readWell(
      ofSteps(
        `- run: |
    echo $A_TOKEN > dist/a.txt
    echo $B_TOKEN > /tmp/ws/b/c.txt
    echo $C_TOKEN > ~/.npmrc
    cat \\<<EOF > elsewhere.txt
    $D_TOKEN
    EOF
- store_artifacts: { path: ./dist }
- persist_to_workspace: { root: /tmp/ws, paths: [b] }
- save_cache: { key: v1, paths: [~/.npmrc] }`,
      ),
    );
    expect(ways(found, "artefact", "cache", "file")).toEqual([
      "A_TOKEN -> file dist/a.txt: $A_TOKEN",
      "A_TOKEN -> artefact dist/a.txt: $A_TOKEN",
      "B_TOKEN -> file /tmp/ws/b/c.txt: $B_TOKEN",
      "B_TOKEN -> artefact /tmp/ws/b/c.txt: $B_TOKEN",
      "C_TOKEN -> file ~/.npmrc: $C_TOKEN",
      "C_TOKEN -> cache ~/.npmrc: $C_TOKEN",
      "D_TOKEN -> file elsewhere.txt: $D_TOKEN",
    ]);
  });

  it("lead through steps that are handed on, and those around a job", () => {
    const found = readWell(`version: 2.1
orbs: { o: example/o@1.0.0 }
commands: { c: { parameters: { after: { type: steps, default: [] } }, steps: [steps: << parameters.after >>] } }
jobs:
  j: { steps: [{ c: { after: [run: echo $GIVEN_TOKEN] } }, { o/x: { setup: [run: echo $ORB_TOKEN] } }, c] }
workflows:
  w:
    jobs:
      - j: { pre-steps: [run: echo $PRE_TOKEN], post-steps: [run: echo $POST_TOKEN] }
      - o/job: { context: shop, key: $CALL_KEY, post-steps: [run: echo $AFTER_TOKEN] }
`);
    expect(ways(found, "log", "callee")).toEqual([
      "PRE_TOKEN -> log echo: $PRE_TOKEN",
      "GIVEN_TOKEN -> log echo: $GIVEN_TOKEN",
      "ORB_TOKEN -> log echo: $ORB_TOKEN",
      "POST_TOKEN -> log echo: $POST_TOKEN",
      "CALL_KEY -> callee example/o/job: o/job",
      "* -> callee example/o/job: o/job",
      "AFTER_TOKEN -> log echo: $AFTER_TOKEN",
    ]);
  });

  it("lead to orbs with all that the job holds, and only to these where they are of somebody else", () => {
    const found = readWell(
      `version: 2.1
orbs: { o: example/o@1.0.0, own: { commands: { say: { steps: [run: make] } } } }
jobs: { j: { environment: { A: $A_TOKEN }, steps: [o/x, own/say, unknown] } }
workflows: { w: { jobs: [{ j: { context: shop } }] } }
`,
    );
    expect(ways(found, "action")).toEqual([
      "A_TOKEN > $A_TOKEN -> action example/o/x: o/x",
      "* -> action example/o/x: o/x",
    ]);
    expect(found.flows.flows.map(({ sink }) => sink.pinned)).toEqual([true, true]);
  });
});

describe("scripts", () => {
  const languages = (rest: string): string[] => {
    const found = readWell(
      `version: 2.1\n${rest}workflows: { w: { jobs: [j] } }\n`.replace(
        "STEPS",
        `steps: [run: 'Write-Host "$env:A_TOKEN"', run: { command: 'echo "$A_TOKEN"', shell: bash.exe }, run: { command: 'print(os.environ["A_TOKEN"])', shell: python3 }]`,
      ),
    );
    return ways(found, "log").map((way) => way.replace(/^A_TOKEN -> log /, ""));
  };

  it("are in the language of their shell, or of the machine", () => {
    const windows = ["Write-Host: $env:A_TOKEN", "echo: $A_TOKEN", 'print: os.environ["A_TOKEN"]'];
    expect(languages('jobs: { j: { machine: { image: "windows-server-2022-gui:current" }, STEPS } }\n')).toEqual(
      windows,
    );
    expect(languages("orbs: { win: circleci/windows@5.0.0 }\njobs: { j: { executor: win/default, STEPS } }\n")).toEqual(
      windows,
    );
    expect(languages("jobs: { j: { docker: [{ image: cimg/base:1 }], STEPS } }\n")).toEqual(windows.slice(1));
  });

  it("know the secrets of their contexts, and a shell with a trace", () => {
    const { flows, textOf } = readWell(`version: 2.1
jobs: { j: { shell: /bin/bash -exo pipefail, steps: [run: make] } }
workflows: { w: { jobs: [{ j: { context: shop } }] } }
`);
    expect(
      flows.scripts.map(({ secrets, traces }) => [
        secrets.map(({ boundTo }) => boundTo),
        traces.map(({ place }) => textOf(place)),
      ]),
    ).toEqual([[["shop"], ["/bin/bash -exo pipefail"]]]);
  });
});

describe("images", () => {
  it("have what their job has, in the first, and their own, in the others; parameters are filled in", () => {
    const { flows } = readWell(`version: 2.1
executors:
  e:
    parameters: { tag: { type: string, default: "1" } }
    docker:
      - image: example/tool:<< parameters.tag >>
      - image: example/db:2
        environment: { P: $DB_TOKEN }
jobs:
  j:
    parameters: { tag: { type: string } }
    executor: { name: e, tag: << parameters.tag >> }
    steps: [run: up $UP_TOKEN]
workflows: { w: { jobs: [{ j: { matrix: { parameters: { tag: ["3", "4"] } } } }, { j: { name: k, tag: "5" } }] } }
`);
    expect(
      flows.images.map(({ name, version, job, runsJob, secrets }) => [
        name,
        version,
        job,
        runsJob,
        secrets.map(({ secret }) => secret).join(),
      ]),
    ).toEqual([
      ["example/tool", "<< parameters.tag >>", "j", true, "UP_TOKEN"],
      ["example/db", "2", "j", false, "DB_TOKEN"],
      ["example/tool", "5", "k", true, "UP_TOKEN"],
      ["example/db", "2", "k", false, "DB_TOKEN"],
    ]);
  });
});

describe("gaps", () => {
  const said = (text: string, path?: string): string[] => {
    const { flows, textOf } = readWell(text, path);
    return (flows.gaps ?? []).map(({ message = "", place }) => `${message}: ${textOf(place)}`);
  };
  const config = `version: 2.1
orbs: { slack: circleci/slack@5.1.1 }
commands:
  here: { steps: [there] }
  there: { steps: [when: { condition: true, steps: [here] }] }
  again: { steps: [run: make] }
jobs:
  j: { steps: [checkout, again, gone, gone, slack/notify, other/step, "<< parameters.x >>"] }
workflows: { w: { jobs: [j, missing, slack/on-hold, { ask: { type: approval } }] } }
`;

  it("are what the file calls and lacks, and commands that go round in a circle", () => {
    expect(said(config)).toEqual([
      "calls the job missing, which is not in this file: missing",
      "calls the command gone, which is not in this file: gone",
      "calls the orb other, which is not in this file: other/step",
      "has commands that call each other in a circle: here → there → here: here",
    ]);
  });

  it("are none in what is put together of several files", () => {
    expect(said(config, ".circleci/continue_config.yml")).toEqual([]);
    expect(said(config, "src/@orb.yml")).toEqual([]);
  });
});
