import type { PipelineFlows, Reference } from "../../core/pipeline.ts";
import type { PolicyContext } from "../../core/stages.ts";
import { forkSecrets as azureSecrets } from "../../platforms/azure-pipelines/fork-secrets.ts";
import { forkSecrets as secretsOfBuildkite } from "../../platforms/buildkite/fork-secrets.ts";
import { forkSecrets as secretsOfCircleci } from "../../platforms/circleci/fork-secrets.ts";
import { forkSecrets as containerSecrets } from "../../platforms/container-steps/fork-secrets.ts";
import { DRONE } from "../../platforms/drone/dialect.ts";
import type { ForkSecrets } from "../../platforms/flow/fork-secrets.ts";
import { startOf } from "../../platforms/flow/start-of.ts";
import { forkSecrets } from "../../platforms/github-actions/fork-secrets.ts";
import { forkSecrets as mergeRequestSecrets } from "../../platforms/gitlab-ci/fork-secrets.ts";
import { forkSecrets as changeRequestSecrets } from "../../platforms/jenkins/fork-secrets.ts";
import type { PlatformModels } from "../../platforms/registry.ts";
import { forkSecrets as secretsOfTekton } from "../../platforms/tekton/fork-secrets.ts";
import { WOODPECKER } from "../../platforms/woodpecker/dialect.ts";
import { definePolicy } from "../define-policy.ts";
import { onceAPlace } from "../once-a-place.ts";
import { secretName } from "../secret-like.ts";

/** A stored secret in a job that a stranger's pull request can start. */
export const secretOnPrTrigger = definePolicy({
  meta: {
    id: "untrusted/secret-on-pr-trigger",
    title: "Secret in a job that a fork's pull request starts",
    why: "Whoever opens a pull request from a fork starts this job, and the job holds a secret. Nothing but the job's own steps stands between the stranger's text (title, branch, files, labels) and the secret: one step that runs, prints or expands that text gives the secret away. Medium: a script or somebody else's action gets the secret. Low: settings that the file does not show decide whether forks are built or get the secret, a member starts that very job by hand, or the job is for an environment, which may ask somebody first.",
    fix: "Use the job's own token where it suffices. Otherwise let the job run only for branches of your own, or keep the secret where somebody has to agree before a job gets it.",
    on: {
      "github-actions": {
        why: "This is so for `pull_request_target`, while `pull_request` hands no secrets to forks. Low, too: only actions of GitHub itself get the secret.",
        fix: "The job's token is `${{ github.token }}`, with `permissions:`. A branch of your own is told by `if: github.event.pull_request.head.repo.full_name == github.repository`. An environment asks a reviewer first (`environment: NAME`; Settings, Environments, Required reviewers).",
      },
      "gitlab-ci": {
        why: "A fork's pipeline gets the secrets as soon as a member of this project starts it here, with the fork's own scripts.",
        fix: "Leave merge requests from forks out of the job (`rules: - if: $CI_MERGE_REQUEST_SOURCE_PROJECT_PATH == $CI_PROJECT_PATH`), and mark the variable as protected, so that only protected branches get it.",
      },
      "azure-pipelines": {
        why: "A pull request of this repository gets them always, and one from a fork where “Make secrets available to builds of forks” is set for the pipeline.",
        fix: "Add `condition: ne(variables['Build.Reason'], 'PullRequest')` to the step, or move it into a pipeline with `pr: none`, and leave “Make secrets available to builds of forks” off.",
      },
      buildkite: {
        why: "Forks are built only if the pipeline's settings let them.",
        fix: "Leave “Build pull requests from third-party forked repositories” off, or write `if: build.pull_request.repository.fork == false`.",
      },
      circleci: {
        why: "Forks are built only if the project lets them, and get its secrets only if it says so.",
        fix: "Switch off “Pass secrets to builds from forked pull requests” (Project Settings, Advanced), or leave forks out of the job: `filters: { branches: { ignore: '/pull\\/[0-9]+/' } }`.",
      },
      drone: {
        why: "Each secret is handed to pull requests only if it is allowed to.",
        fix: "Leave pull requests out (`when: { event: push }`), and do not allow them for the secret.",
      },
      woodpecker: {
        why: "Each secret is handed to pull requests only if it is allowed to.",
        fix: "Leave pull requests out (`when: { event: push }`), and do not allow them for the secret.",
      },
      jenkins: {
        why: "Forks are built only if the branch source discovers them.",
        fix: "Leave requests out of the stage, `when { not { changeRequest() } }` or `when { branch 'main' }`; let the branch source discover forks only from people that you trust.",
      },
      tekton: {
        why: "Pipelines as Code runs a stranger's pull request, `.tekton/` included, once a member has written `/ok-to-test`.",
        fix: "Give the `PipelineRun` of pull requests no secret but `{{ git_auth_secret }}`, and let one for `[push]` do what needs others.",
      },
    },
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/writing-workflows/choosing-when-your-workflow-runs/events-that-trigger-workflows#pull_request_target",
      "https://docs.github.com/en/actions/managing-workflow-runs-and-deployments/managing-deployments/managing-environments-for-deployment",
      "https://docs.gitlab.com/ci/pipelines/merge_request_pipelines/#use-with-forked-projects",
      "https://circleci.com/docs/guides/integration/oss/#security",
      "https://buildkite.com/docs/pipelines/source-control/github#running-builds-on-pull-requests",
      "https://docs.drone.io/secret/repository/",
      "https://woodpecker-ci.org/docs/usage/secrets",
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/repos/github#contributions-from-forks",
    ],
    practices: ["P5", "P18"],
    cwe: [668, 829],
  },
  platforms: [
    "azure-pipelines",
    "buildkite",
    "circleci",
    "drone",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "tekton",
    "woodpecker",
  ],
  *check({ model, flows }) {
    const found = secretsOfForks(model, flows);
    const shown = new Set<string>();
    for (const { job, secrets, limited } of found) {
      // A template brings the same line into many jobs.
      const [first, ...others] = onceAPlace(secrets).filter(({ place }) => !shown.has(startOf(place)));
      if (first === undefined) continue;
      for (const { place } of [first, ...others]) shown.add(startOf(place));
      yield {
        place: first.place,
        severity: limited ? "low" : "medium",
        message: `${nameOf(first)} is ${clauseOf(model, job ?? first.job, job === undefined)}.`,
        related: others
          .slice(0, MOST_RELATED)
          .map((other) => ({ place: other.place, message: `${nameOf(other)} is there, too.` })),
      };
    }
  },
});

type Model = PolicyContext<
  PlatformModels[
    | "azure-pipelines"
    | "buildkite"
    | "circleci"
    | "drone"
    | "github-actions"
    | "gitlab-ci"
    | "jenkins"
    | "tekton"
    | "woodpecker"]
>["model"];

function secretsOfForks(model: Model, flows: PipelineFlows): ForkSecrets[] {
  switch (model.kind) {
    case "action":
      return [];
    case "workflow":
      return forkSecrets(model, flows);
    case "pipeline":
      return mergeRequestSecrets(model, flows);
    case "azure":
      return azureSecrets(model, flows);
    case "buildkite":
      return secretsOfBuildkite(model, flows);
    case "drone":
      return containerSecrets(DRONE, model, flows);
    case "woodpecker":
      return containerSecrets(WOODPECKER, model, flows);
    case "circleci":
      return secretsOfCircleci(model, flows);
    case "tekton":
      return secretsOfTekton(flows);
    case "jenkins":
      return changeRequestSecrets(flows);
  }
}

function clauseOf({ kind }: Model, job: string | undefined, everywhere: boolean): string {
  if (kind === "circleci")
    return `in the job ${job}, which pull requests from forks run if the project's settings let them`;
  if (kind === "action") return "in an action";
  const where = everywhere ? "in every job" : `in the job ${job}`;
  return `${where}, which ${STARTED[kind]}`;
}

const STARTED: Readonly<Record<Exclude<Model["kind"], "action" | "circleci">, string>> = {
  workflow: "a pull request from a fork starts",
  pipeline: "runs for merge requests, from forks as well",
  buildkite: "runs for pull requests, from forks too where the pipeline's settings have them built",
  drone: "asks for pull requests, and gets the secret if the store hands it to them",
  woodpecker: "asks for pull requests, and gets the secret if the store hands it to them",
  tekton: "pull requests start, those of strangers once a member says so",
  jenkins: "runs for requests to merge, from forks too where Jenkins' settings build them",
  azure: "runs for pull requests, from forks too where the pipeline's settings give them secrets",
};

const MOST_RELATED = 5;

function nameOf(reference: Reference): string {
  const name = secretName(reference);
  return name.charAt(0).toUpperCase() + name.slice(1);
}
