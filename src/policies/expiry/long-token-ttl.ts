import type { Command } from "../../core/pipeline.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { definePolicy } from "../define-policy.ts";

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
  },
  platforms: ["github-actions"],
  examples: {
    flag: [
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              steps:
                - uses: aws-actions/configure-aws-credentials@${"0123456789".repeat(4)}
                  with:
                    aws-region: eu-west-1
                    role-to-assume: arn:aws:iam::123456789012:role/ci
                    role-duration-seconds: «43200»
        `,
      },
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              steps:
                - uses: google-github-actions/auth@${"0123456789".repeat(4)}
                  with:
                    workload_identity_provider: \${{ vars.GCP_PROVIDER }}
                    token_format: access_token
                    access_token_lifetime: "«7200s»"
        `,
      },
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              steps:
                - run: |
                    «vault token create -policy=ci -ttl=72h»
                    «aws sts assume-role --role-arn "$ROLE" --role-session-name ci --duration-seconds 14400»
                    «kubectl create token deployer --duration 8760h»
        `,
      },
    ],
    ok: [
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              steps:
                - uses: aws-actions/configure-aws-credentials@${"0123456789".repeat(4)}
                  with:
                    aws-region: eu-west-1
                    role-to-assume: arn:aws:iam::123456789012:role/ci
                    role-duration-seconds: 900
        `,
      },
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              steps:
                - uses: google-github-actions/auth@${"0123456789".repeat(4)}
                  with:
                    workload_identity_provider: \${{ vars.GCP_PROVIDER }}
                    access_token_lifetime: 1800s
                - uses: example/cache@${"0123456789".repeat(4)}
                  with:
                    ttl: 90d
        `,
      },
      {
        text: `
          on: push
          jobs:
            deploy:
              runs-on: ubuntu-latest
              steps:
                - run: |
                    vault token create -policy=ci -ttl=30m
                    vault kv list -ttl=72h secret/ci
                    aws sts assume-role --role-arn "$ROLE" --role-session-name ci --duration-seconds "$SECONDS"
                    aws sts assume-role --role-arn "$ROLE" --role-session-name ci
        `,
      },
    ],
  },
  *check({ flows }) {
    for (const { name, value, place } of flows.literals) {
      if (LIFETIME.test(name)) yield* matchOf(place, name, value);
    }
    for (const command of flows.commands) {
      const asked = lifetimeOf(command);
      if (asked !== undefined) yield* matchOf(command.place, command.name, asked);
    }
  },
});

/** Inputs and variables that say how long a credential lives. */
const LIFETIME =
  /^(?:role[-_]duration[-_]seconds|(?:id|access)[-_]token[-_]lifetime|token[-_]lifetime|jwt[-_]?ttl|vault[-_]token[-_]ttl|aws[-_]role[-_]duration[-_]seconds)$/i;

/** Commands that ask for a credential, by their first words, and the option that says how long it lives. */
const ASKING: readonly { readonly name: string; readonly words: RegExp; readonly option: RegExp }[] = [
  {
    name: "aws",
    words: /\bsts (?:.* )?(?:assume-role\S*|get-session-token|get-federation-token)(?: |$)/,
    option: /^--duration-seconds$/,
  },
  { name: "vault", words: /^token create\b/, option: /^--?(?:ttl|explicit-max-ttl|period)$/ },
  { name: "kubectl", words: /\bcreate token\b/, option: /^--duration$/ },
  { name: "gcloud", words: /\bauth (?:application-default )?print-access-token\b/, option: /^--lifetime$/ },
];

/** The life that a command asks for, as written. */
function lifetimeOf({ name, words }: Command): string | undefined {
  const asking = ASKING.find((one) => one.name === name && one.words.test(words.join(" ")));
  if (asking === undefined) return undefined;
  for (const [index, word] of words.entries()) {
    const [option = "", value] = word.split("=", 2);
    if (asking.option.test(option)) return value ?? words[index + 1];
  }
  return undefined;
}

const HOUR = 3600;

function* matchOf(place: PolicyMatch["place"], name: string, lifetime: string): Iterable<PolicyMatch> {
  const seconds = secondsOf(lifetime);
  if (seconds === undefined || seconds <= HOUR) return;
  yield {
    place,
    severity: seconds <= 2 * HOUR ? "low" : "medium",
    message: `A credential that lives for ${shown(seconds)} is asked for (${name}).`,
  };
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: HOUR, d: 24 * HOUR };

/** Seconds of a duration such as `43200`, `7200s` or `1h30m`; undefined for anything else. */
function secondsOf(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^\d{1,12}$/.test(trimmed)) return Number(trimmed);
  if (!/^(?:\d{1,9}[smhd])+$/.test(trimmed)) return undefined;
  const parts = trimmed.matchAll(/(\d+)([smhd])/g);
  return parts.reduce((sum, [, count, unit = ""]) => sum + Number(count) * (UNITS[unit] ?? 0), 0);
}

function shown(seconds: number): string {
  if (seconds >= 48 * HOUR) return `${Math.round(seconds / (24 * HOUR))} days`;
  const hours = seconds / HOUR;
  return `${Number.isInteger(hours) ? hours : hours.toFixed(1)} hours`;
}
