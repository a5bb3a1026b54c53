import { type ArgumentSecret, argumentSecrets } from "../argument-secrets.ts";
import { definePolicy } from "../define-policy.ts";
import { flowSubject, stepsOf } from "../flow-steps.ts";
import { onePerPlace } from "../one-per-place.ts";

/** A secret among the variables that Terraform is given on its command line. */
export const tfVarOnCli = definePolicy({
  meta: {
    id: "cmdline/tf-var-on-cli",
    title: "Secret in a variable on Terraform's command line",
    why: "`-var` and `-backend-config` stand in the list of processes, in traces and in the logs of tools around Terraform. What `-backend-config` is given lies afterwards in plain in `.terraform/terraform.tfstate` and in saved plans, which pipelines like to hand on as artefacts.",
    fix: "Give it in the environment: `TF_VAR_db_password` for the variable `db_password`, and the backend's own variables (`AWS_…`, `ARM_ACCESS_KEY`, `PG_CONN_STR`) in place of `-backend-config`. Mark the variable `sensitive = true`, so that no plan prints it.",
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://developer.hashicorp.com/terraform/cli/config/environment-variables#tf_var_name",
      "https://developer.hashicorp.com/terraform/language/backend#credentials-and-sensitive-data",
    ],
    practices: ["P12"],
    cwe: [214, 522],
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
          jobs:
            deploy:
              runs-on: ubuntu-latest
              steps:
                - run: |
                    terraform init «-backend-config="access_key=$STATE_KEY"»
                    terraform apply -var «"password=$STATE_KEY"»
                  env:
                    STATE_KEY: \${{ secrets.STATE_KEY }}
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            script:
              - tofu apply -auto-approve «-var=token=$DEPLOY_TOKEN»
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - task: TerraformTaskV4@4
              inputs:
                command: apply
                commandOptions: -auto-approve «-var=token=$(DeployToken)»
            - bash: terraform plan -var «"password=$DB_PASSWORD"»
              env:
                DB_PASSWORD: $(DbPassword)
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          jobs:
            deploy:
              docker: [{ image: cimg/base:2026.01 }]
              steps:
                - run: terraform apply -auto-approve -var «"password=$DB_PASSWORD"»
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
                - run: terraform apply -var "commit=$GITHUB_SHA"
                  env:
                    TF_VAR_password: \${{ secrets.DB_PASSWORD }}
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            script:
              - export TF_VAR_token="$DEPLOY_TOKEN"
              - terraform apply -var "commit=$CI_COMMIT_SHA"
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - bash: terraform apply -auto-approve -var commit=$(Build.SourceVersion)
              env:
                TF_VAR_token: $(DeployToken)
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          jobs:
            deploy:
              docker: [{ image: cimg/base:2026.01 }]
              steps:
                - run:
                    command: terraform apply -auto-approve -var region=eu-west-1
                    environment: { TF_VAR_password: $DB_PASSWORD }
        `,
      },
    ],
  },
  check({ flows }) {
    return onePerPlace(
      argumentSecrets(flows)
        .filter(isVariable)
        .map(({ flow, command, index }) => ({
          place: command.placeOfWord(index),
          message: `${flowSubject(flow)} is given to ${command.name} as a variable on its command line.`,
          related: stepsOf({ ...flow, sink: { ...flow.sink, place: command.placeOfWord(index) } }),
        })),
    );
  },
});

const OPTION = /^--?(?:var|backend-config)(?:=|$)/;

const isVariable = ({ command: { name, words }, index, word }: ArgumentSecret): boolean =>
  /^(?:terraform|tofu|terragrunt|gitlab-terraform|gitlab-tofu)$/.test(name) &&
  (OPTION.test(words[index - 1] ?? "") || OPTION.test(word));
