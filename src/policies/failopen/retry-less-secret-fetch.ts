import type { Command, PipelineFlows } from "../../core/pipeline.ts";
import { definePolicy } from "../define-policy.ts";
import { scriptsAt } from "../located.ts";
import { onePerPlace } from "../one-per-place.ts";
import { isFetch } from "../secret-fetch.ts";

/** A secret that is fetched once, so that one moment of the store breaks the job. */
export const retryLessSecretFetch = definePolicy({
  meta: {
    id: "failopen/retry-less-secret-fetch",
    title: "Secret fetched without a second try",
    why: "A store is restarted, a secret is being replaced, a network drops a packet: the fetch fails, and with it the build. People who have seen that often enough write `|| true` behind it, which is worse.",
    fix: "Try a few times with a pause in between (`for i in 1 2 3; do vault kv get … && break; sleep 5; done`, then test that the value is there), or use the client's own setting: `VAULT_MAX_RETRIES`, `AWS_MAX_ATTEMPTS`, `with: { retries: 3 }`.",
    severity: "low",
    confidence: "low",
    preset: "all",
    since: "0.1.0",
    references: ["https://developer.hashicorp.com/vault/docs/commands#vault_max_retries"],
    practices: ["P10"],
    cwe: [703],
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
    const isSet = flows.literals.some(({ name }) =>
      /^(?:VAULT_MAX_RETRIES|AWS_MAX_ATTEMPTS|AWS_RETRY_MODE)$/.test(name),
    );
    if (isSet) return [];
    return onePerPlace(
      flows.commands
        .filter(
          (command) =>
            isFetch(command) &&
            !command.words.includes("login") &&
            command.words.length > 0 &&
            !isTriedAgain(command, flows),
        )
        .map(({ name, words, placeOfWord }) => ({
          place: placeOfWord(
            Math.max(
              0,
              words.findIndex((word) => !word.startsWith("-")),
            ),
          ),
          message: `A secret is fetched by ${name} once, without a second try.`,
        })),
    );
  },
});

const AGAIN = /\b(?:retry|travis_retry|until|while|for|nick-fields\/retry)\b|--(?:max-)?retr(?:y|ies)/;

const isTriedAgain = (command: Command, flows: PipelineFlows): boolean =>
  scriptsAt(flows, command).some(({ text }) => AGAIN.test(text.value));
