import type { Edit } from "../../core/finding.ts";
import type { GithubActionsModel, Job, Workflow } from "../../platforms/github-actions/model.ts";
import { type Attempt, type PipelineScene, pipelineFix } from "../contract.ts";
import { isUnknown, needsOfJob, reasonsOf } from "./job-needs.ts";
import type { Needs } from "./needs.ts";
import { addToJob, addToWorkflow } from "./permission-lines.ts";

type Scene = PipelineScene<GithubActionsModel>;

/** Says what a job's token may do: what its steps need, and nothing else. */
export const missingPermissions = pipelineFix<GithubActionsModel>({
  rules: ["scope/missing-permissions"],
  platforms: ["github-actions"],
  does: "Adds the least permissions that the jobs need: at the top of the workflow where reading is enough, at the job otherwise.",
  mend: (scene) =>
    scene.model.kind === "workflow" ? mend(scene, scene.model) : { refused: "the file is no workflow" },
});

const isNeeds = (needs: ReturnType<typeof needsOfJob>): needs is Needs => !isUnknown(needs);

const onlyReads = (needs: Needs): boolean => Object.values(needs).every((level) => level === "read");

function mend({ match, flows, siblings, yaml }: Scene, workflow: Workflow): Attempt {
  const job = workflow.jobs.find(({ id }) => id.place.span.start === match.place.span.start);
  if (job === undefined) return { refused: "its job is not found" };
  if (job.permissions?.isEmpty === true)
    return { refused: "`permissions:` stands there with nothing behind it; `{}` takes all away" };
  const around = { workflow, flows, siblings };
  const own = needsOfJob(job, around);
  if (!isNeeds(own)) return own;
  const others = workflow.jobs.filter(isUnstated).map((one) => needsOfJob(one, around));
  // What stands at the top holds for jobs, too, of which nobody knows what they need.
  const isForAll = others.every(isNeeds) && workflow.jobs.every((one) => one.permissions?.isEmpty !== true);
  const shared: Needs = isForAll ? readsOf(others.filter(isNeeds)) : {};
  // Where each job has to write, each has its own block, and the top would say nothing.
  const isShared = isForAll && others.filter(isNeeds).some(onlyReads);
  const top = isShared ? addToWorkflow(yaml, shared) : undefined;
  const ownBlock = top === undefined || !onlyReads(own) ? addToJob(yaml, job.id.value, own, reasonsOf(job)) : undefined;
  const edits: Edit[] = [...(top === undefined ? [] : [top]), ...(ownBlock === undefined ? [] : [ownBlock])];
  if (edits.length === 0 || (ownBlock === undefined && !onlyReads(own)))
    return { refused: "the job is not written in lines that a block can be added to" };
  return { does: doesWhat(job, own, top !== undefined && ownBlock === undefined), edits };
}

const isUnstated = ({ permissions }: Job): boolean => permissions === undefined || permissions.isEmpty;

/** What jobs read that need no more than that: one block at the top serves them. */
function readsOf(all: readonly Needs[]): Needs {
  const scopes = all.filter(onlyReads).flatMap((needs) => Object.keys(needs));
  return Object.fromEntries([...new Set(scopes)].sort().map((scope) => [scope, "read" as const]));
}

function doesWhat({ id }: Job, needs: Needs, isTop: boolean): string {
  const said = Object.entries(needs)
    .map(([scope, level]) => `${scope}: ${level}`)
    .join(", ");
  const what = said === "" ? "Takes every permission away" : `Allows ${said}, and nothing else`;
  return isTop ? `${what}, at the top of the workflow.` : `${what}, to the job ${id.value}.`;
}
