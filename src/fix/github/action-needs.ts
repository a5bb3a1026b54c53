import type { Step } from "../../platforms/github-actions/model.ts";

/** What a token has to be allowed, by scope. */
export type Needs = Readonly<Record<string, "read" | "write">>;

interface ActionNeeds {
  readonly action: RegExp;
  readonly needs: Needs | ((inputOf: (name: string) => string | undefined) => Needs);
}

const NOTHING: Needs = {};
const READS: Needs = { contents: "read" };
const RELEASES: Needs = { contents: "write" };

const readsOpenId = (isWithout: boolean): Needs => (isWithout ? { "id-token": "write" } : NOTHING);

/** What actions need of the job's token, as their own documentation has it. What is not here may need anything. */
const ACTIONS: readonly ActionNeeds[] = [
  { action: /^actions\/checkout$/, needs: READS },
  { action: /^actions\/stale$/, needs: { issues: "write", "pull-requests": "write" } },
  { action: /^actions\/labeler$/, needs: { contents: "read", "pull-requests": "write" } },
  { action: /^actions\/first-interaction$/, needs: { issues: "write", "pull-requests": "write" } },
  {
    action: /^actions\/dependency-review-action$/,
    needs: (inputOf) =>
      inputOf("comment-summary-in-pr") === undefined ? READS : { contents: "read", "pull-requests": "write" },
  },
  { action: /^actions\/deploy-pages$/, needs: { pages: "write", "id-token": "write" } },
  {
    action: /^actions\/configure-pages$/,
    needs: (inputOf) => ({ pages: inputOf("enablement") === "true" ? "write" : "read" }),
  },
  { action: /^actions\/(?:create-release|upload-release-asset)$/, needs: RELEASES },
  { action: /^actions\/delete-package-versions$/, needs: { packages: "write" } },
  { action: /^actions\/attest(?:-build-provenance|-sbom)?$/, needs: { "id-token": "write", attestations: "write" } },
  { action: /^actions\/(?:create-github-app-token|upload-pages-artifact|hello-world-[\w-]+-action)$/, needs: NOTHING },
  {
    action: /^github\/codeql-action\/(?:analyze|upload-sarif)$/,
    needs: { actions: "read", contents: "read", "security-events": "write" },
  },
  { action: /^github\/codeql-action\/(?:init|autobuild|setup-codeql)$/, needs: READS },
  {
    action: /^(?:softprops\/action-gh-release|ncipollo\/release-action|svenstaro\/upload-release-action)$/,
    needs: RELEASES,
  },
  { action: /^(?:peaceiris\/actions-gh-pages|jamesives\/github-pages-deploy-action)$/, needs: RELEASES },
  { action: /^(?:stefanzweifel\/git-auto-commit-action|endbug\/add-and-commit)$/, needs: RELEASES },
  {
    action: /^peter-evans\/create-pull-request$/,
    needs: (inputOf) => (inputOf("token") === undefined ? { contents: "write", "pull-requests": "write" } : READS),
  },
  { action: /^release-drafter\/release-drafter$/, needs: { contents: "write", "pull-requests": "write" } },
  {
    action: /^(?:googleapis|google-github-actions)\/release-please-action$/,
    needs: { contents: "write", issues: "write", "pull-requests": "write" },
  },
  { action: /^changesets\/action$/, needs: { contents: "write", "pull-requests": "write" } },
  { action: /^dorny\/test-reporter$/, needs: { actions: "read", checks: "write", contents: "read" } },
  { action: /^dorny\/paths-filter$/, needs: { contents: "read", "pull-requests": "read" } },
  {
    action: /^enricomi\/publish-unit-test-result-action(?:\/\w+)?$/,
    needs: { checks: "write", contents: "read", issues: "read", "pull-requests": "write" },
  },
  {
    action: /^aws-actions\/configure-aws-credentials$/,
    needs: (inputOf) =>
      readsOpenId(inputOf("role-to-assume") !== undefined && inputOf("aws-access-key-id") === undefined),
  },
  {
    action:
      /^aws-actions\/(?:amazon-ecr-login|amazon-ecs-[\w-]+|aws-codebuild-run-build|aws-cloudformation-github-deploy)$/,
    needs: NOTHING,
  },
  {
    action: /^google-github-actions\/auth$/,
    needs: (inputOf) => readsOpenId(inputOf("workload_identity_provider") !== undefined),
  },
  { action: /^google-github-actions\/(?:setup-gcloud|get-gke-credentials|deploy-cloudrun)$/, needs: NOTHING },
  {
    action: /^azure\/login$/,
    needs: (inputOf) => readsOpenId(inputOf("creds") === undefined && inputOf("client-id") !== undefined),
  },
  {
    action:
      /^azure\/(?:webapps-deploy|aks-set-context|k8s-(?:create-secret|deploy|bake)|functions-action|docker-login|cli|powershell|setup-\w+)$/,
    needs: NOTHING,
  },
  {
    action: /^docker\/login-action$/,
    needs: (inputOf) => (/ghcr\.io|\$\{\{/.test(inputOf("registry") ?? "") ? { packages: "write" } : NOTHING),
  },
  { action: /^docker\/(?:metadata-action|build-push-action|bake-action)$/, needs: READS },
  { action: /^docker\/setup-[\w-]+$/, needs: NOTHING },
  {
    action: /^pypa\/gh-action-pypi-publish$/,
    needs: (inputOf) => readsOpenId(inputOf("password") === undefined),
  },
  {
    action: /^ossf\/scorecard-action$/,
    needs: (inputOf) => ({ actions: "read", contents: "read", ...readsOpenId(inputOf("publish_results") === "true") }),
  },
  { action: /^sonarsource\/sonar(?:cloud-github|qube-scan)-action$/, needs: { "pull-requests": "read" } },
  {
    action:
      /^(?:sigstore\/cosign-installer|aquasecurity\/trivy-action|anchore\/scan-action|hadolint\/hadolint-action|ludeeus\/action-shellcheck|snyk\/actions\/[\w-]+|pre-commit\/action|psf\/black|crate-ci\/typos|davidanson\/markdownlint-cli2-action|actions-rs\/cargo|microsoft\/playwright-github-action|cypress-io\/github-action|bahmutov\/npm-install|borales\/actions-yarn|gradle\/(?:gradle-build-action|wrapper-validation-action|actions\/[\w-]+)|helm\/kind-action|helm\/chart-testing-action|lukka\/[\w-]+|msys2\/setup-msys2|ilammy\/msvc-dev-cmd|erlef\/setup-elixir|goto-bus-stop\/setup-zig|ocaml\/setup-ocaml|cachix\/[\w-]+|taiki-e\/install-action|mlugg\/setup-zig|extractions\/setup-just|bufbuild\/buf-setup-action|arduino\/setup-task|samuelmeuli\/action-snapcraft|mikepenz\/[\w-]*report)$/,
    needs: NOTHING,
  },
  // What sets a tool up reads what is public.
  { action: /^[\w.-]+\/(?:setup|install)-[\w.-]+$/, needs: NOTHING },
];

/** What a known action needs of the job's token; undefined for one that is not known. */
export function needsOfAction(name: string, step: Pick<Step, "with">): Needs | undefined {
  const found = ACTIONS.find(({ action }) => action.test(name.toLowerCase()));
  if (found === undefined) return undefined;
  const inputOf = (input: string): string | undefined =>
    step.with.entries.find((entry) => entry.name.value.toLowerCase() === input)?.value.value.trim();
  return typeof found.needs === "function" ? found.needs(inputOf) : found.needs;
}
