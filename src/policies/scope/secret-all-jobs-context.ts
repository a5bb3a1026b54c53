import type { PipelineFlows } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import type { AzurePipelinesModel } from "../../platforms/azure-pipelines/model.ts";
import type { Workflow, WorkflowJob } from "../../platforms/circleci/model.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";

/** A bundle of secrets that is attached to every job of a pipeline. */
export const secretAllJobsContext = definePolicy({
  meta: {
    id: "scope/secret-all-jobs-context",
    title: "Bundle of secrets given to every job",
    why: "What all jobs of a pipeline have is in reach of all their scripts and dependencies: of the job that lints, of the one that runs the tests, and of the one that deploys. The weakest of them decides how safe its secrets are.",
    fix: "Keep what the jobs share apart from what deploys, and give each job what it needs.",
    on: {
      circleci: {
        why: "`org-global` was given to every project of an organisation, and often still is.",
        fix: 'Make a context for each purpose (`docker-pull`, `deploy-production`), and name it at the jobs that need it. Restrict the one that deploys (Organization Settings, Contexts, then the context): to a project, to a group of people who then approve, or with an expression such as `pipeline.git.branch == "main"`.',
      },
      "azure-pipelines": {
        why: "The checks and approvals of a group that every job has hold up every job, which is why people take them off. Low: a variable group in a pipeline that names no secret, since groups hold settings as well.",
        fix: "Move the line `- group: NAME` to the `variables:` of the stage or job, and add an approval to the group.",
      },
    },
    severity: "medium",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://circleci.com/docs/guides/security/contexts/",
      "https://circleci.com/docs/guides/security/contexts/#restrict-a-context",
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/library/variable-groups",
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/security/secrets",
    ],
    practices: ["P5", "P8"],
    cwe: [250, 668],
    allows: { what: "contexts and variable groups", example: "org-*" },
    options: {
      jobs: {
        kind: "count",
        default: 2,
        least: 2,
        most: 1000,
        more: "hides",
        says: "What all jobs share is reported from so many jobs on.",
        example: 4,
      },
    },
  },
  platforms: ["azure-pipelines", "circleci"],
  check({ model, flows, options: { jobs: least } }) {
    if (model.kind === "azure") return groupsOf(model, flows, least);
    return onePerPlace(model.workflows.flatMap((workflow) => [...sharedBy(workflow, least), ...globalsOf(workflow)]));
  },
});

/** Jobs that hold nothing: they only wait, or stand for others. */
const isIdle = ({ type }: WorkflowJob): boolean => type?.value === "approval" || type?.value === "no-op";

/** Contexts that each of several jobs has. */
function sharedBy({ name, jobs }: Workflow, least: number): PolicyMatch[] {
  const working = jobs.filter((job) => !isIdle(job));
  const [first, ...others] = working;
  if (first === undefined || working.length < least) return [];
  return first.contexts.flatMap((context) => {
    const same = others.map((job) => job.contexts.find(({ value }) => value === context.value));
    const shared = same.filter((one) => one !== undefined);
    if (shared.length < others.length) return [];
    const message = `The context ${context.value} is attached to each of the ${working.length} jobs of ${name.value}.`;
    const related = shared.slice(0, MOST_RELATED).map(({ place }) => ({ place, message: "It is attached here, too." }));
    return [{ place: context.place, subject: context.value, message, related }];
  });
}

const MOST_RELATED = 5;

function globalsOf({ jobs }: Workflow): PolicyMatch[] {
  const contexts = jobs.flatMap((job) => job.contexts).filter(({ value }) => value === "org-global");
  const [first, ...others] = contexts;
  if (first === undefined) return [];
  const message = "The context org-global is the one that all projects of an organisation have by default.";
  const related = others.slice(0, MOST_RELATED).map(({ place }) => ({ place, message: "It is attached here, too." }));
  return [{ place: first.place, subject: "org-global", message, related }];
}

/** Variable groups at the top of an Azure pipeline of several jobs. */
function groupsOf(
  { stages, variables }: AzurePipelinesModel,
  { references }: PipelineFlows,
  least: number,
): PolicyMatch[] {
  const jobs = stages.flatMap((stage) => [...stage.jobs, ...stage.calls]);
  if (jobs.length < least) return [];
  const reader = references.find(({ builtIn }) => builtIn !== true);
  return variables.groups.map((group) => ({
    place: group.place,
    subject: group.value,
    severity: reader === undefined ? "low" : "medium",
    message: `The variable group ${group.value} is in reach of each of the ${jobs.length} jobs.`,
    related:
      reader === undefined ? [] : [{ place: reader.place, message: `Here the secret ${reader.secret} is used.` }],
  }));
}
