import type { Severity } from "../../core/levels.ts";
import type { Fallback } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";
import { namesSecret } from "../secret-like.ts";

/** A value written out that takes a secret's place where that is missing. */
export const secretDefaultFallback = definePolicy({
  meta: {
    id: "failopen/secret-default-fallback",
    title: "Written-out fallback for a missing secret",
    why: "When the secret is missing, has expired, or was renamed, the job does not stop: it goes on with the value that everybody can read here. A database is then set up with that password, tokens are signed with that key, and nobody notices, because all is green. High: the value stands in for a known secret. Medium: for a variable that has a secret's name. Low: the name says that it is no key to anything, such as a user or an address.",
    fix: 'Let the job fail where the secret is missing: `${DB_PASSWORD:?is missing}` in a shell, `os.environ["DB_PASSWORD"]` in Python. For tests that need any password, make one anew in each run: `openssl rand -hex 16`.',
    on: {
      "github-actions": {
        fix: 'Write `${{ secrets.DB_PASSWORD }}` alone, with `test -n "$DB_PASSWORD"` as the first line of the script. If the fallback is right for forks, test with `if: github.event.pull_request.head.repo.fork` and keep the two cases apart.',
      },
      compose: { fix: "Write `${DB_PASSWORD:?is missing}`, which Compose itself holds to." },
    },
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://www.gnu.org/software/bash/manual/html_node/Shell-Parameter-Expansion.html",
      "https://docs.github.com/en/actions/writing-workflows/choosing-what-your-workflow-does/evaluate-expressions-in-workflows-and-actions#operators",
      "https://docs.gitlab.com/ci/variables/#use-cicd-variables-in-job-scripts",
    ],
    practices: ["P22"],
    cwe: [636, 1188, 798],
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
    return onePerPlace(flows.fallbacks.flatMap(matchOf));
  },
});

/** Words that say that nothing is set, for people or as a test. */
const SAYS_NOTHING =
  /^(?:none|null|nil|undefined|unset|missing|empty|false|true|0|-|n\/a|(?:not|is|un)[ _-]?(?:set|defined|given|there|available|missing).{0,40})$/i;

function matchOf({ name, reference, value, place }: Fallback): PolicyMatch[] {
  const severity = severityOf(name, reference?.secret);
  if (severity === undefined || SAYS_NOTHING.test(value.trim())) return [];
  const related = reference === undefined ? [] : [{ place: reference.place, message: "The secret is given here." }];
  const called = reference === undefined ? `the variable ${name}` : `the secret ${reference.secret}`;
  const message = `Where ${called} is missing, the job goes on with the value that is written out here.`;
  return [{ place, severity, message, related }];
}

function severityOf(name: string, secret: string | undefined): Severity | undefined {
  if (secret === undefined) return namesSecret(name) ? "medium" : undefined;
  return namesSecret(secret) || secret === "*" ? "high" : "low";
}
