import type { Judgement } from "../../core/judgement.ts";
import { definePolicy } from "../define-policy.ts";

/** A container registry's password written out. */
export const plaintextRegistryAuth = definePolicy({
  meta: {
    id: "plaintext/plaintext-registry-auth",
    title: "Plaintext password of a container registry",
    why: "Everybody who can read the repository can log in to the registry with it: read private images and, if the account may write, put other images in their place, which all later jobs and deployments then run. The `auth` of a Docker configuration is user and password in base 64, which anybody can turn back.",
    fix: "Make a new password or, better, an access token that may only read, and revoke the old one at the registry. Store it as a secret, and let the pipeline read it from there.",
    on: {
      "github-actions": {
        fix: "Write `password: ${{ secrets.REGISTRY_PASSWORD }}`, for GitHub's own registry `${{ github.token }}`.",
      },
      "gitlab-ci": {
        fix: "Delete `DOCKER_AUTH_CONFIG` from the file and store it as a variable of the project (Settings, CI/CD, Variables, masked and protected); the runner finds it there. GitLab's own registry needs none.",
      },
      "bitbucket-pipelines": { fix: "Store it as a secured variable, and write `password: $REGISTRY_PASSWORD`." },
      circleci: { fix: "Store it in a context, and write `password: $REGISTRY_PASSWORD` under `auth:`." },
      dependabot: { fix: "Store it among Dependabot's own secrets, and write `${{ secrets.NAME }}`." },
      drone: { fix: "Make it a secret of the repository, and write `from_secret: NAME`." },
      woodpecker: { fix: "Make it a secret of the repository, and write `from_secret: NAME`." },
    },
    severity: "critical",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/writing-workflows/workflow-syntax-for-github-actions#jobsjob_idcontainercredentials",
      "https://docs.gitlab.com/ci/docker/using_docker_images/#access-an-image-from-a-private-container-registry",
      "https://circleci.com/docs/guides/execution-managed/private-images/",
    ],
    practices: ["P1"],
    cwe: [798, 312],
  },
  platforms: ["bitbucket-pipelines", "circleci", "dependabot", "drone", "github-actions", "gitlab-ci", "woodpecker"],
  *check({ flows, judge }) {
    for (const { name, value, place, via } of flows.literals) {
      if (via !== "registry" || !/pass|auth|token|secret/i.test(name)) continue;
      // Whatever its key is called, a password is what stands there.
      const judgement = judge("password", value);
      if (judgement.score === 0) continue;
      const message = "A password of a container registry is written out here.";
      yield { place, secret: place, judgement: atLeastMedium(judgement), message };
    }
  },
});

/** Even a weak password opens the registry: nothing but a password stands there. */
function atLeastMedium(judgement: Judgement): Judgement {
  const { confidence = "low" } = judgement;
  return confidence === "low" ? { ...judgement, confidence: "medium" } : judgement;
}
