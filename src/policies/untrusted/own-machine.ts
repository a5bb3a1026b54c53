import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { MACHINE_OPTIONS, ownMachineOf } from "../own-machines.ts";
import { givenAt, stakeClause, stakeOf } from "../stake.ts";

/** A job on a machine of the project's own, whoever starts it. */
export const ownMachine = definePolicy({
  meta: {
    id: "untrusted/own-machine",
    title: "Job on a machine of the project's own",
    why: "What one job leaves on a machine of your own (files, credentials of tools, processes, a changed program) the next one finds, whichever project it belongs to. A dependency that was taken over then reaches more than its own job. Medium: a stored secret is in the job, or its token can write. Low: neither is. Jobs that strangers can start are the business of `untrusted/self-hosted-fork`.",
    fix: "Use the platform's machines, or make one for each job and throw it away afterwards. Keep machines that stay to one project and its protected branches.",
    on: {
      "github-actions": { fix: "Runners are thrown away after one job with `--ephemeral`." },
      "gitlab-ci": { fix: "Use the `docker-autoscaler` or the `kubernetes` executor." },
      "azure-pipelines": { fix: "Use scale set agents, or Managed DevOps Pools." },
      circleci: { fix: "Use container runners." },
      jenkins: { fix: "Use `agent { kubernetes … }` or agents of a cloud; nothing should ever run on the controller." },
    },
    severity: "medium",
    confidence: "medium",
    // Whoever has machines of their own has decided so once, for all jobs.
    preset: "strict",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions#hardening-for-self-hosted-runners",
      "https://docs.gitlab.com/runner/security/",
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/security/misc",
    ],
    practices: ["P5"],
    cwe: [668],
    allows: { what: "labels of runners", example: "gpu-*" },
    options: MACHINE_OPTIONS,
  },
  platforms: [
    "azure-pipelines",
    "bitbucket-pipelines",
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
        if (machine === undefined || triggers.some(({ untrusted }) => untrusted)) return [];
        const stake = stakeOf(flows, name);
        return [
          {
            place: machine.place,
            subject: machine.name,
            severity: stake.secrets.length > 0 || stake.token === "writes" ? ("medium" as const) : ("low" as const),
            message: `The job ${name} runs on a machine of your own, which keeps what it leaves behind, and ${stakeClause(stake)}.`,
            related: givenAt(stake.secrets),
          },
        ];
      }),
    );
  },
});
