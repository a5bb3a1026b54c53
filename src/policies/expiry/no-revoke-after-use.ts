import type { Command, PipelineFlows } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { commandsIn, jobOf } from "../located.ts";
import { onePerPlace } from "../one-per-place.ts";

/** A login that goes on after the job has ended. */
export const noRevokeAfterUse = definePolicy({
  meta: {
    id: "expiry/no-revoke-after-use",
    title: "Login that nobody ends",
    why: "A token that the job fetched goes on after the job: until its time is up it opens the store for whoever finds it in a log, a cache or on the machine. Medium: the login to a store of secrets. Low: a login that stays on a machine of the project's own, for the next job to find.",
    fix: "End it in a step that always runs: `vault token revoke -self` (`docker logout`, `az logout`). A token with a life of minutes (`-ttl=10m`) does the same with less.",
    on: {
      "github-actions": { fix: "Write `if: always()` in that step." },
      "gitlab-ci": { fix: "Do so in `after_script`." },
      "azure-pipelines": { fix: "Write `condition: always()` in that step." },
      "bitbucket-pipelines": { fix: "Do so in `after-script`." },
      circleci: { fix: "Write `when: always` in that step." },
      codebuild: { fix: "Do so under `finally:` of the phase." },
      jenkins: { fix: "Do so in `post { always { … } }`." },
    },
    severity: "medium",
    confidence: "medium",
    preset: "strict",
    since: "0.1.0",
    references: [
      "https://developer.hashicorp.com/vault/docs/commands/token/revoke",
      "https://docs.docker.com/reference/cli/docker/logout/",
    ],
    practices: ["P14"],
    cwe: [613, 404],
  },
  platforms: [
    "appveyor",
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "cloud-build",
    "codebuild",
    "compose",
    "drone",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "tekton",
    "travis",
    "woodpecker",
  ],
  check({ flows }) {
    return onePerPlace(flows.commands.flatMap((command) => matchOf(command, flows)));
  },
});

/** A login, and what ends it. */
interface Login {
  readonly program: RegExp;
  readonly words: RegExp;
  readonly end: RegExp;
  /** Whether it matters only where the machine is not thrown away. */
  readonly local: boolean;
}

const LOGINS: readonly Login[] = [
  {
    program: /^(?:vault|bao)$/,
    words: /^login\b|^write auth\/[\w/-]+\/login\b/,
    end: /token revoke|lease revoke/,
    local: false,
  },
  {
    program: /^(?:docker|podman|buildah|skopeo|helm|oras)$/,
    words: /^(?:registry )?login\b/,
    end: /\blogout\b/,
    local: true,
  },
  { program: /^(?:az|heroku|cf|oc|firebase|vercel)$/, words: /^login\b/, end: /\blogout\b/, local: true },
  { program: /^gcloud$/, words: /^auth (?:login|activate-service-account)\b/, end: /auth revoke/, local: true },
];

function matchOf({ name, words, job, placeOfWord }: Command, flows: PipelineFlows): PolicyMatch[] {
  const plain = words.filter((word) => !word.startsWith("-")).join(" ");
  const login = LOGINS.find((one) => one.program.test(name) && one.words.test(plain));
  if (login === undefined) return [];
  if (login.local && jobOf(flows, job)?.ownMachine === undefined) return [];
  const ended = commandsIn(flows, job).some((one) => login.end.test(`${one.name} ${one.words.join(" ")}`));
  if (ended || words.some((word) => /^--?(?:no-store|ttl)\b/.test(word))) return [];
  const at = words.findIndex((word) => /^(?:login|write|auth|registry)$/.test(word));
  return [
    {
      place: placeOfWord(at),
      severity: login.local ? "low" : "medium",
      message: `The login of ${name} goes on after the job, since nothing ends it.`,
    },
  ];
}
