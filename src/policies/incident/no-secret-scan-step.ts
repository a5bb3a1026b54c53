import { definePolicy } from "../define-policy.ts";
import { looksForSecrets, SCANNER_OPTIONS } from "../scanners.ts";

/** A repository with pipelines of which none looks for secrets. */
export const noSecretScanStep = definePolicy({
  meta: {
    id: "incident/no-secret-scan-step",
    title: "No step looks for secrets",
    why: "A secret that is pushed is out within minutes, and whoever has to revoke it should hear of it by then. Here neither a pipeline nor a hook runs anything that looks for secrets, so one that slips in stays until somebody happens on it. What a platform does by itself (push protection, organisation-wide scans) no file shows: then switch this rule off, and say so. The rule speaks once, at the first pipeline, and only where the whole repository is searched.",
    fix: "Add a step to the pipeline that runs for every change, such as `npx sealint scan --ci`, and `sealint hook install` for those who commit. Any scanner will do (gitleaks, trufflehog, ggshield, GitLab's Secret Detection), as long as a finding fails the run.",
    severity: "medium",
    confidence: "medium",
    // Many organisations scan all repositories from outside.
    preset: "strict",
    since: "0.1.0",
    references: [
      "https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html",
      "https://docs.gitlab.com/user/application_security/secret_detection/",
    ],
    practices: ["P20", "P27"],
    cwe: [1059],
    options: SCANNER_OPTIONS,
  },
  platforms: [
    "appveyor",
    "azure-pipelines",
    "bitbucket-pipelines",
    "buildkite",
    "circleci",
    "cloud-build",
    "codebuild",
    "drone",
    "github-actions",
    "gitlab-ci",
    "jenkins",
    "tekton",
    "travis",
    "woodpecker",
  ],
  check: () => [],
  *checkRepository({ pipelines, scanners, options }) {
    // What only says which containers run starts nothing by itself.
    const own = pipelines.filter(({ platform }) => platform !== "compose");
    // An action of the repository is a pipeline's part.
    const first = own.find(({ triggers }) => triggers.length > 0) ?? own[0];
    if (first === undefined || scanners.length > 0 || pipelines.some((one) => looksForSecrets(one, options))) return;
    const message = "Neither a pipeline nor a hook of this repository runs anything that looks for secrets.";
    yield { place: first.place, message };
  },
});
