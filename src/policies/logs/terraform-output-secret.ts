import type { Command, PipelineScript } from "../../core/pipeline.ts";
import { definePolicy } from "../define-policy.ts";
import { scriptsAt } from "../located.ts";
import { onePerPlace } from "../one-per-place.ts";

/** A command of Terraform that prints sensitive values to the log. */
export const terraformOutputSecret = definePolicy({
  meta: {
    id: "logs/terraform-output-secret",
    title: "Sensitive values of Terraform printed to the log",
    why: "Terraform hides values that are marked as sensitive, but not where it is asked for them one by one (`output -raw`), as JSON (`output -json`, `show -json`) or as the whole state (`state pull`, `state show`): those forms are meant for programs, and print everything in plain. The platform's masking has never heard of these values.",
    fix: "Hand the value to the program that needs it, without the log in between: `PASSWORD=$(terraform output -raw password)`, and have it masked (`echo \"::add-mask::$PASSWORD\"`). Write plans and states for people with `terraform show` without `-json`, or filter what is printed: `terraform show -json plan | jq '.resource_changes[].address'`.",
    severity: "medium",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://developer.hashicorp.com/terraform/cli/commands/output",
      "https://developer.hashicorp.com/terraform/language/values/outputs#sensitive-suppressing-values-in-cli-output",
    ],
    practices: ["P13"],
    cwe: [532, 200],
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
      flows.commands
        .filter((command) => printsValues(command) && isShown(command, scriptsAt(flows, command)))
        .map(({ place, name, words }) => ({
          place,
          message: `The command \`${[name, ...words.slice(0, 2)].join(" ")}\` prints sensitive values in plain.`,
        })),
    );
  },
});

const SECRET_OUTPUT =
  /pass|secret|token|(?:^|[_-])key|credential|kubeconfig|connection_string|private|certificate|dsn/i;

function printsValues({ name, words }: Command): boolean {
  if (!/^(?:terraform|tofu|terragrunt|gitlab-terraform|gitlab-tofu)$/.test(name)) return false;
  const plain = words.filter((word) => !word.startsWith("-"));
  const isJson = words.some((word) => /^--?json$/.test(word));
  if (plain[0] === "state") return plain[1] === "pull";
  if (plain[0] === "show") return isJson;
  if (plain[0] !== "output") return false;
  const isRaw = words.some((word) => /^--?raw$/.test(word));
  return plain.length === 1 ? isJson : (isRaw || isJson) && SECRET_OUTPUT.test(plain[1] ?? "");
}

/** Whether what it prints goes to the log: neither into a file or a pipe, nor into a variable. */
function isShown({ place }: Command, scripts: readonly PipelineScript[]): boolean {
  return scripts.some(({ text }) =>
    [...text.value.matchAll(COMMAND)].some(({ index, groups }) => {
      const at = index + (groups?.["before"]?.length ?? 0);
      return text.placeOf(at, at).span.start === place.span.start && !/[|>]/.test(groups?.["rest"] ?? "");
    }),
  );
}

/** A command at the start of a line or behind another one, with what stands behind it. */
const COMMAND =
  /(?<before>^[ \t]*|(?:&&|;|\|\|)[ \t]*)(?:sudo )?(?:terraform|tofu|terragrunt|gitlab-terraform|gitlab-tofu)\b(?<rest>[^\n;&]*)/gm;
