import { SEVERITIES, type Severity } from "../../core/levels.ts";
import type { PipelineFlows } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { type EnvironmentWrite, environmentWrites } from "../../platforms/github-actions/environment-writes.ts";
import type { Event, GithubActionsModel } from "../../platforms/github-actions/model.ts";
import { opennessOf } from "../../platforms/github-actions/openness.ts";
import { PRIVILEGED_EVENTS } from "../../platforms/github-actions/privileged-events.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { byStake, givenAt, stakeClause, stakeOf } from "../stake.ts";

/** A text of somebody outside that becomes a variable of all later steps. */
export const githubEnvWriteUntrusted = definePolicy({
  meta: {
    id: "untrusted/github-env-write-untrusted",
    title: "Text from outside written to the runner's environment",
    why: "What a step writes to `GITHUB_ENV` or `GITHUB_PATH` holds for all later steps of the job. Whoever chooses the text can end the line and set a variable of his own: `LD_PRELOAD`, `NODE_OPTIONS`, `BASH_ENV`, or a folder of programs in the path, and with it runs code beside every secret of those steps. High: an outsider chooses the text, and a secret or a token that can write is in the job. Medium: the workflow runs with the repository's rights on what strangers bring, and what is written is not known beforehand. Low: nothing is at stake in the job as yet.",
    fix: "Hand the value on as an output of the step (`GITHUB_OUTPUT`) and bind it where it is read: `env: { BRANCH: ${{ steps.x.outputs.branch }} }`; it then is one variable, whatever it holds. Check it before: a number is digits, a branch holds no line break. Download artefacts of other runs into a folder of their own, and never `cat` them into these files.",
    severity: "high",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions#understanding-the-risk-of-script-injections",
      "https://securitylab.github.com/resources/github-actions-untrusted-input/",
    ],
    practices: ["P5"],
    cwe: [77, 74],
  },
  platforms: ["github-actions"],
  check({ model, flows }) {
    return onePerPlace(environmentWrites(model).flatMap((write) => matchOf(model, flows, write)));
  },
});

/** Whoever chooses the text, or that nobody knows. */
function matchOf(model: GithubActionsModel, flows: PipelineFlows, write: EnvironmentWrite): PolicyMatch[] {
  const { place, file, around, injection } = write;
  const stake = stakeOf(flows, around.job?.id.value);
  const outside = (injection?.chosen ?? []).filter(({ author }) => author === "outsider");
  const severities = outside.flatMap(({ event }) => severityOf(model, write, event) ?? []);
  if (injection !== undefined && severities.length > 0) {
    const worst = Math.min(...severities.map((one) => SEVERITIES.indexOf(one)));
    const isHigh = SEVERITIES[worst] === "high";
    return [
      {
        place,
        severity: isHigh ? byStake(stake, "high", stake.token === "unstated" ? "medium" : "low") : "low",
        message: `Anybody chooses the text of ${injection.path}, which is written to ${file}, and ${stakeClause(stake)}.`,
        related: givenAt(stake.secrets),
      },
    ];
  }
  if (!write.computed || !runsForStrangers(model, write)) return [];
  return [
    {
      place,
      severity: byStake(stake, "medium", stake.token === "unstated" ? "medium" : "low"),
      message: `What is written to ${file} is only known as the job runs, on an event that strangers can cause, and ${stakeClause(stake)}.`,
      related: givenAt(stake.secrets),
    },
  ];
}

/** How bad a text of an outsider is; undefined where the job does not run on it. */
function severityOf(model: GithubActionsModel, { around }: EnvironmentWrite, event?: Event): Severity | undefined {
  const { job, step } = around;
  if (event === undefined) return "high";
  if (model.kind === "workflow" && job !== undefined && opennessOf(model, event, job, step) === "closed")
    return undefined;
  return PRIVILEGED_EVENTS.has(event.name.value) ? "high" : "low";
}

/** Events that bring whole files of a stranger, and have the rights of the repository. */
const BRINGS_FILES = new Set(["pull_request_target", "workflow_run"]);

function runsForStrangers(model: GithubActionsModel, { around: { job, step } }: EnvironmentWrite): boolean {
  if (model.kind === "action") return (model.events ?? []).some(({ name }) => BRINGS_FILES.has(name.value));
  if (job === undefined) return false;
  return model.on.some(
    (event) => BRINGS_FILES.has(event.name.value) && opennessOf(model, event, job, step) !== "closed",
  );
}
