import type { Job } from "../../platforms/github-actions/model.ts";
import { readUses } from "../../platforms/github-actions/uses.ts";
import { definePolicy } from "../define-policy.ts";

/** A reusable workflow that is handed every secret. */
export const secretsInherit = definePolicy({
  meta: {
    id: "scope/secrets-inherit",
    title: "All secrets handed to a reusable workflow",
    why: "`secrets: inherit` hands every secret of the repository and the organisation to the called workflow: also those that it does not use, those that are stored later, and to all versions of it. Nobody can read from the call which secrets it gets. High: the called workflow lies in another repository, whose owners then hold them all. Medium: it lies in this repository, where a change of that file alone widens what each of its steps can read.",
    fix: "Open the called workflow, look which secrets it reads (`secrets.NAME`) and declare them there under `on: workflow_call: secrets:`. Then name exactly these in the call: `secrets: { NPM_TOKEN: ${{ secrets.NPM_TOKEN }} }`. The job's own token (`GITHUB_TOKEN`) needs no line, the called workflow has it anyway. A secret of an environment needs none either: the called job that names the environment reads it there.",
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/sharing-automations/reusing-workflows#passing-inputs-and-secrets-to-a-reusable-workflow",
      "https://docs.github.com/en/actions/writing-workflows/workflow-syntax-for-github-actions#jobsjob_idsecretsinherit",
    ],
    practices: ["P5", "P8"],
    cwe: [250, 668],
    allows: { what: "reusable workflows, without their versions", example: "./.github/workflows/*.yml" },
  },
  platforms: ["github-actions"],
  *check({ model }) {
    if (model.kind !== "workflow") return;
    for (const job of model.jobs) {
      if (job.inheritsSecrets === undefined) continue;
      const { isLocal, called, name } = calleeOf(job);
      yield {
        place: job.inheritsSecrets.place,
        subject: name,
        severity: isLocal ? "medium" : "high",
        message: `The job ${job.id.value} hands every secret to ${called}.`,
      };
    }
  },
});

function calleeOf({ uses }: Job): { readonly isLocal: boolean; readonly called: string; readonly name: string } {
  if (uses === undefined) return { isLocal: true, called: "the workflow that it calls", name: "" };
  const { kind, name } = readUses(uses.value);
  const isLocal = kind === "local";
  return { isLocal, name, called: isLocal ? name : `${name}, a workflow of another repository` };
}
