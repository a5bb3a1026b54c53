import { fillExample } from "../../src/catalogue/template.ts";
import type { FixCase, RefusedCase } from "./pipeline-cases.ts";

const DIGEST = `sha256:${"0123456789abcdef".repeat(4)}`;
const value = fillExample("‹alnum 28›", "fixes").text;
const other = fillExample("‹alnum 28›", "other fixes").text;

/** A declarative pipeline with some lines of a stage. */
const declarative = (environment: string, steps: string): string =>
  `pipeline {\n  agent any // here\n  environment {\n${environment}  }\n  stages {\n    stage('Deploy') {\n      steps {\n${steps}      }\n    }\n  }\n}\n`;

const API_KEY = "    API_KEY = credentials('api-key')\n";

const TASK = `apiVersion: tekton.dev/v1\nkind: Task\nmetadata:\n  name: build\nspec:\n  steps:\n    - name: run\n      image: registry.example.com/build@${DIGEST}\n`;

const BUILD = `steps:\n  - id: run\n    name: registry.example.com/build@${DIGEST}\n`;

const DRONE = (name: string, secret: string): string =>
  `kind: pipeline\ntype: docker\nname: ${name}\nsteps:\n  - name: deploy\n    image: registry.example.com/build@${DIGEST}\n    environment:\n      ${name}_TOKEN: ${secret} # it\n    commands: [./deploy]\n`;

/** Fixes on platforms that are not GitHub, GitLab, Azure and CircleCI. */
export const PLATFORM_CASES: readonly FixCase[] = [
  {
    rule: "plaintext/plaintext-env",
    what: "a credential of Jenkins takes the value's place",
    path: "Jenkinsfile",
    before: declarative(
      `    LEVEL = 'info'\n    // The shop's\n    DB_PASSWORD = '${value}' // it\n`,
      "        sh 'make'\n",
    ),
    after: declarative(
      "    LEVEL = 'info'\n    // The shop's\n    DB_PASSWORD = credentials('db-password') // it\n",
      "        sh 'make'\n",
    ),
  },
  {
    rule: "logs/buildkite-redaction-off",
    what: "the switch is taken away",
    path: ".buildkite/pipeline.yml",
    before: "steps:\n  - command: buildkite-agent secret get --skip-redaction deploy_token > token # it\n",
    after: "steps:\n  - command: buildkite-agent secret get deploy_token > token # it\n",
  },
  {
    rule: "logs/buildkite-redaction-off",
    what: "a list of nothing is taken away with its option",
    path: ".buildkite/pipeline.yml",
    before: "steps:\n  - command: buildkite-agent pipeline upload --redacted-vars '' parts.yml\n",
    after: "steps:\n  - command: buildkite-agent pipeline upload parts.yml\n",
  },
  {
    rule: "logs/buildkite-redaction-off",
    what: "the variable is taken away, with `env` where it is the only one",
    path: ".buildkite/pipeline.yml",
    before: 'env:\n  BUILDKITE_REDACTED_VARS: ""\nsteps:\n  - command: make deploy\n',
    after: "steps:\n  - command: make deploy\n",
  },
  {
    rule: "cmdline/expression-in-script",
    what: "the shell reads what Groovy would write into the script",
    path: "Jenkinsfile",
    before: declarative(
      API_KEY,
      [
        `sh "deploy --key \${API_KEY} --build \${env.BUILD_NUMBER}" // now`,
        `sh "curl -H 'Key: \${API_KEY}' -d '\${API_KEY}' https://example.com"`,
        `sh """\n          deploy "\${env.API_KEY}" \${target}\n        """`,
        `sh """deploy \${target} \${API_KEY} --key=\${API_KEY}"""`,
      ]
        .map((line) => `        ${line}\n`)
        .join(""),
    ),
    after: declarative(
      API_KEY,
      [
        `sh 'deploy --key "\${API_KEY}" --build \${BUILD_NUMBER}' // now`,
        String.raw`sh "curl -H 'Key: '\"\${API_KEY}\" -d \"\${API_KEY}\" https://example.com"`,
        `sh """\n          deploy "\\\${API_KEY}" \${target}\n        """`,
        String.raw`sh """deploy ${"${target}"} "\${API_KEY}" --key=\"\${API_KEY}\""""`,
      ]
        .map((line) => `        ${line}\n`)
        .join(""),
    ),
  },
  {
    rule: "untrusted/secret-in-injectable-step",
    what: "Jenkins hands a title over as a variable",
    path: "Jenkinsfile",
    before: declarative(API_KEY, `        sh "deploy --title \${env.CHANGE_TITLE}"\n`),
    after: declarative(API_KEY, `        sh 'deploy --title "\${CHANGE_TITLE}"'\n`),
  },
  {
    rule: "artefact/artefact-no-expiry",
    what: "a pipeline of Jenkins gets options",
    path: "Jenkinsfile",
    before: declarative(API_KEY, "        sh 'make'\n        archiveArtifacts 'out/**'\n"),
    after: declarative(API_KEY, "        sh 'make'\n        archiveArtifacts 'out/**'\n").replace(
      "agent any // here\n",
      "agent any // here\n  options {\n    buildDiscarder(logRotator(artifactDaysToKeepStr: '7'))\n  }\n",
    ),
  },
  {
    rule: "logs/shell-trace",
    what: "the trace goes from Jenkins' scripts",
    path: "Jenkinsfile",
    before: declarative(
      API_KEY,
      `        sh '''\n          set -x\n          deploy --key "$API_KEY"\n        '''\n        sh 'set -ex; deploy --key "$API_KEY"'\n`,
    ),
    after: declarative(
      API_KEY,
      `        sh '''\n          deploy --key "$API_KEY"\n        '''\n        sh 'set -e; deploy --key "$API_KEY"'\n`,
    ),
  },
  {
    rule: "logs/shell-trace",
    what: "all that turns the trace on in a script goes at once",
    path: ".gitlab-ci.yml",
    before: `deploy:\n  script:\n    - set -x\n    - |\n      set -euxo pipefail # strict\n      set -x # noisy\n      deploy --key "$DEPLOY_KEY"\n    - bash -x ./deploy.sh "$DEPLOY_KEY"\n    - set -o xtrace && deploy "$DEPLOY_KEY"\n`,
    after: `deploy:\n  script:\n    - |\n      set -euo pipefail # strict\n      # noisy\n      deploy --key "$DEPLOY_KEY"\n    - bash ./deploy.sh "$DEPLOY_KEY"\n    - deploy "$DEPLOY_KEY"\n`,
  },
  {
    rule: "failopen/fail-open-secret-fetch",
    what: "a guard goes from a script of Jenkins",
    path: "Jenkinsfile",
    before: declarative(API_KEY, "        sh 'vault kv get -field=x secret/shop > x || true'\n"),
    after: declarative(API_KEY, "        sh 'vault kv get -field=x secret/shop > x'\n"),
  },
  ...(
    [
      [".drone.yml", "failure: ignore", "kind: pipeline\ntype: docker\nname: default\n", "commands: [*]"],
      ["tasks/build.yaml", "onError: continue", TASK.replace(/ {2}steps:[\s\S]*/, "  "), "script: *"],
      ["cloudbuild.yaml", "allowFailure: true", "", "script: *"],
    ] as const
  ).map(([path, setting, head, script]): FixCase => {
    const column = path.startsWith("tasks") ? "  " : "";
    const written = script.replace("*", "vault kv get -field=x secret/shop > x");
    const step = (lines: readonly string[]): string =>
      `${head}steps:\n${lines.map((line, index) => `${column}${index === 0 ? "  - " : "    "}${line}\n`).join("")}`;
    const image =
      path === "cloudbuild.yaml"
        ? `name: registry.example.com/vault@${DIGEST}`
        : `image: registry.example.com/vault@${DIGEST}`;
    const name = path === "cloudbuild.yaml" ? "id: fetch" : "name: fetch";
    return {
      rule: "failopen/fail-open-secret-fetch",
      what: "a setting that lets the job go on goes",
      path,
      before: step([name, image, `${setting} # why?`, written]),
      after: step([name, image, written]),
    };
  }),
  {
    rule: "failopen/fail-open-secret-fetch",
    what: "a setting that lets the job go on goes",
    path: ".buildkite/pipeline.yml",
    before: "steps:\n  - label: fetch # it\n    command: vault kv get -field=x secret/shop > x\n    soft_fail: true\n",
    after: "steps:\n  - label: fetch # it\n    command: vault kv get -field=x secret/shop > x\n",
  },
  {
    rule: "plaintext/plaintext-env",
    what: "a secret of Buildkite's cluster comes by its name, one beside another",
    path: ".buildkite/pipeline.yml",
    before: `env:\n  LEVEL: info # all\n  DB_PASSWORD: ${value}\nsteps:\n  - label: test\n    command: make test\n    env:\n      ADMIN_SECRET: ${other}\n    secrets:\n      - OTHER # one\n`,
    after:
      "env:\n  LEVEL: info # all\nsecrets:\n  - DB_PASSWORD\nsteps:\n  - label: test\n    command: make test\n    secrets:\n      - OTHER # one\n      - ADMIN_SECRET\n",
  },
  {
    rule: "plaintext/plaintext-env",
    what: "a step of Tekton takes a Secret",
    path: "tasks/build.yaml",
    before: `${TASK}      env:\n        - name: DB_PASSWORD # the shop's\n          value: '${value}' # it\n        - { name: API_TOKEN, value: ${other} }\n      script: ./migrate.sh\n`,
    after: `${TASK}      env:\n        - name: DB_PASSWORD # the shop's\n          valueFrom:\n            secretKeyRef:\n              name: db-password\n              key: DB_PASSWORD # it\n        - { name: API_TOKEN, valueFrom: { secretKeyRef: { name: api-token, key: API_TOKEN } } }\n      script: ./migrate.sh\n`,
  },
  {
    rule: "plaintext/plaintext-env",
    what: "Cloud Build takes it from Secret Manager",
    path: "cloudbuild.yaml",
    before: `${BUILD}    env:\n      - 'DB_PASSWORD=${value}'\n      - LEVEL=info # all\n    script: ./migrate.sh\ntimeout: 600s # long\n`,
    after: `${BUILD}    env:\n      - LEVEL=info # all\n    secretEnv:\n      - DB_PASSWORD\n    script: ./migrate.sh\ntimeout: 600s # long\navailableSecrets:\n  secretManager:\n    - versionName: projects/$PROJECT_ID/secrets/DB_PASSWORD/versions/latest\n      env: DB_PASSWORD\n`,
  },
  {
    rule: "plaintext/plaintext-env",
    what: "CodeBuild takes it from Secrets Manager",
    path: "buildspec.yml",
    before: `version: 0.2\nenv:\n  variables:\n    DB_PASSWORD: ${value}\n    LEVEL: info # all\nphases:\n  build:\n    commands: [./migrate.sh]\n`,
    after:
      "version: 0.2\nenv:\n  variables:\n    LEVEL: info # all\n  secrets-manager:\n    DB_PASSWORD: DB_PASSWORD\nphases:\n  build:\n    commands: [./migrate.sh]\n",
  },
  {
    rule: "plaintext/plaintext-env",
    what: "a document of a file that is not its first",
    path: ".drone.yml",
    before: `${DRONE("FIRST", "$FIRST")}---\n${DRONE("SECOND", value)}`,
    after: `${DRONE("FIRST", "$FIRST")}---\n${DRONE("SECOND", "{ from_secret: second_token }")}`,
  },
  {
    rule: "plaintext/plaintext-env",
    what: "a variable that is all of CodeBuild's environment",
    path: "buildspec.yml",
    before: `version: 0.2\nenv:\n  variables: # all\n    DB_PASSWORD: ${value} # it\nphases:\n  build:\n    commands: [./migrate.sh]\n`,
    after:
      "version: 0.2\nenv:\n  secrets-manager: # all\n    DB_PASSWORD: DB_PASSWORD # it\nphases:\n  build:\n    commands: [./migrate.sh]\n",
  },
  {
    rule: "plaintext/plaintext-env",
    what: "comments below an entry stay with it",
    path: "cloudbuild.yaml",
    before: `${BUILD}    script: ./migrate.sh\n    env:\n      - LEVEL=info\n      - DB_PASSWORD=${value}\n      # - OTHER=one\n# [END build]\n`,
    after: `${BUILD}    script: ./migrate.sh\n    env:\n      - LEVEL=info\n      # - OTHER=one\n    secretEnv:\n      - DB_PASSWORD\navailableSecrets:\n  secretManager:\n    - versionName: projects/$PROJECT_ID/secrets/DB_PASSWORD/versions/latest\n      env: DB_PASSWORD\n# [END build]\n`,
  },
  {
    rule: "plaintext/plaintext-env",
    what: "CodeBuild takes it from where other values lie",
    path: "buildspec.yml",
    before: `version: 0.2\nenv:\n  parameter-store:\n    API_TOKEN: /shop/API_TOKEN # it\n  variables:\n    LEVEL: info\n    DB_PASSWORD: "${value}"\nphases:\n  build:\n    commands: [./migrate.sh]\n`,
    after:
      "version: 0.2\nenv:\n  parameter-store:\n    API_TOKEN: /shop/API_TOKEN # it\n    DB_PASSWORD: /shop/DB_PASSWORD\n  variables:\n    LEVEL: info\nphases:\n  build:\n    commands: [./migrate.sh]\n",
  },
];

/** What is left alone, there and elsewhere. */
export const PLATFORM_REFUSED: readonly RefusedCase[] = [
  {
    rule: "plaintext/plaintext-env",
    what: "what a trigger of Buildkite hands on",
    path: ".buildkite/pipeline.yml",
    before: `steps:\n  - trigger: deploy\n    build:\n      env:\n        LEVEL: info\n        DB_PASSWORD: ${value}\n`,
    why: /hands it to another pipeline/,
  },
  {
    rule: "plaintext/plaintext-env",
    what: "what a trigger of GitLab hands on",
    path: ".gitlab-ci.yml",
    before: `deploy:\n  variables:\n    LEVEL: info\n    DB_PASSWORD: ${value}\n  trigger: acme/deploy\n`,
    why: /pipeline that is triggered/,
  },
  {
    rule: "plaintext/plaintext-env",
    what: "a service of CircleCI",
    path: ".circleci/config.yml",
    before: `version: 2.1\njobs:\n  test:\n    docker:\n      - image: cimg/base@${DIGEST}\n      - image: cimg/postgres@${DIGEST}\n        environment:\n          LEVEL: info\n          DB_PASSWORD: ${value}\n    steps:\n      - run: make test\nworkflows:\n  main:\n    jobs: [test]\n`,
    why: /image of a service/,
  },
  {
    rule: "plaintext/plaintext-env",
    what: "a batch of CodeBuild",
    path: "buildspec.yml",
    before: `version: 0.2\nbatch:\n  build-list:\n    - identifier: one\n      env:\n        variables:\n          LEVEL: info\n          DB_PASSWORD: ${value}\nphases:\n  build:\n    commands: [./migrate.sh]\n`,
    why: /a batch takes no secrets/,
  },
  {
    rule: "plaintext/plaintext-env",
    what: "the id of a credential",
    path: "Jenkinsfile",
    before: declarative(
      `    DEPLOY_KEY = '${value}'\n`,
      "        withCredentials([string(credentialsId: DEPLOY_KEY, variable: 'KEY')]) {\n          sh 'make'\n        }\n",
    ),
    why: /id of a credential/,
  },
  {
    rule: "cmdline/expression-in-script",
    what: "what another machine's shell runs",
    path: "Jenkinsfile",
    before: declarative(API_KEY, `        sh "ssh shop.example.com 'deploy \${API_KEY}'"\n`),
    why: /`ssh` takes the text for code/,
  },
  {
    rule: "plaintext/plaintext-env",
    what: "a value that stands twice in a Jenkinsfile",
    path: "Jenkinsfile",
    before: declarative(`    DB_PASSWORD = '${value}'\n`, `        sh 'start -p ${value}'\n`),
    why: /at another place/,
  },
  {
    rule: "cmdline/expression-in-script",
    what: "a batch file of Jenkins",
    path: "Jenkinsfile",
    before: declarative(API_KEY, `        bat "deploy \${API_KEY}"\n`),
    why: /`bat` reads variables in another way/,
  },
  {
    rule: "cmdline/expression-in-script",
    what: "a variable of Groovy",
    path: "Jenkinsfile",
    before: declarative(
      API_KEY,
      `        script {\n          def KEY = "x\${API_KEY}"\n          sh "deploy \${KEY}"\n        }\n`,
    ),
    why: /Groovy works the text out/,
  },
  {
    rule: "logs/buildkite-redaction-off",
    what: "a variable that the script itself sets",
    path: ".buildkite/pipeline.yml",
    before:
      "steps:\n  - commands:\n      - export BUILDKITE_AGENT_SECRET_GET_SKIP_SECRET_REDACTION=true\n      - make deploy\n",
    why: /not an entry of `env`/,
  },
  {
    rule: "logs/shell-trace",
    what: "a script that does nothing else",
    path: ".gitlab-ci.yml",
    before: `deploy:\n  before_script: set -x\n  script:\n    - deploy --key "$DEPLOY_KEY"\n`,
    why: /all of its script/,
  },
  {
    rule: "plaintext/plaintext-env",
    what: "a variable that Buildkite's upload fills in",
    path: ".buildkite/pipeline.yml",
    before: `env:\n  DB_PASSWORD: ${value}\nsteps:\n  - label: test\n    command: migrate $DB_PASSWORD\n`,
    why: /write \$\$DB_PASSWORD/,
  },
  {
    rule: "plaintext/plaintext-connection-string",
    what: "a part of a value on Cloud Build",
    path: "cloudbuild.yaml",
    before: `${BUILD}    env:\n      - SHOP_URL=postgres://shop:${value}@db.shop.example.net/shop\n    script: ./migrate.sh\n`,
    why: /a whole value only/,
  },
  {
    rule: "plaintext/plaintext-connection-string",
    what: "a part of a value on Tekton",
    path: "tasks/build.yaml",
    before: `${TASK}      env:\n        - name: SHOP_URL\n          value: postgres://shop:${value}@db.shop.example.net/shop\n      script: ./migrate.sh\n`,
    why: /a whole value only/,
  },
  {
    rule: "plaintext/plaintext-env",
    what: "what only Travis CI can encrypt",
    path: ".travis.yml",
    before: `language: ruby\nenv:\n  global:\n    - DB_PASSWORD=${value}\nscript: rake test\n`,
    why: /travis encrypt/,
  },
  {
    rule: "plaintext/plaintext-env",
    what: "what only AppVeyor can encrypt",
    path: "appveyor.yml",
    before: `environment:\n  DB_PASSWORD: ${value}\ntest_script:\n  - test.cmd\n`,
    why: /Encrypt YAML/,
  },
];
