import type { PlacedText } from "../../core/pipeline.ts";
import type { PolicyContext, PolicyMatch } from "../../core/stages.ts";
import { connectionSecretsIn, isOwnMachine } from "../connection-secrets.ts";
import { definePolicy } from "../define-policy.ts";
import { onePerPlace } from "../one-per-place.ts";

/** A password inside a connection string, in a variable, an input or a script. */
export const plaintextConnectionString = definePolicy({
  meta: {
    id: "plaintext/plaintext-connection-string",
    title: "Plaintext password in a connection string",
    why: "A connection string with its password is all that somebody needs: it names the place, the user and the key. It is also printed whole by many programs when a connection fails, and the platform masks nothing of it. Critical: it leads to another machine. Medium: its host is a name within the job's own network, as services have. Low: it leads to the job's own machine, where the database most often ends with the job.",
    fix: "Change the password at the server first, because this one counts as leaked. Store the whole string as a secret and write its reference in place of the string, or store the password alone and let the program put the parts together. For a service that only lives as long as the job, make a password anew in each run: `openssl rand -hex 16`.",
    on: {
      "github-actions": { fix: "The reference is `DATABASE_URL: ${{ secrets.DATABASE_URL }}`." },
      "gitlab-ci": { fix: "Store it as a masked variable of the project, which jobs get by its name." },
      "azure-pipelines": { fix: "Store it as a secret variable and map it: `env: { DATABASE_URL: $(DatabaseUrl) }`." },
      circleci: { fix: "Store it in a context, whose variables jobs get by their names." },
      compose: { fix: "Take it from whoever starts the services: `${DATABASE_URL:?is missing}`." },
      drone: { fix: "Make it a secret of the repository, and write `from_secret: NAME`." },
      woodpecker: { fix: "Make it a secret of the repository, and write `from_secret: NAME`." },
    },
    severity: "critical",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/using-secrets-in-github-actions",
      "https://docs.gitlab.com/ci/variables/#cicd-variable-security",
      "https://learn.microsoft.com/en-us/azure/devops/pipelines/process/set-secret-variables",
      "https://www.rfc-editor.org/rfc/rfc3986#section-7.5",
      "https://circleci.com/docs/guides/security/env-vars/",
    ],
    practices: ["P1"],
    cwe: [798, 312],
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
  check({ flows, judge }) {
    const texts: readonly PlacedText[] = [...flows.literals, ...flows.scripts.map(({ text }) => text)];
    return onePerPlace(texts.flatMap((text) => matchesIn(text, judge)));
  },
});

function matchesIn(text: PlacedText, judge: PolicyContext<unknown>["judge"]): PolicyMatch[] {
  return connectionSecretsIn(text.value).flatMap(({ value, start, end, host }) => {
    const judgement = judge("password", value);
    if (judgement.confidence === undefined) return [];
    const place = text.placeOf(start, end);
    const to = host === undefined ? "" : ` to ${host}`;
    const message = `The password of a connection${to} is written out here.`;
    return [{ place, secret: place, judgement, severity: severityOf(host), message }];
  });
}

function severityOf(host: string | undefined): "critical" | "medium" | "low" {
  if (host === undefined || host.includes(".")) return host !== undefined && isOwnMachine(host) ? "low" : "critical";
  return isOwnMachine(host) ? "low" : "medium";
}
