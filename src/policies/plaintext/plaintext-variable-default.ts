import { definePolicy } from "../define-policy.ts";
import { judgeLiteral } from "../judged-literal.ts";
import { mayNameSecret } from "../secret-like.ts";

/** A secret that is written out as what stands in for a missing parameter. */
export const plaintextVariableDefault = definePolicy({
  meta: {
    id: "plaintext/plaintext-variable-default",
    title: "Secret as the default of an input",
    why: "The default of an input is in the file, in its whole history and in the form that starts the pipeline, for everybody who may see it. It is also what the pipeline takes when nobody thinks of it, so that it goes on being valid.",
    fix: "Delete the default, and store the value as a secret that the pipeline reads: `${{ secrets.NAME }}`, a masked and protected variable on GitLab. Replace the value where it was issued: who has the repository has it.",
    severity: "high",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/using-secrets-in-github-actions",
      "https://docs.gitlab.com/ci/inputs/",
      "https://circleci.com/docs/guides/orchestrate/pipeline-variables/",
    ],
    practices: ["P1", "P27"],
    cwe: [798, 1392],
    allows: { what: "parameters", example: "test_*" },
  },
  platforms: [
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "cloud-build",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "tekton",
  ],
  examples: {
    flag: [
      {
        text: `
          on:
            workflow_dispatch:
              inputs:
                db_password:
                  default: «kV7pQ2xR9mT4»
          jobs:
            deploy:
              runs-on: ubuntu-latest
              steps:
                - run: ./deploy
        `,
      },
      {
        path: "action.yml",
        text: `
          name: Deploy
          inputs:
            api-token:
              default: "«kV7pQ2xR9mT4»"
          runs:
            using: node24
            main: dist/index.js
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          spec:
            inputs:
              deploy_password:
                default: «kV7pQ2xR9mT4»
          ---
          deploy:
            script: [make deploy]
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          trigger: none
          parameters:
            - name: dbPassword
              type: string
              default: «Tr0ub4dor&3»
          steps:
            - script: ./deploy.sh
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          parameters:
            api_token: { type: string, default: «q8Zr1LmX0vTe4WbN» }
          commands:
            login:
              parameters:
                password: { type: string, default: "«kR4vTz8qLw-prod»" }
              steps:
                - run: ./login.sh
        `,
      },
    ],
    ok: [
      {
        text: `
          on:
            workflow_dispatch:
              inputs:
                db_password:
                  required: true
                token_name:
                  default: deploy
          jobs:
            deploy:
              runs-on: ubuntu-latest
              steps:
                - run: ./deploy
        `,
      },
      {
        path: "action.yml",
        text: `
          name: Deploy
          inputs:
            token:
              default: \${{ github.token }}
          runs:
            using: node24
            main: dist/index.js
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          spec:
            inputs:
              token_variable:
                default: DEPLOY_TOKEN
          ---
          deploy:
            script: [make deploy]
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          trigger: none
          parameters:
            - name: dbPassword
              type: string
              default: $(DbPassword)
            - name: tokenName
              type: string
              default: shop-token
          steps:
            - script: ./deploy.sh
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          parameters:
            token_name: { type: string, default: deploy }
            api_token: { type: string, default: "" }
            token_kind: { type: enum, enum: [a, b], default: a }
          commands:
            login:
              parameters:
                password: { type: env_var_name, default: REGISTRY_PASSWORD }
                token: { type: string, default: $CHAT_TOKEN }
              steps:
                - run: ./login.sh
        `,
      },
    ],
  },
  *check({ flows, judge }) {
    for (const { name, default: value } of flows.parameters) {
      const judgement = value === undefined || !mayNameSecret(name) ? undefined : judgeLiteral(judge, value);
      if (value === undefined || judgement === undefined) continue;
      yield {
        place: value.place,
        subject: name,
        secret: value.place,
        judgement,
        message: `The default of ${name} is written out, and looks like a secret.`,
      };
    }
  },
});
