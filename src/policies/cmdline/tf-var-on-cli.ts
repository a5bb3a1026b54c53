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
