import type { PipelineFlows } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import type { Job, Permissions, Step, Workflow } from "../../platforms/github-actions/model.ts";
import { opennessOf } from "../../platforms/github-actions/openness.ts";
import { readUses } from "../../platforms/github-actions/uses.ts";
import { definePolicy } from "../define-policy.ts";
import { scriptsIn } from "../located.ts";
import { isHarmlessAction } from "../permission-needs.ts";

/** A job that may ask for a signed token of its identity, and has no use for one. */
export const idTokenTooWide = definePolicy({
  meta: {
    id: "oidc/id-token-too-wide",
    title: "Identity token within reach of jobs that need none",
    why: "With `id-token: write` each step of a job can ask for a token that says “I am this repository”, and clouds let in whoever shows it. Given to a whole workflow, or to a job that only builds and tests, it is there for every dependency that runs in it. Medium: several jobs get it by the workflow's permissions, or the job runs on what a pull request brings. Low: the job has no step in sight that signs in anywhere; a third party's action that is not known here counts as one.",
    fix: "Move `id-token: write` to the one job that signs in to a cloud, a store or a registry, and leave `permissions: { contents: read }` for the rest. Keep that job apart from building and testing, and bind the role in the cloud to its environment (`sub: repo:org/app:environment:production`).",
    severity: "medium",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-hardening-your-deployments/about-security-hardening-with-openid-connect#adding-permissions-settings",
    ],
    practices: ["P5"],
    cwe: [250],
  },
  platforms: ["github-actions"],
  *check({ model, flows }) {
    if (model.kind !== "workflow") return;
    yield* ofWorkflow(model, flows);
    for (const job of model.jobs) yield* ofJob(model, job, flows);
  },
});

const grantOf = (permissions: Permissions | undefined) =>
  permissions?.scopes.find(({ name, value }) => name.value === "id-token" && value.value === "write");

function* ofWorkflow(workflow: Workflow, flows: PipelineFlows): Iterable<PolicyMatch> {
  const grant = grantOf(workflow.permissions);
  const inheriting = workflow.jobs.filter(({ permissions }) => permissions === undefined);
  const idle = inheriting.filter((job) => !needsIdentity(job, flows));
  const [first] = idle;
  if (grant === undefined || first === undefined) return;
  yield {
    place: grant.name.place,
    severity: inheriting.length > 1 ? "medium" : "low",
    message: `Every job that names no permissions of its own may ask for an identity token, ${first.id.value} too, which does not sign in anywhere.`,
    related: idle.map(({ id }) => ({ place: id.place, message: `The job ${id.value} gets it.` })),
  };
}

function* ofJob(workflow: Workflow, job: Job, flows: PipelineFlows): Iterable<PolicyMatch> {
  const grant = grantOf(job.permissions);
  if (grant === undefined || needsIdentity(job, flows)) return;
  const open = workflow.on.some(
    (event) => /^pull_request(?:_target)?$/.test(event.name.value) && opennessOf(workflow, event, job) !== "closed",
  );
  yield {
    place: grant.name.place,
    severity: open ? "medium" : "low",
    message: `The job ${job.id.value} may ask for an identity token, and no step of it signs in anywhere.`,
  };
}

const SIGNING_COMMAND =
  /\b(?:publish|provenance|cosign|gitsign|attest|ACTIONS_ID_TOKEN_REQUEST_(?:TOKEN|URL)|assume-role-with-web-identity|workload-identity|federated-token|upload|push|deploy|release|sign|twine|semantic-release|changeset|pulumi|terraform|tofu|terragrunt|cdk|sam|serverless)\b/;

/** Whether a step tells an action to use the job's identity: `use_oidc: true`. */
const asksForIdentity = ({ with: { entries } }: Step): boolean =>
  entries.some(({ name, value }) => /oidc/i.test(name.value) && !/^\s*(?:false|no)?\s*$/i.test(value.value));

/** Whether something in the job may show its identity to somebody; what is called or local cannot be told. */
function needsIdentity({ id, uses, steps }: Job, flows: PipelineFlows): boolean {
  if (uses !== undefined) return true;
  const actions = steps.flatMap((step) => (step.uses === undefined ? [] : [readUses(step.uses.value).name]));
  if (!actions.every(isHarmlessAction) || steps.some(asksForIdentity)) return true;
  const own = scriptsIn(flows, id.value);
  return own.some(({ text }) => SIGNING_COMMAND.test(text.value));
}
