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
                    «kubectl create token deployer --duration 48h»
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          variables:
            VAULT_TOKEN_TTL: «24h»

          deploy:
            script: [make deploy]
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          .aws:
            before_script:
              - «aws sts assume-role-with-web-identity --role-arn "$ROLE_ARN" --duration-seconds 43200 > keys.json»

          staging:
            extends: .aws
            script: [make deploy]

          production:
            extends: .aws
            script: [make deploy]
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            script:
              - export VAULT_TOKEN=$(«vault token create -field=token -ttl=7d»)
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - bash: «aws sts assume-role --role-arn $(RoleArn) --role-session-name ci --duration-seconds 43200 > keys.json»
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          orbs:
            aws: example/role@1.2.3
          jobs:
            deploy:
              docker: [{ image: cimg/base:2026.01 }]
              environment: { VAULT_TOKEN_TTL: «24h» }
              steps:
                - aws/assume:
                    role-duration-seconds: «43200»
                - run: «aws sts assume-role-with-web-identity --role-arn "$ROLE_ARN" --duration-seconds 7200 > keys.json»
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
      {
        path: ".gitlab-ci.yml",
        text: `
          variables:
            VAULT_TOKEN_TTL: 20m
            CACHE_TTL: 90d

          deploy:
            script: [make deploy]
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            script:
              - aws sts assume-role-with-web-identity --role-arn "$ROLE_ARN" --duration-seconds 900 > keys.json
              - kubectl create token deployer --duration=10m
        `,
      },
      {
        path: ".gitlab-ci.yml",
        text: `
          deploy:
            script:
              - vault token renew
              - vault token create -ttl="$TTL"
            artifacts:
              paths: [dist]
              expire_in: 90d
        `,
      },
      {
        path: "azure-pipelines.yml",
        text: `
          steps:
            - bash: aws sts assume-role --role-arn $(RoleArn) --role-session-name ci --duration-seconds 900 > keys.json
        `,
      },
      {
        path: ".circleci/config.yml",
        text: `
          version: 2.1
          jobs:
            deploy:
              docker: [{ image: cimg/base:2026.01 }]
              environment: { VAULT_TOKEN_TTL: 20m }
              steps:
                - run: aws sts assume-role-with-web-identity --role-arn "$ROLE_ARN" --duration-seconds 900 > keys.json
        `,
      },
    ],
  },
  *check({ flows }) {
    for (const { name, value, place } of onceAPlace(flows.literals)) {
      if (LIFETIME.test(name)) yield* matchOf(place, name, value);
    }
    for (const command of onceAPlace(flows.commands)) {
      // What lasts for months has a policy of its own.
      if (lastingCredential(command) !== undefined) continue;
      const asked = lifetimeOf(command);
      if (asked !== undefined) yield* matchOf(command.place, command.name, asked);
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

const HOUR = 3600;

function* matchOf(place: PolicyMatch["place"], name: string, lifetime: string): Iterable<PolicyMatch> {
  const seconds = secondsOf(lifetime);
  if (seconds === undefined || seconds <= HOUR) return;
  yield {
    place,
    severity: seconds <= 2 * HOUR ? "low" : "medium",
    message: `A credential that lives for ${shownDuration(seconds)} is asked for (${name}).`,
  };
}
