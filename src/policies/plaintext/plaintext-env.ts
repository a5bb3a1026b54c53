import { definePolicy } from "../define-policy.ts";
import { judgeLiteral } from "../judged-literal.ts";
import { isThrowawayPassword } from "../throwaway-password.ts";

/** A secret written out as the value of an environment variable. */
export const plaintextEnv = definePolicy({
  meta: {
    id: "plaintext/plaintext-env",
    title: "Plaintext secret in a pipeline's environment",
    why: "Everybody who can read the repository can read this value, and it stays in the history when the line is deleted. The platform does not know that it is a secret either, so it does not mask it in the logs.",
    fix: "Make a new value first, because this one counts as leaked, and revoke the old one where it was issued. Store the new value as a secret of the repository or, better, of the environment that uses it (Settings, then Secrets and variables, then Actions), and write `${{ secrets.NAME }}` in its place. On GitLab store it as a masked, protected variable (Settings, then CI/CD, then Variables) and delete the line: jobs get the variable by its name. On CircleCI store it in a context that only the jobs in need of it have (Organization Settings, then Contexts), and delete the line as well. On Buildkite make it a secret of the cluster and name it under `secrets:`; on Drone and Woodpecker make it a secret of the repository and write `from_secret: NAME` in place of the value. If the value is no secret, rename the variable or ignore this line with a reason. On Tekton take it from a Secret (`valueFrom: { secretKeyRef: … }`), on Cloud Build and CodeBuild from the cloud's store (`secretEnv`, `env: { secrets-manager: … }`), in a Compose file from whoever starts it (`${NAME:?}`).",
    severity: "critical",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/using-secrets-in-github-actions",
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions",
      "https://docs.gitlab.com/ci/variables/#cicd-variable-security",
      "https://circleci.com/docs/guides/security/env-vars/",
    ],
    practices: ["P1"],
    cwe: [798, 312],
    allows: { what: "variables", example: "TEST_*" },
  },
  platforms: [
    "appveyor",
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "cloud-build",
    "codebuild",
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
          env:
            DB_PASSWORD: "«Tr0ub4dor&3»"
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - run: make test
        `,
      },
      {
        text: `
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              services:
                db:
                  image: postgres:17
                  env:
                    POSTGRES_PASSWORD: «vK7qLw2ZtRp9»
              steps:
                - run: make test
                  env:
                    API_TOKEN: «q8Zr1LmX0vTe4WbN»
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          variables:
            DB_USER: shop
            DB_PASSWORD: "«Tr0ub4dor&3»"
            API_TOKEN:
              value: «q8Zr1LmX0vTe4WbN»
              description: For the tests.

          .service:
            services:
              - name: postgres:17
                variables:
                  POSTGRES_PASSWORD: «vK7qLw2ZtRp9»

          test:
            extends: .service
            variables:
              ADMIN_SECRET: «hX3mQ9tLw7Zs»
            script: [make test]
            rules:
              - if: $CI_COMMIT_TAG
                variables:
                  RELEASE_TOKEN: «n7Yd2KpV5sGa»
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          variables:
            DbPassword: «Tr0ub4dor&3»
            configuration: Release
          steps:
            - script: make test
              env:
                API_TOKEN: "«q8Zr1LmX0vTe4WbN»"
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          variables:
            - group: shop
            - name: deploy.token
              value: «vK7qLw2ZtRp9xY»
          stages:
            - stage: Test
              variables:
                admin-password: «hX3mQ9tLw7Zs»
              jobs:
                - deployment: shop
                  environment: test
                  variables:
                    - name: RELEASE_TOKEN
                      value: «n7Yd2KpV5sGa»
                  strategy:
                    runOnce:
                      deploy:
                        steps:
                          - script: make deploy
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          executors:
            base:
              docker:
                - image: cimg/node:22.0
                  environment:
                    REGISTRY_TOKEN: «n7Yd2KpV5sGa»
              environment:
                ADMIN_SECRET: «hX3mQ9tLw7Zs»
          jobs:
            test:
              executor: base
              environment:
                - DB_PASSWORD=«Tr0ub4dor&3»
                - API_TOKEN: «q8Zr1LmX0vTe4WbN»
              steps:
                - run:
                    command: make test
                    environment:
                      DEPLOY_PASSWORD: «vK7qLw2ZtRp9»
          workflows:
            main:
              jobs: [test]
        `,
      },
    ],
    ok: [
      {
        text: `
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              services:
                db:
                  image: postgres:17
                  env:
                    POSTGRES_USER: inventory
                    POSTGRES_PASSWORD: inventory
              steps:
                - run: make test
        `,
      },
      {
        text: `
          on: push
          env:
            DB_PASSWORD: \${{ secrets.DB_PASSWORD }}
            DB_PASSWORD_FILE: /run/secrets/db
            TOKEN_REQUIRED: true
            API_TOKEN: ""
            TOOL_SHA256: 9f86d081884c7d654a2feaa0c55ad0153a4fc2a1e7b9d4c6
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - run: make test
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          variables:
            DB_PASSWORD: $PRODUCTION_DB_PASSWORD
            REGISTRY_TOKEN: ""
            API_TOKEN:
              description: Typed in when the pipeline is started.
            CACHE_KEY: "$[[ inputs.key ]]"
            SECRET_DETECTION_EXCLUDED_PATHS: tests/fixtures

          test:
            script: [make test]
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          variables:
            - group: shop
            - name: DB_PASSWORD
              value: $(ShopDbPassword)
            - name: API_TOKEN
              value: \${{ parameters.token }}
            - name: SIGNING_KEY
              value: $[ dependencies.fetch.outputs['read.key'] ]
          steps:
            - script: make test
              env:
                TOKEN_FILE: $(Agent.TempDirectory)/token
                ADMIN_PASSWORD: $(AdminPassword)
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          jobs:
            test:
              docker:
                - image: cimg/node:22.0
                - image: postgres:17
                  environment:
                    POSTGRES_USER: inventory
                    POSTGRES_PASSWORD: inventory
              environment:
                DB_PASSWORD: $PRODUCTION_DB_PASSWORD
                API_TOKEN: << pipeline.parameters.token >>
                TOKEN_REQUIRED: "true"
                DB_PASSWORD_FILE: /run/secrets/db
              steps: [checkout]
        `,
      },
    ],
  },
  *check({ flows, judge }) {
    for (const literal of flows.literals) {
      const judgement = literal.via === "env" ? judgeLiteral(judge, literal) : undefined;
      if (judgement === undefined || isThrowawayPassword(literal, flows.literals)) continue;
      const { name, place } = literal;
      yield {
        place,
        subject: name,
        secret: place,
        judgement,
        message: `The variable ${name} holds a secret that is written out here.`,
      };
    }
  },
});
