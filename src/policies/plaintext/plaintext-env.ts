import { definePolicy } from "../define-policy.ts";
import { judgeLiteral } from "../judged-literal.ts";
import { isThrowawayPassword } from "../throwaway-password.ts";

/** A secret written out as the value of an environment variable. */
export const plaintextEnv = definePolicy({
  meta: {
    id: "plaintext/plaintext-env",
    title: "Plaintext secret in a pipeline's environment",
    why: "Everybody who can read the repository can read this value, and it stays in the history when the line is deleted. The platform does not know that it is a secret either, so it does not mask it in the logs.",
    fix: "Make a new value first, because this one counts as leaked, and revoke the old one where it was issued. Store the new value as a secret, and let the job read it from there. If the value is no secret, rename the variable or ignore this line with a reason.",
    on: {
      "github-actions": {
        fix: "Secrets of the repository or, better, of the environment that uses it lie under Settings, Secrets and variables, Actions; write `${{ secrets.NAME }}` in place of the value.",
      },
      "gitlab-ci": {
        fix: "Store it as a masked, protected variable (Settings, CI/CD, Variables) and delete the line: jobs get the variable by its name.",
      },
      appveyor: { fix: "Encrypt it under Account, Encrypt YAML, and write `NAME: { secure: … }`." },
      "azure-pipelines": {
        fix: "Store it as a secret variable or in a variable group, and map it where it is read: `env: { NAME: $(Name) }`.",
      },
      "bitbucket-pipelines": {
        fix: "Store it as a secured variable (Repository settings, Repository variables) and delete the line: steps get it by its name.",
      },
      buildkite: { fix: "Make it a secret of the cluster, and name it under `secrets:`." },
      circleci: {
        fix: "Store it in a context that only the jobs in need of it have (Organization Settings, Contexts), and delete the line: jobs get the variable by its name.",
      },
      "cloud-build": { fix: "Store it in Secret Manager, and name it under `availableSecrets` and `secretEnv`." },
      codebuild: { fix: "Store it in Secrets Manager, and name it under `env: { secrets-manager: … }`." },
      compose: {
        fix: "Take it from whoever starts the services, `${NAME:?is missing}`, or from a file under `secrets:`.",
      },
      drone: { fix: "Make it a secret of the repository, and write `from_secret: NAME`." },
      woodpecker: { fix: "Make it a secret of the repository, and write `from_secret: NAME`." },
      jenkins: { fix: "Store it under Manage Jenkins, Credentials, and write `NAME = credentials('id')`." },
      tekton: { fix: "Take it from a Secret: `valueFrom: { secretKeyRef: … }`." },
      travis: { fix: "Store it in the repository's settings, or encrypt it: `travis encrypt NAME=… --add`." },
    },
    severity: "critical",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/using-secrets-in-github-actions",
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions",
      "https://docs.gitlab.com/ci/variables/#cicd-variable-security",
      "https://circleci.com/docs/guides/security/env-vars/",
    ],
    practices: ["P1"],
    cwe: [798, 312],
    allows: { what: "variables", example: "TEST_*" },
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
  *check({ flows, judge }) {
    for (const literal of flows.literals) {
      const judgement = literal.via === "env" ? judgeLiteral(judge, literal) : undefined;
      if (judgement === undefined || isThrowawayPassword(literal, flows.literals)) continue;
      const { name, place } = literal;
      yield {
        place,
        subject: name,
        secret: place,
        judgement,
        message: `The variable ${name} holds a secret that is written out here.`,
      };
    }
  },
});
