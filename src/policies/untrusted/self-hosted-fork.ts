import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { MACHINE_OPTIONS, ownMachineOf } from "../own-machines.ts";
import { byStake, givenAt, stakeClause, stakeOf } from "../stake.ts";

/** A job on a machine of the project's own that somebody outside can start with content of theirs. */
export const selfHostedFork = definePolicy({
  meta: {
    id: "untrusted/self-hosted-fork",
    title: "Own machine runs what strangers bring",
    why: "A machine of one's own is not thrown away after the job. Code of a pull request can leave something behind that waits for the next job with a secret, reads what earlier jobs left, and stands inside the network of the company. High: a stored secret is in the job itself, or its token can write. Medium: the same where settings decide whether forks are built or get the secret. Low: only the machine is at stake; for a repository that only members can see, that is as it has to be.",
    fix: "Run jobs for requests to merge on the platform's machines, or on ones that are made for each job and thrown away afterwards (`--ephemeral`, autoscaling). Keep your own for what only members start, in a runner group that names this repository and workflow.",
    on: {
      buildkite: { why: "Pull requests from forks are built only if the project lets them." },
      circleci: { why: "Pull requests from forks are built only if the project lets them." },
      drone: { why: "Pull requests from forks get only the secrets that are allowed to." },
      woodpecker: { why: "Pull requests from forks get only the secrets that are allowed to." },
    },
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
    options: MACHINE_OPTIONS,
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
  check({ flows, options }) {
    return onePerPlace(
      flows.jobs.flatMap((job) => {
        const { name, triggers } = job;
        const machine = ownMachineOf(job, options);
        const trigger = triggers.find(({ untrusted, event }) => untrusted && BRINGS_CODE.test(event));
        if (machine === undefined || trigger === undefined) return [];
        const stake = stakeOf(flows, name);
        return [
          {
            place: machine.place,
            subject: machine.name,
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
