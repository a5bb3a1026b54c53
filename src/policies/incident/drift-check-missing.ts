import { definePolicy } from "../define-policy.ts";
import { looksForSecrets, SCANNER_OPTIONS } from "../scanners.ts";

/** A repository whose check for secrets runs on changes only. */
export const driftCheckMissing = definePolicy({
  meta: {
    id: "incident/drift-check-missing",
    title: "Nothing checks on a schedule",
    why: "Secrets expire, owners leave and rules learn, all without a change to the repository, so a check that runs on changes alone finds out when somebody next pushes: in a quiet repository that may be never. The rule speaks once, at the first pipeline that looks for secrets, and only where the whole repository is searched; without such a pipeline `incident/no-secret-scan-step` speaks. Pipelines of CircleCI are not asked, since schedules stand in its settings; one that has a schedule counts.",
    fix: "Start the same job on a schedule, once a week for instance.",
    on: {
      "github-actions": { fix: "Write `on: { schedule: [{ cron: '17 4 * * 1' }] }`." },
      "gitlab-ci": {
        why: "Schedules stand in the settings, so a job that one may start is taken for one that is started.",
        fix: 'Make a pipeline schedule, and write `if: $CI_PIPELINE_SOURCE == "schedule"`.',
      },
      "azure-pipelines": { fix: "Write `schedules:` with `always: true`." },
      buildkite: {
        why: "Schedules stand in the settings, so a job that one may start is taken for one that is started.",
        fix: "Make a schedule in the pipeline's settings, and let the step run for it.",
      },
      drone: {
        why: "Schedules stand in the settings, so a job that one may start is taken for one that is started.",
        fix: "Make a cron job in the repository's settings, and let the step run for `event: cron`.",
      },
      woodpecker: {
        why: "Schedules stand in the settings, so a job that one may start is taken for one that is started.",
        fix: "Make a cron job in the repository's settings, and let the step run for `event: cron`.",
      },
      jenkins: { fix: "Write `triggers { cron('H 4 * * 1') }`." },
    },
    severity: "low",
    confidence: "medium",
    preset: "strict",
    since: "0.1.0",
    references: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
    practices: ["P21"],
    cwe: [1059],
    options: SCANNER_OPTIONS,
  },
  platforms: ["azure-pipelines", "buildkite", "drone", "github-actions", "gitlab-ci", "jenkins", "woodpecker"],
  check: () => [],
  *checkRepository({ pipelines, options }) {
    const looking = pipelines.filter((one) => looksForSecrets(one, options));
    const [first] = looking;
    const isScheduled = looking.some(({ triggers }) => triggers.some(({ event }) => /^sched|^cron$/i.test(event)));
    const mayBeScheduled = looking.some(({ platform }) => SETTINGS_SCHEDULE.has(platform));
    if (first === undefined || isScheduled || mayBeScheduled) return;
    yield { place: first.place, message: "What looks for secrets here runs on changes only, never on a schedule." };
  },
});

/** Platforms whose schedules stand in the settings of the project. */
const SETTINGS_SCHEDULE: ReadonlySet<string> = new Set(["appveyor", "bitbucket-pipelines", "circleci", "travis"]);
