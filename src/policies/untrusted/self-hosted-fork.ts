import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { byStake, givenAt, stakeClause, stakeOf } from "../stake.ts";

/** A job on a machine of the project's own that somebody outside can start with content of theirs. */
export const selfHostedFork = definePolicy({
  meta: {
    id: "untrusted/self-hosted-fork",
    title: "Own machine runs what strangers bring",
    why: "A machine of one's own is not thrown away after the job. Code of a pull request can leave something behind that waits for the next job with a secret, reads what earlier jobs left, and stands inside the network of the company. High: a stored secret is in the job itself, or its token can write. Medium: the same on CircleCI and Buildkite, which build pull requests from forks only if the project lets them, and on Drone and Woodpecker, which hand them only the secrets that are allowed to. Low: only the machine is at stake; for a repository that only members can see, that is as it has to be.",
    fix: "Run jobs for requests to merge on the platform's machines, or on ones that are made for each job and thrown away afterwards (`--ephemeral`, autoscaling). Keep your own for what only members start, in a runner group that names this repository and workflow.",
    severity: "high",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions#hardening-for-self-hosted-runners",
      "https://docs.gitlab.com/runner/security/",
      "https://circleci.com/docs/guides/execution-runner/runner-overview/",
    ],
    practices: ["P5"],
    cwe: [668, 829],
    allows: { what: "labels of runners", example: "gpu-*" },
  },
  platforms: [
    "azure-pipelines",
    "buildkite",
    "circleci",
    "drone",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "woodpecker",
  ],
  examples: {
    flag: [
      {
        text: `
          on: [push, pull_request]
          jobs:
            test:
              runs-on: [«self-hosted», linux]
              steps:
                - run: make test
            matrix:
              strategy:
                matrix:
                  machine: [ubuntu-latest, self-hosted]
              runs-on: «\${{ matrix.machine }}»
              steps:
                - run: make test
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          test:
            tags: [linux, «self-hosted»]
            script: [make test]
            rules:
              - if: $CI_PIPELINE_SOURCE == "merge_request_event"
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          pr: [main]
          jobs:
            - job: test
              pool: «build-machines»
              steps:
                - script: make test
            - job: system
              pool:
                name: «build-machines»
                demands: docker
              steps:
                - script: make system
                  env:
                    API_TOKEN: $(ApiToken)
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          jobs:
            test:
              machine: true
              resource_class: «example/linux»
              steps: [checkout]
          workflows:
            main:
              jobs: [test]
        `,
      },
    ],
    ok: [
      {
        text: `
          on: [push, pull_request]
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - run: make test
            deploy:
              if: github.event_name == 'push'
              runs-on: self-hosted
              steps:
                - run: ./deploy
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          test:
            tags: [saas-linux-small-amd64]
            script: [make test]
            rules:
              - if: $CI_PIPELINE_SOURCE == "merge_request_event"
          deploy:
            tags: [self-hosted]
            script: [./deploy]
            rules:
              - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          pr: [main]
          pool:
            vmImage: ubuntu-latest
          jobs:
            - job: test
              steps:
                - script: make test
            - job: release
              condition: ne(variables['Build.Reason'], 'PullRequest')
              pool: build-machines
              steps:
                - script: make release
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          trigger: [main]
          pr: none
          pool: build-machines
          steps:
            - script: make test
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          jobs:
            test:
              docker: [{ image: cimg/base:2026.01 }]
              resource_class: large
              steps: [checkout]
            own:
              machine: true
              resource_class: example/linux
              steps: [checkout]
          workflows:
            main:
              jobs: [test, { own: { filters: { branches: { only: main } } } }]
        `,
      },
    ],
  },
  check({ flows }) {
    return onePerPlace(
      flows.jobs.flatMap(({ name, ownMachine, triggers }) => {
        const trigger = triggers.find(({ untrusted, event }) => untrusted && BRINGS_CODE.test(event));
        if (ownMachine === undefined || trigger === undefined) return [];
        const stake = stakeOf(flows, name);
        return [
          {
            place: ownMachine.place,
            subject: ownMachine.name,
            severity: byStake(stake, LETS_FORKS_IN.test(flows.platform) ? "medium" : "high"),
            message: `The job ${name} runs on a machine of your own for ${trigger.event}, and ${stakeClause(stake)}.`,
            related: givenAt(stake.secrets),
          },
        ];
      }),
    );
  },
});

/** Platforms that build what comes from forks, or hand it secrets, only if a setting of the project lets them. */
const LETS_FORKS_IN = /^(?:buildkite|circleci|drone|jenkins|woodpecker)$/;

/** Events that come with the code of somebody outside. */
const BRINGS_CODE =
  /^(?:pull_request|pull_request_target|merge_request_event|pr|workflow_run|issue_comment|external_pull_request_event|change_request)$/;
