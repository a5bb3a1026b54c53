import type { PipelineFlows } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { byStake, givenAt, stakeOf } from "../stake.ts";

/** Old commands of the runner that whatever is printed can give. */
export const insecureWorkflowCommands = definePolicy({
  meta: {
    id: "untrusted/insecure-workflow-commands",
    title: "Runner takes commands from the log",
    why: "With `ACTIONS_ALLOW_UNSECURE_COMMANDS` the runner again obeys `::set-env` and `::add-path` in whatever a step prints. A test that prints the title of an issue, or a file of a pull request, then sets variables for all later steps, which amounts to running code in them. GitHub took these commands away for that reason. High: a secret or a token that can write is in the job. Medium: nothing of the kind is named as yet.",
    fix: 'Delete the setting, and write to the files of the runner in place of the old commands: `echo "NAME=value" >> "$GITHUB_ENV"`, `echo "$HOME/bin" >> "$GITHUB_PATH"`. An action that still needs them has to be replaced by a newer version.',
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://github.blog/changelog/2020-10-01-github-actions-deprecating-set-env-and-add-path-commands/",
      "https://github.com/actions/toolkit/security/advisories/GHSA-mfwh-5m23-j46w",
    ],
    practices: ["P5"],
    cwe: [77],
  },
  platforms: ["github-actions"],
  check({ flows }) {
    return onePerPlace([...inBindings(flows), ...inScripts(flows)]);
  },
});

const ON = /^["']?(?:true|1|yes|on)["']?$/i;

function inBindings(flows: PipelineFlows): PolicyMatch[] {
  return flows.literals
    .filter(({ name, value }) => name.toUpperCase() === "ACTIONS_ALLOW_UNSECURE_COMMANDS" && ON.test(value.trim()))
    .map(({ place, job }) => matchOf(flows, place, job));
}

const ASSIGNMENT = /ACTIONS_ALLOW_UNSECURE_COMMANDS[ \t]{0,3}=[ \t]{0,3}["']?(?:true|1|yes|on)\b/gi;

function inScripts(flows: PipelineFlows): PolicyMatch[] {
  return flows.scripts.flatMap(({ text, job }) =>
    [...text.value.matchAll(ASSIGNMENT)].map(({ index, 0: { length } }) =>
      matchOf(flows, text.placeOf(index, index + length), job),
    ),
  );
}

function matchOf(flows: PipelineFlows, place: PolicyMatch["place"], job: string | undefined): PolicyMatch {
  const stake = stakeOf(flows, job);
  return {
    place,
    severity: byStake(stake, "high", "medium"),
    message: "The runner takes commands from whatever the steps print.",
    related: givenAt(stake.secrets),
  };
}
