import type { Literal, ToolUse } from "../../core/pipeline.ts";
import { definePolicy } from "../define-policy.ts";
import { judgeLiteral } from "../judged-literal.ts";
import { isFetchingTool } from "../secret-fetch.ts";

/** A secret written out as the input of an action, a reusable workflow, a component or an orb. */
export const plaintextWithInput = definePolicy({
  meta: {
    id: "plaintext/plaintext-with-input",
    title: "Plaintext secret in an action's input",
    why: "Everybody who can read the repository can read this value, and so can whatever runs under that name. It stays in the history when the line is deleted, and the platform does not mask it in the logs, because it does not know that it is a secret.",
    fix: "Make a new value first, because this one counts as leaked, and revoke the old one where it was issued. Store the new value as a secret (on GitHub: Settings, then Secrets and variables, then Actions; on GitLab: Settings, then CI/CD, then Variables, masked and protected; on CircleCI: a context; on Buildkite: a secret of the cluster; on Drone and Woodpecker: a secret of the repository) and write its reference in place of the value: `${{ secrets.NAME }}` or `$NAME`, on Drone and Woodpecker `from_secret: NAME`, on Azure `$(NAME)` of a secret variable or a variable group. If the value is no secret, ignore this line with a reason.",
    severity: "critical",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/using-secrets-in-github-actions",
      "https://docs.gitlab.com/ci/inputs/",
      "https://docs.gitlab.com/ci/variables/#cicd-variable-security",
      "https://circleci.com/docs/guides/orchestrate/reusing-config/",
    ],
    practices: ["P1"],
    cwe: [798, 312],
    allows: { what: "inputs", example: "test-password" },
  },
  platforms: [
    "appveyor",
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "compose",
    "drone",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "tekton",
    "travis",
    "woodpecker",
  ],
  examples: {
    flag: [
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              steps:
                - uses: example/login@v3
                  with:
                    username: ci
                    password: «hunter2-prod»
        `,
      },
      {
        text: `
          on: push
          jobs:
            deploy:
              uses: ./.github/workflows/deploy.yml
              with:
                region: eu-west-1
                api-token: "«q8Zr1LmX0vTe4WbN»"
              secrets:
                webhook-secret: «n7Yd2KpV5sGa»
        `,
      },
      {
        path: "deploy/action.yml",
        text: `
          name: deploy
          runs:
            using: composite
            steps:
              - uses: example/login@v3
                with:
                  client-secret: '«vK7qLw2ZtRp9»'
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          include:
            - component: $CI_SERVER_FQDN/platform/deploy/run@1.2.0
              inputs:
                stage: deploy
                api_token: «q8Zr1LmX0vTe4WbN»
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          include:
            - local: ci/deploy.yml
              inputs:
                password: "«hX3mQ9tLw7Zs»"
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            trigger:
              include:
                - local: ci/child.yml
                  inputs:
                    client_secret: «vK7qLw2ZtRp9»
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - task: FtpUpload@2
              inputs:
                credentialsOption: inputs
                serverUrl: ftp://ftp.example.com
                username: deploy
                password: «hunter2-prod»
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          jobs:
            - template: deploy.yml
              parameters:
                environment: production
                apiToken: «q8Zr1LmX0vTe4WbN»
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          orbs:
            deploy: example/deploy@1.2.3
          commands:
            login:
              parameters:
                password: { type: string }
              steps:
                - run: login --password-from-stdin
          jobs:
            release:
              docker: [{ image: cimg/base:2026.01 }]
              steps:
                - deploy/push:
                    api-token: "«q8Zr1LmX0vTe4WbN»"
                - login:
                    password: «hX3mQ9tLw7Zs»
          workflows:
            main:
              jobs:
                - release
                - deploy/run:
                    client_secret: «vK7qLw2ZtRp9»
        `,
      },
    ],
    ok: [
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              steps:
                - uses: example/login@v3
                  with:
                    username: ci
                    password: \${{ secrets.REGISTRY_PW }}
        `,
      },
      {
        text: `
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/cache@v4
                  with:
                    path: ~/.npm
                    key: npm-cache-linux
                - uses: example/setup@v2
                  with:
                    token: ""
                    token-path: .tokens/ci
                    ssh-key-file: deploy/key.pem
        `,
      },
      {
        text: `
          on: push
          jobs:
            test:
              uses: ./.github/workflows/test.yml
              with:
                password: changeme
                token: <your token>
              secrets: inherit
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          include:
            - component: $CI_SERVER_FQDN/platform/deploy/run@1.2.0
              inputs:
                stage: deploy
                api_token: $DEPLOY_TOKEN
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          include:
            - local: ci/deploy.yml
              inputs:
                token_file: /run/secrets/token
                password: ""
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          include:
            - component: $CI_SERVER_FQDN/platform/scan/run@1.2.0
              inputs:
                environment: production
                image_tag: 9f86d081884c7d654a2feaa0c55ad0153a4fc2a1
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - task: FtpUpload@2
              inputs:
                credentialsOption: inputs
                username: deploy
                password: $(FtpPassword)
            - task: AzureCLI@2
              inputs:
                azureSubscription: shop-production
                scriptType: bash
                scriptLocation: inlineScript
                inlineScript: az group list
            - task: AzureKeyVault@2
              inputs:
                KeyVaultName: shop
                SecretsFilter: db-password,api-token
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          jobs:
            - template: deploy.yml
              parameters:
                apiToken: $(ApiToken)
                tokenPath: .tokens/ci
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          orbs:
            deploy: example/deploy@1.2.3
          commands:
            login:
              parameters:
                password: { type: env_var_name, default: REGISTRY_PASSWORD }
              steps:
                - run: echo "\${<< parameters.password >>}" | login --password-stdin
          jobs:
            release:
              docker: [{ image: cimg/base:2026.01 }]
              steps:
                - deploy/push:
                    api-token: $DEPLOY_TOKEN
                    token: DEPLOY_TOKEN
                - login
          workflows:
            main:
              jobs: [release]
        `,
      },
    ],
  },
  *check({ flows, judge }) {
    for (const literal of flows.literals) {
      const judgement = literal.via === "input" ? judgeLiteral(judge, literal) : undefined;
      if (judgement === undefined || namesWhatToFetch(literal, flows.tools)) continue;
      const { name, place } = literal;
      yield {
        place,
        subject: name,
        secret: place,
        judgement,
        message: `The input ${name} is given a secret that is written out here.`,
      };
    }
  },
});

/** Whether it tells a tool which secrets to fetch: paths in a store, not values. */
function namesWhatToFetch({ name, place, job, step }: Literal, tools: readonly ToolUse[]): boolean {
  if (!/^secrets?(?:-ids?)?$/i.test(name)) return false;
  return tools.some(
    (tool) => tool.job === job && tool.step === step && tool.place.unit === place.unit && isFetchingTool(tool.name),
  );
}
