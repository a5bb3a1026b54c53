import type { Severity } from "../../core/levels.ts";
import type { PipelineFlows, Reference } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { callOfJob } from "../../platforms/azure-pipelines/flows.ts";
import { ownPool } from "../../platforms/azure-pipelines/pool.ts";
import { type PullRequestBuild, pullRequestBuilds } from "../../platforms/azure-pipelines/pull-request-code.ts";
import { type PullRequestRun, pullRequestRuns } from "../../platforms/tekton/pull-request-code.ts";
import { definePolicy } from "../define-policy.ts";
import { isJobToken, secretName } from "../secret-like.ts";

/** A build of pull requests that runs their code, and what that code could reach. */
export const prBuildRunsCode = definePolicy({
  meta: {
    id: "untrusted/pr-build-runs-code",
    title: "Build that runs the code of pull requests",
    why: "A build of a pull request runs code out of it: install scripts of packages, build files, tests, scripts. Whoever opens the pull request chooses that code. High: a stored secret is in the same job, or the job runs on a machine of the organisation's own, which the next job finds as this code left it. Medium: the job's token is given to a step, or the checkout keeps it on disk. Low: none of these.",
    fix: "Write `pr: none` where pull requests need no build. Otherwise keep the build of pull requests in a job of its own on a hosted agent, without secrets and without `persistCredentials`, and put what needs secrets behind `condition: ne(variables['Build.Reason'], 'PullRequest')`. In the pipeline's settings, under Triggers, leave “Make secrets available to builds of forks” off, and ask for a comment of a team member before a fork is built. With Pipelines as Code keep tasks that run the code of pull requests free of secrets, in a run of their own.",
    on: {
      "azure-pipelines": {
        why: "Azure checks out what the pull request would be when merged, and builds those of GitHub and Bitbucket where the file says nothing of `pr`.",
      },
      tekton: {
        why: "Pipelines as Code builds those of whoever may write, and those of strangers once a member says so.",
      },
    },
    severity: "medium",
    confidence: "high",
    // To build pull requests is what many pipelines are for.
    preset: "strict",
    since: "0.1.0",
    references: [
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/repos/github#pr-triggers",
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/security/repos#forks",
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/security/misc#consider-your-agents",
    ],
    practices: ["P5"],
    cwe: [829, 668],
  },
  platforms: ["azure-pipelines", "tekton"],
  check({ model, flows }) {
    if (model.kind === "tekton") return pullRequestRuns(model, flows).map((one) => tektonMatch(one, flows));
    return pullRequestBuilds(model, flows).flatMap((build) => matchOf(build, flows));
  },
});

function matchOf(build: PullRequestBuild, flows: PipelineFlows): PolicyMatch[] {
  const [first, ...others] = build.runs;
  if (first === undefined) return [];
  const { severity, clause, reference } = stakeOf(build, flows);
  const how = build.asked
    ? "is built for pull requests"
    : "may be built for pull requests, since the file says nothing of them";
  return [
    {
      place: first.place,
      severity,
      message: `The job ${callOfJob(build.stage, build.job)} ${how}, and runs their code (${first.name}); ${clause}.`,
      related: [
        ...(reference === undefined
          ? []
          : [{ place: reference.place, message: `Here ${secretName(reference.secret)} is given.` }]),
        ...others.slice(0, MOST_RELATED).map(({ place }) => ({ place, message: "Their code runs here as well." })),
      ],
    },
  ];
}

const MOST_RELATED = 5;

/** What a task of Tekton could give away: the pods of a cluster are thrown away, but for what is mounted into them. */
function tektonMatch({ job, runs: [first, ...others] }: PullRequestRun, flows: PipelineFlows): PolicyMatch {
  const reference = flows.references.find((one) => (one.job ?? job) === job && !isJobToken(one));
  const clause =
    reference === undefined ? "no secret is named in the task" : `${secretName(reference.secret)} is in the task`;
  return {
    place: first.place,
    severity: reference === undefined ? "low" : "high",
    message: `The task ${job} is run for pull requests, and runs their code (${first.name}); ${clause}.`,
    related: [
      ...(reference === undefined
        ? []
        : [{ place: reference.place, message: `Here ${secretName(reference.secret)} is given.` }]),
      ...others.slice(0, MOST_RELATED).map(({ place }) => ({ place, message: "Their code runs here as well." })),
    ],
  };
}

interface Stake {
  readonly severity: Severity;
  readonly clause: string;
  readonly reference?: Reference;
}

/** What the code could reach. Where the file does not ask for pull requests it is not known that there are any. */
function stakeOf({ stage, job, pool, asked, keepsToken }: PullRequestBuild, { references }: PipelineFlows): Stake {
  const name = callOfJob(stage, job);
  const own = references.filter((one) => one.job === name);
  const reference = own.find((one) => !isJobToken(one) && one.triggers.some(({ event }) => !asked || event === "pr"));
  if (reference !== undefined) {
    return { severity: asked ? "high" : "low", clause: `${secretName(reference.secret)} is in the job`, reference };
  }
  const machine = ownPool(pool);
  if (machine !== undefined) {
    return { severity: asked ? "high" : "low", clause: `the pool ${machine.value} is the organisation's own` };
  }
  const token = own.find(isJobToken);
  if (token !== undefined || keepsToken) {
    const clause = token === undefined ? "the job's token is on disk" : "the job's token is given to a step";
    return { severity: asked ? "medium" : "low", clause, ...(token && { reference: token }) };
  }
  return { severity: "low", clause: "no secret is named in the job" };
}
