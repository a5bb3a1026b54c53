import type { Command } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";
import { secondsOf, shownDuration } from "../duration.ts";
import { lastingCredential } from "../lasting-credential.ts";
import { onceAPlace } from "../once-a-place.ts";

/** A temporary credential that is asked for with a life of more than an hour. */
export const longTokenTtl = definePolicy({
  meta: {
    id: "expiry/long-token-ttl",
    title: "Long-lived temporary credential",
    why: "A temporary credential protects by ending: whoever steals it from a log, a cache or a runner has only its remaining life. The defaults of the clouds end it after an hour, which few jobs need. Medium: it lives for more than an hour. Low: for two hours at most.",
    fix: "Ask for the time that the job needs, an hour or less: `role-duration-seconds: 3600`, `access_token_lifetime: 3600s`, `vault token create -ttl=30m`. If a job really runs longer, fetch the credential again in the step that needs it; the job's identity is still there.",
    severity: "medium",
    confidence: "high",
    preset: "strict",
    since: "0.1.0",
    references: [
      "https://github.com/aws-actions/configure-aws-credentials#options",
      "https://github.com/google-github-actions/auth#inputs-generating-oauth-20-access-tokens",
      "https://docs.aws.amazon.com/cli/latest/reference/sts/assume-role-with-web-identity.html",
      "https://developer.hashicorp.com/vault/docs/commands/token/create",
    ],
    practices: ["P9"],
    cwe: [613],
    options: {
      longest: {
        kind: "duration",
        default: "1h",
        more: "hides",
        says: "The longest life that is passed over; twice as long is of low severity.",
        example: "4h",
      },
    },
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
  *check({ flows, options: { longest } }) {
    for (const { name, value, place } of onceAPlace(flows.literals)) {
      if (LIFETIME.test(name)) yield* matchOf(place, name, value, longest);
    }
    for (const command of onceAPlace(flows.commands)) {
      // What lasts for months has a policy of its own.
      if (lastingCredential(command) !== undefined) continue;
      const asked = lifetimeOf(command);
      if (asked !== undefined) yield* matchOf(command.place, command.name, asked, longest);
    }
  },
});

/** Inputs and variables that say how long a credential lives. */
const LIFETIME =
  /^(?:role[-_]duration[-_]seconds|(?:id|access)[-_]token[-_]lifetime|token[-_]lifetime|jwt[-_]?ttl|vault[-_]token[-_]ttl|aws[-_]role[-_]duration[-_]seconds)$/i;

/** Commands that ask for a credential: two words that they have, and the option that says how long it lives. */
const ASKING: readonly {
  readonly name: string;
  readonly under: string;
  readonly verb: RegExp;
  readonly option: RegExp;
}[] = [
  {
    name: "aws",
    under: "sts",
    verb: /^(?:assume-role(?:-with-(?:saml|web-identity))?|get-session-token|get-federation-token)$/,
    option: /^--duration-seconds$/,
  },
  { name: "vault", under: "token", verb: /^create$/, option: /^--?(?:ttl|explicit-max-ttl)$/ },
  { name: "kubectl", under: "create", verb: /^token$/, option: /^--duration$/ },
  { name: "gcloud", under: "auth", verb: /^print-access-token$/, option: /^--lifetime$/ },
];

/** The life that a command asks for, as written. */
function lifetimeOf({ name, words }: Command): string | undefined {
  const asking = ASKING.find(
    (one) => one.name === name && words.includes(one.under) && words.some((word) => one.verb.test(word)),
  );
  if (asking === undefined) return undefined;
  for (const [index, word] of words.entries()) {
    const [option = "", value] = word.split("=", 2);
    if (asking.option.test(option)) return value ?? words[index + 1];
  }
  return undefined;
}

function* matchOf(place: PolicyMatch["place"], name: string, lifetime: string, longest: number): Iterable<PolicyMatch> {
  const seconds = secondsOf(lifetime);
  if (seconds === undefined || seconds <= longest) return;
  yield {
    place,
    severity: seconds <= 2 * longest ? "low" : "medium",
    message: `A credential that lives for ${shownDuration(seconds)} is asked for (${name}).`,
  };
}
