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
    why: "Whoever opens a pull request from a fork starts this job, and the job holds a secret. Nothing but the job's own steps stands between the stranger's text (title, branch, files, labels) and the secret: one step that runs, prints or expands that text gives the secret away. On GitHub this is so for `pull_request_target`, while `pull_request` hands no secrets to forks. On GitLab a fork's pipeline gets the secrets as soon as a member of this project starts it here, with the fork's own scripts. On Azure a pull request of this repository gets them always, and one from a fork where “Make secrets available to builds of forks” is set for the pipeline. Pipelines as Code runs a stranger's pull request, `.tekton/` included, once a member has written `/ok-to-test`. Medium: a script or somebody else's action gets the secret. Low: only actions of GitHub itself get it, or a member starts that very job by hand, or the project is on CircleCI or Jenkins, where settings decide: forks are built only if the project lets them, and get its secrets only if it says so, or the job is for an environment, which may ask somebody first. Low: only actions of GitHub itself get it, or a member starts that very job by hand, or the project is on CircleCI, Buildkite, Drone or Woodpecker, where settings decide: on the last two each secret is handed to pull requests only if it is allowed to; on the others forks are built only if the project lets them, and get its secrets only if it says so, or the job is for an environment, which may ask somebody first.",
    fix: "Use the job's own token where it suffices (`${{ github.token }}` with `permissions:`). Otherwise let the job run only for branches of your own: `if: github.event.pull_request.head.repo.full_name == github.repository`, or put the secret into an environment that asks a reviewer first (`environment: NAME`; Settings, then Environments, then Required reviewers). On GitLab leave merge requests from forks out of the job (`rules: - if: $CI_MERGE_REQUEST_SOURCE_PROJECT_PATH == $CI_PROJECT_PATH`), and mark the variable as protected, so that only protected branches get it. On CircleCI switch off “Pass secrets to builds from forked pull requests” (Project Settings, then Advanced), or leave forks out of the job: `filters: { branches: { ignore: '/pull\\/[0-9]+/' } }`. On Jenkins leave requests out of the stage: `when { not { changeRequest() } }`, or `when { branch 'main' }`; let the branch source discover forks only from people that you trust. On Buildkite leave “Build pull requests from third-party forked repositories” off, or write `if: build.pull_request.repository.fork == false`. On Drone and Woodpecker leave pull requests out (`when: { event: push }`), and do not allow them for the secret. On Azure add `condition: ne(variables['Build.Reason'], 'PullRequest')` to the step, or move it into a pipeline with `pr: none`, and leave “Make secrets available to builds of forks” off. With Pipelines as Code give the `PipelineRun` of pull requests no secret but `{{ git_auth_secret }}`, and let one for `[push]` do what needs others.",
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
  examples: {
    flag: [
      {
        text: `
          on: pull_request_target
          jobs:
            triage:
              runs-on: ubuntu-latest
              steps:
                - uses: example/triage@${"0123456789".repeat(4)}
                  with:
                    token: \${{ «secrets.TRIAGE_TOKEN» }}
        `,
      },
      {
        text: `
          on: [push, pull_request_target]
          jobs:
            announce:
              if: github.event.action == 'opened' && github.event.pull_request.draft == false
              runs-on: ubuntu-latest
              steps:
                - run: ./announce.sh
                  env:
                    CHAT_URL: \${{ «secrets.CHAT_URL» }}
                    CHAT_TOKEN: \${{ secrets.CHAT_TOKEN }}
        `,
      },
      {
        text: `
          on:
            pull_request_target:
              types: [opened, labeled]
          env:
            BOT_TOKEN: \${{ «secrets.BOT_TOKEN» }}
          jobs:
            greet:
              runs-on: ubuntu-latest
              steps:
                - run: ./greet.sh
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          test:
            script:
              - ./upload.sh --token "«$REPORT_TOKEN»"
            rules:
              - if: $CI_PIPELINE_SOURCE == "merge_request_event"
              - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          .upload:
            script:
              - ./upload.sh --token "«$REPORT_TOKEN»"

          unit:
            extends: .upload
            only: [merge_requests]

          system:
            extends: .upload
            only: [merge_requests]
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          workflow:
            rules:
              - if: $CI_MERGE_REQUEST_IID
              - if: $CI_COMMIT_TAG

          variables:
            DEPLOY_PASSWORD: «$STAGING_PASSWORD»

          preview:
            script: [make preview]
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          pr:
            - main
          steps:
            - script: ./upload.sh
              env:
                REPORT_TOKEN: «$(ReportToken)»
                REPORT_KEY: $(ReportKey)
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          trigger: none
          pr:
            branches:
              include: [main, releases/*]
          stages:
            - stage: Test
              jobs:
                - job: system
                  steps:
                    - task: SonarCloudAnalyze@2
                      inputs:
                        token: «$(SonarToken)»
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          jobs:
            test:
              docker: [{ image: cimg/base:2026.01 }]
              steps:
                - run: ./upload.sh --token "«$REPORT_TOKEN»"
            deploy:
              docker: [{ image: cimg/base:2026.01 }]
              steps:
                - run: ./deploy.sh --token "$DEPLOY_TOKEN"
          workflows:
            main:
              jobs:
                - test
                - deploy:
                    requires: [test]
                    filters: { branches: { only: main } }
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          jobs:
            test:
              docker: [{ image: cimg/base:2026.01 }]
              steps: [checkout]
          workflows:
            main:
              jobs:
                - test:
                    context: «reports»
                    filters: { tags: { only: /v.*/ } }
        `,
      },
    ],
    ok: [
      {
        text: `
          on: pull_request
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - run: make test
                  env:
                    API_TOKEN: \${{ secrets.API_TOKEN }}
        `,
      },
      {
        text: `
          on: pull_request_target
          permissions:
            pull-requests: write
          jobs:
            label:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/labeler@v6
                  with:
                    repo-token: \${{ secrets.GITHUB_TOKEN }}
        `,
      },
      {
        text: `
          on: [push, pull_request_target]
          jobs:
            deploy:
              if: github.event_name == 'push'
              runs-on: ubuntu-latest
              steps:
                - run: ./deploy.sh
                  env:
                    API_TOKEN: \${{ secrets.API_TOKEN }}
            preview:
              if: '!github.event.pull_request.head.repo.fork'
              runs-on: ubuntu-latest
              steps:
                - run: ./preview.sh
                  env:
                    API_TOKEN: \${{ secrets.API_TOKEN }}
            review:
              environment: review
              runs-on: ubuntu-latest
              steps:
                - run: ./review.sh
                  env:
                    API_TOKEN: \${{ secrets.API_TOKEN }}
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            script:
              - ./deploy.sh --token "$DEPLOY_TOKEN"
            rules:
              - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          test:
            script:
              - ./upload.sh --token "$REPORT_TOKEN"
            rules:
              - if: $CI_PIPELINE_SOURCE == "merge_request_event" && $CI_MERGE_REQUEST_SOURCE_PROJECT_PATH == $CI_PROJECT_PATH
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          image:
            script:
              - echo "$CI_REGISTRY_PASSWORD" | docker login --username "$CI_REGISTRY_USER" --password-stdin "$CI_REGISTRY"
            only: [merge_requests]
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          pr: none
          steps:
            - script: ./deploy.sh
              env:
                DEPLOY_TOKEN: $(DeployToken)
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          pr:
            - main
          jobs:
            - job: test
              steps:
                - script: make test
                - \${{ if ne(variables['Build.Reason'], 'PullRequest') }}:
                    - script: ./upload.sh
                      env:
                        REPORT_TOKEN: $(ReportToken)
                - script: ./announce.sh
                  condition: and(succeeded(), eq(variables['Build.SourceBranch'], 'refs/heads/main'))
                  env:
                    CHAT_TOKEN: $(ChatToken)
                - script: ./status.sh
                  env:
                    SYSTEM_ACCESSTOKEN: $(System.AccessToken)
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          parameters:
            nightly: { type: boolean, default: false }
          jobs:
            deploy:
              docker: [{ image: cimg/base:2026.01 }]
              steps:
                - run: ./deploy.sh --token "$DEPLOY_TOKEN"
          workflows:
            main:
              jobs:
                - hold: { type: approval }
                - deploy: { name: held, requires: [hold] }
                - deploy: { name: own, filters: { branches: { ignore: '/pull\\/[0-9]+/' } } }
                - deploy: { name: tagged, filters: { branches: { ignore: /.*/ }, tags: { only: /v.*/ } } }
                - deploy: { name: after, requires: [own] }
                - deploy: { name: said, filters: pipeline.git.branch == "main" }
            nightly:
              when: << pipeline.parameters.nightly >>
              jobs: [deploy]
            main-only:
              when: { equal: [main, << pipeline.git.branch >>] }
              jobs: [deploy]
            scheduled:
              triggers: [{ schedule: { cron: "0 0 * * *", filters: { branches: { only: main } } } }]
              jobs: [deploy]
        `,
      },
    ],
  },
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
