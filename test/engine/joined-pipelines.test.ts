import { describe, expect, it } from "vitest";
import { type SourceEvent, unitOf } from "../../src/core/source.ts";
import { scan } from "../../src/engine/scan.ts";
import { traceFlows } from "../../src/engine/trace-flows.ts";
import { platforms } from "../../src/platforms/registry.ts";
import { policies } from "../../src/policies/registry.ts";
import { engineOptions } from "../support/scan-text.ts";

type Files = Readonly<Record<string, string>>;

/** What a scan of a repository says, as `rule path:line severity`, with its problems. */
function scanned(files: Files, isWhole = true) {
  const events = Object.entries(files).map(
    ([path, text]): SourceEvent => ({ type: "unit", unit: unitOf(path, Buffer.from(text)) }),
  );
  const { findings, problems } = scan(events, engineOptions({ platforms, policies, isWhole }));
  return {
    messages: findings.map(({ message }) => message),
    found: findings.map(({ ruleId, location }) => `${ruleId} ${location.path}:${location.start.line}`).sort(),
    problems: problems.map(({ subject, line, level, message }) => `${level} ${subject}:${line} ${message}`),
  };
}

const MAIN = ".gitlab-ci.yml";
const ECHO = "logs/secret-echo";

/** Only what some rules find. */
const of = (rule: string, { found }: ReturnType<typeof scanned>): string[] =>
  found.filter((one) => one.startsWith(rule)).map((one) => one.slice(rule.length + 1));

describe("a GitLab pipeline with what it includes", () => {
  it.each<[string, Files, string[]]>([
    [
      "a template's script, with a variable of the file that includes it",
      {
        [MAIN]: "include: /ci/base.yml\nvariables: { SENT: $DEPLOY_TOKEN }\ndeploy: { extends: .base }\n",
        "ci/base.yml": ".base:\n  stage: a\n  script:\n    - echo $SENT\n",
      },
      ["ci/base.yml:4"],
    ],
    [
      "a reference into another file",
      {
        [MAIN]:
          "include: [{ local: ci/base.yml }]\na:\n  variables: { SENT: $A_TOKEN }\n  script: [!reference [.lines, script]]\n",
        "ci/base.yml": ".lines:\n  stage: x\n  script:\n    - echo $SENT\n",
      },
      ["ci/base.yml:4"],
    ],
    [
      "a default of an included file",
      {
        [MAIN]: "include: ci/defaults.yml\na: { stage: x, script: [make], variables: { SENT: $A_TOKEN } }\n",
        "ci/defaults.yml": "default:\n  before_script:\n    - echo $SENT\n",
      },
      ["ci/defaults.yml:3"],
    ],
    [
      "files by a pattern, and through another file",
      {
        [MAIN]: "include: 'ci/*.yml'\nvariables: { SENT: $A_TOKEN }\n",
        "ci/one.yml": "one:\n  stage: a\n  script: echo $SENT\n",
        "ci/two.yml": "include: /deeper/three.yml\n",
        "deeper/three.yml": "three:\n  stage: a\n  script: echo $SENT\n",
        "ci/below/four.yml": "four:\n  stage: a\n  script: echo $SENT\n",
      },
      ["ci/one.yml:3", "deeper/three.yml:3"],
    ],
    [
      "files by a pattern of any depth",
      {
        [MAIN]: "include: 'ci/**.yml'\nvariables: { SENT: $A_TOKEN }\n",
        "ci/one.yml": "one:\n  stage: a\n  script: echo $SENT\n",
      },
      ["ci/one.yml:3"],
    ],
    [
      "a job that the file itself writes anew, whose old script somebody else may run",
      {
        [MAIN]: "include: ci/base.yml\nbuild: { stage: x, script: [make] }\n",
        "ci/base.yml": "build:\n  stage: a\n  script: echo $A_TOKEN\n",
      },
      ["ci/base.yml:3"],
    ],
    [
      "a file that two pipelines include, once",
      {
        "a/.gitlab-ci.yml": "include: ci/base.yml\na: { extends: .base }\n",
        "b/.gitlab-ci.yml": "include: ci/base.yml\nb: { extends: .base }\n",
        "ci/base.yml": ".base:\n  stage: a\n  script:\n    - echo $A_TOKEN\n",
      },
      ["ci/base.yml:4"],
    ],
    [
      "a file in a folder, whose paths begin at its repository",
      {
        "shop/.gitlab-ci.yml": "include: /ci/base.yml\nvariables: { SENT: $A_TOKEN }\n",
        "shop/ci/base.yml": "a:\n  stage: x\n  script: echo $SENT\n",
        "ci/base.yml": "other:\n  stage: x\n  script: echo $B_TOKEN\n",
      },
      ["ci/base.yml:3", "shop/ci/base.yml:3"],
    ],
    [
      "files that include each other",
      {
        [MAIN]: "include: ci/a.yml\nvariables: { SENT: $A_TOKEN }\n",
        "ci/a.yml": "include: ci/b.yml\na:\n  stage: x\n  script: echo $SENT\n",
        "ci/b.yml": "include: ci/a.yml\nb:\n  stage: x\n  script: echo $SENT\n",
      },
      ["ci/a.yml:4", "ci/b.yml:4"],
    ],
    [
      "what is hidden by a variable of the same name in the including file",
      {
        [MAIN]: "include: ci/base.yml\nvariables: { SENT: plain }\n",
        "ci/base.yml": "variables: { SENT: $A_TOKEN }\na:\n  stage: x\n  script: echo $SENT\n",
      },
      [],
    ],
    [
      "offsets that are equal in two files",
      {
        [MAIN]: "include: ci/b.yml\na:\n  stage: x\n  script: echo $A_TOKEN\n",
        "ci/b.yml": "include: ci/z.yml\nb:\n  stage: x\n  script: echo $B_TOKEN\n",
      },
      [`${MAIN}:4`, "ci/b.yml:4"],
    ],
  ])("tells %s", (_, files, expected) => {
    const report = scanned(files);
    expect(of(ECHO, report)).toEqual([...expected].sort());
    expect(new Set(report.found).size).toBe(report.found.length);
  });

  it("tells a file that is no part of any other as before", () => {
    const text = "variables: { DB_PASSWORD: Tr0ub4dor&3x }\na:\n  stage: x\n  script: echo $A_TOKEN\n";
    const alone = scanned({ "ci/x.yml": text });
    const beside = scanned({ "ci/x.yml": text, "z/.gitlab-ci.yml": "b: { script: make }\n" });
    expect(alone.found).toContain(`${ECHO} ci/x.yml:4`);
    expect(alone.found).toContain("plaintext/plaintext-env ci/x.yml:1");
    expect(beside.found).toEqual(alone.found);
  });

  it("keeps literals that are written over", () => {
    const report = scanned({
      [MAIN]: "include: ci/x.yml\nvariables: { DB_PASSWORD: $STORED_PASSWORD }\n",
      "ci/x.yml": "variables: { DB_PASSWORD: Tr0ub4dor&3x }\na:\n  stage: x\n  script: make\n",
    });
    expect(of("plaintext/plaintext-env", report)).toEqual(["ci/x.yml:1"]);
  });

  it("takes the conditions of the whole pipeline", () => {
    const files = (workflow: string) => ({
      [MAIN]: `include: ci/x.yml\n${workflow}`,
      "ci/x.yml": "deploy:\n  stage: x\n  script: ./deploy --token $DEPLOY_TOKEN\n",
    });
    const rule = "untrusted/secret-on-pr-trigger";
    const onRequests = 'workflow: { rules: [{ if: $CI_PIPELINE_SOURCE == "merge_request_event" }] }\n';
    expect(of(rule, scanned(files(onRequests)))).toEqual(["ci/x.yml:3"]);
    expect(of(rule, scanned(files('workflow: { rules: [{ if: $CI_PIPELINE_SOURCE == "push" }] }\n')))).toEqual([]);
  });
});

describe("what a GitLab pipeline leads to and that was not read", () => {
  const start = "leads to a file that is not followed:";
  const job = "a:\n  stage: x\n  script: make\n";
  it.each<[string, Files, boolean, string[]]>([
    [
      "a file that is missing",
      { [MAIN]: `include: /ci/x.yml\n${job}` },
      true,
      [`note ${MAIN}:1 ${start} there is no pipeline /ci/x.yml`],
    ],
    ["a file that may be elsewhere", { [MAIN]: `include: /ci/x.yml\n${job}` }, false, []],
    [
      "files from elsewhere",
      {
        [MAIN]: `${job}include:\n  - template: Jobs/SAST.gitlab-ci.yml\n  - { project: a/b, file: [x.yml] }\n  - component: $CI_SERVER_FQDN/a/b@1\n  - https://example.com/x.yml\n  - local: ci/$NAME.yml\n`,
      },
      false,
      [
        `note ${MAIN}:5 what it includes from elsewhere is not followed: template Jobs/SAST.gitlab-ci.yml, project x.yml of a/b, component $CI_SERVER_FQDN/a/b@1, remote https://example.com/x.yml, ci/$NAME.yml, whose name is filled in`,
      ],
    ],
    [
      "a circle of three",
      {
        [MAIN]: `include: ci/a.yml\n${job}`,
        "ci/a.yml": "include: ci/b.yml\n.a:\n  script: make\n",
        "ci/b.yml": "include: ci/c.yml\n.b:\n  script: make\n",
        "ci/c.yml": "include: ci/a.yml\n.c:\n  script: make\n",
      },
      true,
      [
        "note ci/a.yml:1 leads to a file that is not followed: files include each other in a circle: ci/a.yml → ci/b.yml → ci/c.yml → ci/a.yml",
      ],
    ],
    [
      "a file that includes itself",
      { [MAIN]: `include: .gitlab-ci.yml\n${job}` },
      true,
      [`note ${MAIN}:1 ${start} files include each other in a circle: ${MAIN} → ${MAIN}`],
    ],
    [
      "a template that none of the files has",
      { [MAIN]: "include: ci/x.yml\na: { extends: .none, script: make }\n", "ci/x.yml": job },
      true,
      [`note ${MAIN}:1 with all that it includes, extends \`.none\`, which is not in these files`],
    ],
    [
      "a template that a file from elsewhere may have",
      { [MAIN]: "include: [ci/x.yml, { template: y.yml }]\na: { extends: .none, script: make }\n", "ci/x.yml": job },
      true,
      [`note ${MAIN}:1 what it includes from elsewhere is not followed: template y.yml`],
    ],
    [
      "a child pipeline that is missing",
      { [MAIN]: "a: { stage: x, trigger: { include: child.yml } }\n" },
      true,
      [`note ${MAIN}:1 ${start} there is no pipeline child.yml`],
    ],
    ["nothing", { [MAIN]: `include: ci/x.yml\nb: { extends: .x }\n`, "ci/x.yml": ".x:\n  script: make\n" }, true, []],
  ])("is named: %s", (_, files, isWhole, expected) => {
    expect(scanned(files, isWhole).problems).toEqual(expected);
  });
});

describe("a Compose service with what it takes over", () => {
  const env = "    environment:\n      SENT: ${API_TOKEN}\n";
  const echo = '    command: ["sh", "-c", "echo $$SENT"]\n';
  const base = `services:\n  base:\n    image: shop:1\n${echo}`;
  it.each<[string, Files, string[]]>([
    [
      "from another file",
      {
        "compose.yml": `services:\n  web:\n    extends:\n      file: parts/base.yml\n      service: base\n${env}`,
        "parts/base.yml": base,
      },
      ["parts/base.yml:4"],
    ],
    [
      "from another service of the file",
      { "compose.yml": `${base}  web:\n    extends: base\n${env}` },
      ["compose.yml:4"],
    ],
    [
      "over two files",
      {
        "a/compose.yml": `services:\n  web:\n    extends: { file: ../b/mid.yml, service: mid }\n${env}`,
        "b/mid.yml": "services:\n  mid:\n    extends:\n      file: base.yml\n      service: base\n",
        "b/base.yml": base,
      },
      ["b/base.yml:4"],
    ],
    [
      "from the main file that its own is laid over",
      { "docker-compose.yml": base, "docker-compose.override.yml": `services:\n  base:\n    build: .\n${env}` },
      ["docker-compose.yml:4"],
    ],
    [
      "from a base, whose command it has anew",
      { "compose.yml": `services:\n  base:\n    image: shop:1\n${env}  web:\n    extends: base\n${echo}` },
      ["compose.yml:8"],
    ],
    [
      "from a file of variables",
      {
        "a/compose.yml": `services:\n  web:\n    image: shop:1\n    env_file: ../web.env\n${echo}`,
        "web.env": "SENT=$API_TOKEN\n",
      },
      ["a/compose.yml:5"],
    ],
    [
      "from no file of variables that is that of another folder",
      { "a/compose.yml": `services:\n  web:\n    image: a\n    env_file: .env\n${echo}`, ".env": "SENT=$API_TOKEN\n" },
      [],
    ],
    [
      "from no main file of another folder",
      { "x/compose.yml": base, "compose.ci.yml": `services:\n  base:\n    image: a\n${env}` },
      [],
    ],
    [
      "not, where it has a value of its own",
      {
        "compose.yml": `services:\n  base:\n    image: shop:1\n${env}  web:\n    extends: base\n    environment: { SENT: plain }\n${echo}`,
      },
      [],
    ],
  ])("tells what comes %s", (_, files, expected) => {
    const report = scanned(files);
    expect(of(ECHO, report)).toEqual(expected);
    expect(new Set(report.found).size).toBe(report.found.length);
  });

  it("is shown with what its files of variables bring", () => {
    const files = {
      "compose.yml": "services:\n  web:\n    image: shop:1\n    env_file: web.env\n",
      "web.env": "API_TOKEN\n",
    };
    const events = Object.entries(files).map(
      ([path, text]): SourceEvent => ({ type: "unit", unit: unitOf(path, Buffer.from(text)) }),
    );
    const shown = traceFlows(events, platforms).pipelines.map(({ path, secrets }) => [
      path,
      secrets.map(({ name }) => name),
    ]);
    expect(shown).toEqual([["compose.yml", ["API_TOKEN"]]]);
  });

  it("opens but containers of the main file with their passwords", () => {
    const url =
      'services:\n  app:\n    image: app\n    environment: { DATABASE_URL: "postgres://u:hunter2hunter2@db/x" }\n';
    const main = "services:\n  db:\n    image: postgres\n    environment: { POSTGRES_PASSWORD: hunter2hunter2 }\n";
    const policy = "plaintext/plaintext-connection-string";
    expect(of(policy, scanned({ "compose.override.yml": url }))).toEqual(["compose.override.yml:4"]);
    expect(of(policy, scanned({ "compose.override.yml": url, "compose.yml": main }))).toEqual([]);
    expect(of(policy, scanned({ "compose.prod.yml": url, "compose.yml": main }))).toEqual(["compose.prod.yml:4"]);
  });

  it.each<[string, string, string[]]>([
    [
      "is missing",
      "services:\n  a:\n    image: x\n    extends: { file: base.yml, service: b }\ninclude: [more/compose.yml, 'oci://x/y']\n",
      [
        "4 leads to a file that is not followed: there is no Compose file base.yml",
        "5 leads to a file that is not followed: there is no Compose file more/compose.yml",
      ],
    ],
    [
      "goes round in a circle",
      "services:\n  a:\n    image: x\n    extends: b\n  b:\n    extends: a\n",
      [
        "4 leads to a file that is not followed: the service a extends itself in the end",
        "6 leads to a file that is not followed: the service b extends itself in the end",
      ],
    ],
  ])("is named where it %s", (_, text, expected) => {
    expect(scanned({ "compose.yml": text }).problems).toEqual(expected.map((one) => `note compose.yml:${one}`));
  });

  it("is none of a file that the main one is built on", () => {
    const below = "services:\n  app:\n    image: app\n";
    const main = "services:\n  app:\n    extends: { file: compose.base.yml, service: app }\n";
    expect(scanned({ "compose.base.yml": below, "compose.yml": main }).problems).toEqual([]);
  });
});

it("of a URL whose user is a secret, too, the password is named", () => {
  const given = "environment: { WHO: { from_secret: git_user }, PW: { from_secret: git_token } }";
  const step = `  - name: a\n    image: x\n    ${given}\n    commands: ["git clone https://$WHO:$PW@example.com/a.git"]\n`;
  expect(scanned({ ".drone.yml": `kind: pipeline\nname: x\nsteps:\n${step}` }).messages).toContain(
    "The secret git_token stands as the password of a URL that git is given.",
  );
});
