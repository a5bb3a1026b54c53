import type { PipelineFlows } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { readExpressions } from "../../platforms/github-actions/expression.ts";
import type { Event, Job, Step, Workflow } from "../../platforms/github-actions/model.ts";
import { opennessOf } from "../../platforms/github-actions/openness.ts";
import { type RunArtefact, readsFiles, runArtefacts, runsFrom } from "../../platforms/github-actions/run-artefacts.ts";
import { definePolicy } from "../define-policy.ts";
import { byStake, givenAt, stakeClause, stakeOf } from "../stake.ts";

/** Files of a pull request's run that a privileged job runs. */
export const pullRequestArtefact = definePolicy({
  meta: {
    id: "untrusted/pull-request-artefact",
    title: "Files of a pull request's run used as code",
    why: "A workflow that follows another one (`workflow_run`) has the repository's secrets and token, also where the run that it follows was started by a pull request from a fork. What that run has left as an artefact was made by the pull request's code, so its author chooses every byte of it. Put into the workspace it can replace scripts, packages and settings that later steps run, and what is read from it can become part of a script: the author of the pull request then runs commands beside the secrets. High with a secret or a writing token in the job, lower without, and lower where the workflow that it follows is not among the scanned files.",
    fix: "Put the files into a folder of their own beside the workspace, `path: ${{ runner.temp }}/artefact`, and treat them as data: never run, source or install anything from there, check what is read (`[[ $number =~ ^[0-9]+$ ]]`) before it is used, and hand it to scripts through `env`. If the workflow need not follow pull requests, say so: `if: github.event.workflow_run.event == 'push'`. Better still, build again from the merged code in the job that has the secrets.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/writing-workflows/choosing-when-your-workflow-runs/events-that-trigger-workflows#workflow_run",
      "https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/",
    ],
    practices: ["P5"],
    cwe: [829, 494],
  },
  platforms: ["github-actions"],
  *check({ model, flows }) {
    if (model.kind !== "workflow") return;
    const event = model.on.find(({ name }) => name.value === "workflow_run");
    if (event === undefined) return;
    for (const job of model.jobs) yield* matchesOf(model, event, job, flows);
  },
});

function* matchesOf(workflow: Workflow, event: Event, job: Job, flows: PipelineFlows): Iterable<PolicyMatch> {
  const artefacts = runArtefacts(job, flows);
  if (artefacts.length === 0) return;
  const stake = stakeOf(flows, job.id.value);
  for (const artefact of artefacts) {
    if (opennessOf(workflow, event, job, artefact.step) === "closed") continue;
    const later = job.steps.filter(({ number }) => number > artefact.step.number);
    const use = later.map((step) => useOf(step, artefact, later, flows)).find((found) => found !== undefined);
    if (use === undefined) continue;
    const isSure = event.follows === "strangers";
    yield {
      place: artefact.place,
      severity: byStake(stake, isSure ? "high" : "medium", stake.token === "unstated" ? "medium" : "low"),
      message: `Files of the run that this workflow follows, which a pull request may have started, come into the job ${job.id.value}, where they ${use.what}; ${stakeClause(stake)}.`,
      related: [{ place: use.step.place, message: `Here they ${use.what}.` }, ...givenAt(stake.secrets)],
    };
  }
}

interface Use {
  readonly step: Step;
  readonly what: string;
}

function useOf(step: Step, { folder }: RunArtefact, later: readonly Step[], flows: PipelineFlows): Use | undefined {
  if (folder !== undefined && runsFrom(step, folder, flows)) return { step, what: "are run, or decide what is run" };
  const given = readExpressions(step.run?.value ?? "").flatMap(({ accesses }) => accesses);
  const isFilledIn = later.some(
    (reader) =>
      reader.number < step.number &&
      readsFiles(reader) &&
      given.some(({ context, keys }) => context === "steps" && keys[0] === reader.id?.value && keys[1] === "outputs"),
  );
  return isFilledIn ? { step, what: "become part of a script" } : undefined;
}
