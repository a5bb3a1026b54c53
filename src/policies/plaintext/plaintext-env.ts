import { definePolicy } from "../define-policy.ts";
import { judgeLiteral } from "../judged-literal.ts";
import { isThrowawayPassword } from "../throwaway-password.ts";

/** A secret written out as the value of an environment variable. */
export const plaintextEnv = definePolicy({
  meta: {
    id: "plaintext/plaintext-env",
    title: "Plaintext secret in a pipeline's environment",
    why: "Everybody who can read the repository can read this value, and it stays in the history when the line is deleted. The platform does not know that it is a secret either, so it does not mask it in the logs.",
    fix: "Make a new value first, because this one counts as leaked, and revoke the old one where it was issued. Store the new value as a secret of the repository or, better, of the environment that uses it (Settings, then Secrets and variables, then Actions), and write `${{ secrets.NAME }}` in its place. On GitLab store it as a masked, protected variable (Settings, then CI/CD, then Variables) and delete the line: jobs get the variable by its name. On CircleCI store it in a context that only the jobs in need of it have (Organization Settings, then Contexts), and delete the line as well. On Buildkite make it a secret of the cluster and name it under `secrets:`; on Drone and Woodpecker make it a secret of the repository and write `from_secret: NAME` in place of the value. If the value is no secret, rename the variable or ignore this line with a reason. On Tekton take it from a Secret (`valueFrom: { secretKeyRef: … }`), on Cloud Build and CodeBuild from the cloud's store (`secretEnv`, `env: { secrets-manager: … }`), in a Compose file from whoever starts it (`${NAME:?}`).",
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
