import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { platforms } from "../../src/platforms/registry.ts";
import { policies } from "../../src/policies/registry.ts";
import { catalogue } from "../support/catalogue.ts";
import { engineOptions } from "../support/scan-text.ts";
import { mendTexts } from "./mend-texts.ts";

const V = "VALUE";
const value = fillExample("SG.‹base64url 22›.‹base64url 43›", "in scripts").text;
const rules = catalogue.rules.filter(({ id }) => id === "sendgrid/api-key");
const options = engineOptions({ rules, platforms, policies });

const mended = (path: string, text: string) => {
  const { texts, unmended } = mendTexts({ [path]: text.replaceAll(V, value) }, options, {
    isWanted: ({ ruleId }) => ruleId === "sendgrid/api-key",
  });
  return { text: texts[path]?.replaceAll(value, V), why: unmended.map(({ why }) => why) };
};

const WORKFLOW = ".github/workflows/a.yml";
const workflow = (steps: string, machine = "ubuntu-latest"): string =>
  `on: push\npermissions: {}\njobs:\n  a:\n    runs-on: ${machine}\n    steps:\n${steps}`;
const ENV = "        env:\n          SENDGRID_API_KEY: ${{ secrets.SENDGRID_API_KEY }}\n";
const jenkins = (steps: string, stage = ""): string =>
  `pipeline {\n  agent any\n  stages {\n    stage('Mail') {\n${stage}      steps {\n${steps}      }\n    }\n  }\n}\n`;
const BLOCK = "      environment {\n        SENDGRID_API_KEY = credentials('sendgrid-api-key')\n      }\n";
const TASK =
  "apiVersion: tekton.dev/v1\nkind: Task\nmetadata:\n  name: build\nspec:\n  steps:\n    - name: mail\n      image: alpine\n";

describe.each<readonly [what: string, path: string, before: string, after: string]>([
  [
    "each kind of quotes",
    WORKFLOW,
    workflow(
      `      - name: deploy # it\n        run: |\n          export SENDGRID_API_KEY=${V} # key\n          curl -H "Authorization: Bearer ${V}" https://api.sendgrid.com\n          curl -H 'Authorization: Bearer ${V}' -d 'key=${V}&a=b' https://api.sendgrid.com\n          deploy --api-key '${V}'\n`,
    ),
    workflow(
      `      - name: deploy # it\n${ENV}        run: |\n          export SENDGRID_API_KEY="\${SENDGRID_API_KEY}" # key\n          curl -H "Authorization: Bearer \${SENDGRID_API_KEY}" https://api.sendgrid.com\n          curl -H 'Authorization: Bearer '"\${SENDGRID_API_KEY}" -d 'key='"\${SENDGRID_API_KEY}"'&a=b' https://api.sendgrid.com\n          deploy --api-key "\${SENDGRID_API_KEY}"\n`,
    ),
  ],
  [
    "a script in YAML's quotes",
    WORKFLOW,
    workflow(`      - run: "deploy --api-key ${V}"\n      - run: 'deploy --api-key ''${V}'''\n`),
    workflow(
      `      - run: "deploy --api-key \\"\${SENDGRID_API_KEY}\\""\n${ENV}      - run: 'deploy --api-key "\${SENDGRID_API_KEY}"'\n${ENV}`,
    ),
  ],
  [
    "PowerShell",
    WORKFLOW,
    workflow(
      `      - shell: pwsh\n        run: |\n          $env:SENDGRID_API_KEY = '${V}'\n          deploy --api-key "${V}"\n          deploy --api-key ${V}\n`,
      "windows-latest",
    ),
    workflow(
      `      - shell: pwsh\n${ENV}        run: |\n          $env:SENDGRID_API_KEY = "$($env:SENDGRID_API_KEY)"\n          deploy --api-key "$($env:SENDGRID_API_KEY)"\n          deploy --api-key $env:SENDGRID_API_KEY\n`,
      "windows-latest",
    ),
  ],
  [
    "a script of GitLab",
    ".gitlab-ci.yml",
    `deploy:\n  script:\n    - deploy --api-key ${V} # it\n    - 'deploy --api-key "${V}"'\n`,
    'deploy:\n  script:\n    - deploy --api-key "${SENDGRID_API_KEY}" # it\n    - \'deploy --api-key "${SENDGRID_API_KEY}"\'\n',
  ],
  [
    "steps of Azure",
    "azure-pipelines.yml",
    `pool: { vmImage: ubuntu-latest }\nsteps:\n  - script: deploy --api-key ${V}\n    displayName: deploy\n`,
    'pool: { vmImage: ubuntu-latest }\nsteps:\n  - script: deploy --api-key "${SENDGRID_API_KEY}"\n    env:\n      SENDGRID_API_KEY: $(SENDGRID_API_KEY)\n    displayName: deploy\n',
  ],
  [
    "both forms of CircleCI's run",
    ".circleci/config.yml",
    `version: 2.1\njobs:\n  test:\n    docker: [{ image: cimg/base }]\n    steps:\n      - run: deploy --api-key ${V}\n      - run:\n          command: deploy --api-key ${V}\nworkflows:\n  main:\n    jobs: [test]\n`,
    'version: 2.1\njobs:\n  test:\n    docker: [{ image: cimg/base }]\n    steps:\n      - run: deploy --api-key "${SENDGRID_API_KEY}"\n      - run:\n          command: deploy --api-key "${SENDGRID_API_KEY}"\nworkflows:\n  main:\n    jobs: [test]\n',
  ],
  [
    "a step of Bitbucket",
    "bitbucket-pipelines.yml",
    `pipelines:\n  default:\n    - step:\n        script:\n          - deploy --api-key ${V}\n`,
    'pipelines:\n  default:\n    - step:\n        script:\n          - deploy --api-key "${SENDGRID_API_KEY}"\n',
  ],
  [
    "a command of Buildkite, whose upload fills dollars in",
    ".buildkite/pipeline.yml",
    `steps:\n  - label: deploy\n    command: deploy --api-key ${V}\n`,
    'steps:\n  - label: deploy\n    secrets:\n      - SENDGRID_API_KEY\n    command: deploy --api-key "$${SENDGRID_API_KEY}"\n',
  ],
  ...[".drone.yml", ".woodpecker.yml"].map(
    (path) =>
      [
        "a step in a container",
        path,
        `kind: pipeline\ntype: docker\nname: default\nsteps:\n  - name: deploy\n    image: alpine\n    commands:\n      - deploy --api-key ${V}\n`,
        'kind: pipeline\ntype: docker\nname: default\nsteps:\n  - name: deploy\n    image: alpine\n    environment:\n      SENDGRID_API_KEY: { from_secret: sendgrid_api_key }\n    commands:\n      - deploy --api-key "$${SENDGRID_API_KEY}"\n',
      ] as const,
  ),
  [
    "a step of Tekton",
    "tasks/build.yaml",
    `${TASK}      script: |\n        #!/bin/sh\n        deploy --api-key ${V}\n`,
    `${TASK}      env:\n        - name: SENDGRID_API_KEY\n          valueFrom:\n            secretKeyRef:\n              name: sendgrid-api-key\n              key: SENDGRID_API_KEY\n      script: |\n        #!/bin/sh\n        deploy --api-key "\${SENDGRID_API_KEY}"\n`,
  ],
  [
    "a command of CodeBuild",
    "buildspec.yml",
    `version: 0.2\nenv:\n  variables:\n    LEVEL: info\nphases:\n  build:\n    commands:\n      - deploy --api-key ${V}\n`,
    'version: 0.2\nenv:\n  variables:\n    LEVEL: info\n  secrets-manager:\n    SENDGRID_API_KEY: SENDGRID_API_KEY\nphases:\n  build:\n    commands:\n      - deploy --api-key "${SENDGRID_API_KEY}"\n',
  ],
  [
    "scripts of Jenkins in each kind of its quotes",
    "Jenkinsfile",
    jenkins(
      `        sh 'deploy --api-key ${V}' // it\n        sh "deploy --api-key ${V} --build \${env.BUILD_ID}"\n        sh """\n          curl -H 'Key: ${V}' https://example.com\n        """\n        sh '''\n          curl -H "Key: ${V}" https://example.com\n        '''\n`,
    ),
    jenkins(
      `        sh 'deploy --api-key "\${SENDGRID_API_KEY}"' // it\n        sh "deploy --api-key \\"\\\${SENDGRID_API_KEY}\\" --build \${env.BUILD_ID}"\n        sh """\n          curl -H 'Key: '"\\\${SENDGRID_API_KEY}" https://example.com\n        """\n        sh '''\n          curl -H "Key: \${SENDGRID_API_KEY}" https://example.com\n        '''\n`,
      BLOCK,
    ),
  ],
  [
    "Jenkins' withEnv, alone and beside others",
    "Jenkinsfile",
    jenkins(
      `        withEnv(['MAIL_KEY=${V}']) { // it\n          sh 'deploy'\n        }\n        withEnv(["LEVEL=info", "MAIL_KEY=${V}"]) {\n          sh 'deploy'\n        }\n`,
    ),
    jenkins(
      `        withCredentials([string(credentialsId: 'mail-key', variable: 'MAIL_KEY')]) { // it\n          sh 'deploy'\n        }\n        withCredentials([string(credentialsId: 'mail-key', variable: 'MAIL_KEY')]) { withEnv(["LEVEL=info"]) {\n          sh 'deploy'\n        } }\n`,
    ),
  ],
])("a value in %s (%s)", (_, path, before, after) => {
  it("comes as a variable, once and for all", () => {
    expect(mended(path, before)).toEqual({ text: after, why: [] });
    expect(mended(path, after)).toEqual({ text: after, why: [] });
  });

  it("keeps ends of lines", () => {
    const windows = (text: string): string => text.replaceAll("\n", "\r\n");
    expect(mended(path, windows(before)).text).toBe(windows(after));
  });
});

it.each<readonly [path: string, text: string, why: RegExp]>([
  [
    WORKFLOW,
    workflow(`      - run: |\n          cat > a <<'E'\n          key: ${V}\n          E\n`),
    /no variable is read/,
  ],
  [WORKFLOW, workflow(`      - run: python3 -c "print('${V}')"\n`), /`python3` would take/],
  [WORKFLOW, workflow(`      - run: sed -i s/KEY/${V}/ a\n`), /`sed` would take/],
  [WORKFLOW, workflow(`      - shell: cmd\n        run: deploy --api-key ${V}\n`), /which shell/],
  [WORKFLOW, workflow(`      - shell: pwsh\n        run: deploy --api-key=${V}\n`), /PowerShell may read/],
  [WORKFLOW, workflow(`      - shell: pwsh\n        run: deploy 'a ${V}'\n`), /PowerShell may read/],
  [
    WORKFLOW,
    workflow(`      - run: |\n          SENDGRID_API_KEY=other make\n          deploy --api-key ${V}\n`),
    /the same name/,
  ],
  [WORKFLOW, workflow(`      - run: deploy "$SENDGRID_API_KEY" --api-key ${V}\n`), /the same name/],
  [WORKFLOW, workflow(`      - run: |\n          make # with ${V}\n`), /in a comment/],
  [
    ".gitlab-ci.yml",
    `deploy:\n  variables:\n    SENDGRID_API_KEY: $OTHER\n  script:\n    - deploy --api-key ${V}\n`,
    /the same name/,
  ],
  [".gitlab-ci.yml", `deploy:\n  tags: [windows]\n  script:\n    - deploy --api-key ${V}\n`, /which shell/],
  [
    "tasks/build.yaml",
    `${TASK}      script: |\n        #!/usr/bin/env python3\n        key = "${V}"\n`,
    /none of a shell/,
  ],
  ["buildspec.yml", `version: 0.2\nphases:\n  build:\n    commands:\n      - deploy --api-key ${V}\n`, /no `env`/],
  ["Jenkinsfile", `node {\n  sh 'deploy --api-key ${V}'\n}\n`, /only a declarative pipeline/],
  ["Jenkinsfile", jenkins(`        bat 'deploy --api-key ${V}'\n`), /`bat` reads variables/],
  ["Jenkinsfile", jenkins(`        sh 'deploy --api-key ' + '${V}'\n`), /put together/],
  [
    "Jenkinsfile",
    jenkins(`        withEnv(["KEY=a:${V}"]) {\n          sh 'deploy'\n        }\n`),
    /a whole value only/,
  ],
])("in %s it is left alone, with the reason", (path, text, why) => {
  expect(mended(path, text)).toEqual({ text, why: [expect.stringMatching(why)] });
});

it("tells what rules say of the value once it is a secret, where that is less severe", () => {
  const text = workflow(`      - run: deploy --api-key ${value}\n`);
  const { mended: done, look } = mendTexts({ [WORKFLOW]: text }, options, {
    isWanted: ({ ruleId }) => ruleId === "sendgrid/api-key",
  });
  const brings = done.flatMap((one) => one.brings.map(({ ruleId, severity }) => `${ruleId} ${severity}`));
  expect(brings).toEqual(["cmdline/password-flag medium"]);
  expect(look.findings.map(({ ruleId }) => ruleId)).toContain("cmdline/password-flag");
});

it("leaves a value where a rule would say something as severe of the secret", () => {
  // It is sent to people as the text of a message.
  const { text, why } = mended(WORKFLOW, workflow(`      - run: mail --api-key ${V}\n`));
  expect(text).toContain(V);
  expect(why).toEqual([expect.stringMatching(/^a scan says that it would bring logs\//)]);
});
