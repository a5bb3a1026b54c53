import type { Needs } from "./needs.ts";

/** What is known of a step that uses an action. */
export interface ActionStep {
  /** An input's text, by its name in lower case; undefined where it is not given or says nothing. */
  input(name: string): string | undefined;
  /** Whether an input is turned on, or may be: anything but nothing and `false`. */
  isOn(name: string): boolean;
}

export interface KnownAction {
  readonly action: RegExp;
  /** Undefined where what the step asks of the action may need anything. */
  readonly needs: Needs | ((step: ActionStep) => Needs | undefined);
  /** Whether it runs programs of the workflow, which may do anything with a token that the step hands over. */
  readonly runsOthers?: true;
}

const NOTHING: Needs = {};
const READS: Needs = { contents: "read" };
const PUSHES: Needs = { contents: "write" };
const PROPOSES: Needs = { contents: "write", "pull-requests": "write" };

const identity = (isUsed: boolean): Needs => (isUsed ? { "id-token": "write" } : NOTHING);

/** Whether a text is the job's own token, or may be: an expression that is no other secret. */
const mayBeOwnToken = (text = ""): boolean =>
  /GITHUB_TOKEN|github\.token/i.test(text) || (text.includes("${{") && !/\$\{\{\s*secrets\./i.test(text));

const releaseWith =
  (discussion: string) =>
  ({ input }: ActionStep): Needs =>
    input(discussion) === undefined ? PUSHES : { contents: "write", discussions: "write" };

const attests = ({ isOn }: ActionStep): Needs => ({
  attestations: "write",
  "id-token": "write",
  ...(isOn("push-to-registry") ? { "artifact-metadata": "write", packages: "write" } : NOTHING),
});

/** A graph of dependencies may be submitted, and a comment made. */
const gradle = ({ input }: ActionStep): Needs => ({
  contents: /submit|\$\{\{/.test(input("dependency-graph") ?? "") ? "write" : "read",
  ...(/^never$/i.test(input("add-job-summary-as-pr-comment") ?? "never") ? NOTHING : { "pull-requests": "write" }),
});

/**
 * What actions need of the job's token. Each was looked up in README.md and action.yml at https://github.com/NAME in November 2026; the comment
 * says where that is said in another place, or why more is taken. What only a private repository needs is among it. What is not here may need
 * anything: an action is taken in once somebody has looked it up.
 */
export const KNOWN_ACTIONS: readonly KnownAction[] = [
  { action: /^actions\/checkout$/, needs: READS },
  // "Recommended permissions": `actions` keeps the state between runs in a cache; `contents` is for one option.
  {
    action: /^actions\/stale$/,
    needs: ({ isOn }) => ({
      actions: "write",
      ...(isOn("delete-branch") ? PUSHES : NOTHING),
      issues: "write",
      "pull-requests": "write",
    }),
  },
  // "Recommended permissions": `issues` is for labels that the repository does not have yet.
  { action: /^actions\/labeler$/, needs: { contents: "read", issues: "write", "pull-requests": "write" } },
  { action: /^actions\/first-interaction$/, needs: { issues: "write", "pull-requests": "write" } },
  // A configuration file may ask for comments, too.
  {
    action: /^actions\/dependency-review-action$/,
    needs({ input }) {
      if (input("config-file") !== undefined) return undefined;
      return /^(?:never|false)$/.test(input("comment-summary-in-pr") ?? "never")
        ? READS
        : { contents: "read", "pull-requests": "write" };
    },
  },
  { action: /^actions\/deploy-pages$/, needs: { "id-token": "write", pages: "write" } },
  // It asks for the site: https://docs.github.com/en/rest/pages/pages#get-a-github-pages-site.
  {
    action: /^actions\/configure-pages$/,
    needs: ({ isOn }) => ({ pages: isOn("enablement") ? "write" : "read" }),
  },
  // https://docs.github.com/en/rest/releases/releases#create-a-release.
  { action: /^actions\/(?:create-release|upload-release-asset)$/, needs: PUSHES },
  // https://docs.github.com/en/rest/packages/packages.
  { action: /^actions\/delete-package-versions$/, needs: { packages: "write" } },
  { action: /^actions\/attest(?:-build-provenance|-sbom)?$/, needs: attests },
  // For another run's artefacts it is given a token.
  {
    action: /^actions\/download-artifact$/,
    needs: ({ input }) => (mayBeOwnToken(input("github-token")) ? { actions: "read" } : NOTHING),
  },
  // All of them are steps of one job; `packages` is for packs of queries: https://docs.github.com/en/code-security/code-scanning.
  {
    action: /^github\/codeql-action\/(?:analyze|autobuild|init|setup-codeql|upload-sarif)$/,
    needs: { actions: "read", contents: "read", packages: "read", "security-events": "write" },
  },
  { action: /^softprops\/action-gh-release$/, needs: releaseWith("discussion_category_name") },
  { action: /^ncipollo\/release-action$/, needs: releaseWith("discussioncategory") },
  { action: /^svenstaro\/upload-release-action$/, needs: PUSHES },
  { action: /^(?:peaceiris\/actions-gh-pages|jamesives\/github-pages-deploy-action)$/, needs: PUSHES },
  { action: /^stefanzweifel\/git-auto-commit-action$/, needs: PUSHES },
  // It pushes with what the checkout left: https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps.
  { action: /^endbug\/add-and-commit$/, needs: PUSHES },
  {
    action: /^peter-evans\/create-pull-request$/,
    needs({ input }) {
      const token = input("token");
      const isOther = token !== undefined && !mayBeOwnToken(token) && !mayBeOwnToken(input("branch-token"));
      return isOther ? READS : PROPOSES;
    },
  },
  // Up to version 6 it labels pull requests, too, where its configuration says so.
  { action: /^release-drafter\/release-drafter(?:\/drafter)?$/, needs: PROPOSES },
  {
    action: /^release-drafter\/release-drafter\/autolabeler$/,
    needs: { contents: "read", "pull-requests": "write" },
  },
  // `issues` is for its labels, where the repository does not have them yet: https://github.com/googleapis/release-please-action/issues/1105.
  {
    action: /^(?:googleapis|google-github-actions)\/release-please-action$/,
    needs: { contents: "write", issues: "write", "pull-requests": "write" },
  },
  // It publishes with a script of the workflow's own, which has the token, and maybe an identity.
  {
    action: /^changesets\/action$/,
    needs: ({ input }) =>
      ["publish", "publish-script", "version", "version-script"].some((name) => input(name) !== undefined)
        ? undefined
        : PROPOSES,
  },
  { action: /^dorny\/test-reporter$/, needs: { actions: "read", checks: "write", contents: "read" } },
  { action: /^dorny\/paths-filter$/, needs: { contents: "read", "pull-requests": "read" } },
  {
    action: /^enricomi\/publish-unit-test-result-action(?:\/(?:composite|docker|linux|macos|windows))?$/,
    needs: ({ input }) => ({
      checks: "write",
      contents: "read",
      issues: "read",
      ...(input("comment_mode") === "off" ? NOTHING : { "pull-requests": "write" }),
    }),
  },
  {
    action: /^mikepenz\/action-junit-report$/,
    needs: ({ input, isOn }) => ({
      ...(input("annotate_only") === "true" ? NOTHING : { checks: "write" }),
      contents: "read",
      ...(isOn("comment") ? { "pull-requests": "write" } : NOTHING),
    }),
  },
  // The table "Identity used".
  {
    action: /^aws-actions\/configure-aws-credentials$/,
    needs: ({ input, isOn }) =>
      identity(
        input("role-to-assume") !== undefined &&
          ["aws-access-key-id", "web-identity-token-file"].every((name) => input(name) === undefined) &&
          input("role-chaining") !== "true" &&
          !isOn("force-skip-oidc"),
      ),
  },
  {
    action: /^google-github-actions\/auth$/,
    needs: ({ input }) => identity(input("workload_identity_provider") !== undefined),
  },
  {
    action: /^azure\/login$/,
    needs: ({ input }) =>
      identity(input("creds") === undefined && input("client-id") !== undefined && input("auth-type") !== "IDENTITY"),
  },
  // Its identity is that of the login, which is a step of its own.
  { action: /^azure\/k8s-deploy$/, needs: { actions: "read", contents: "read" } },
  // https://docs.github.com/en/packages: what is pushed afterwards is pushed with what it leaves.
  {
    action: /^docker\/login-action$/,
    needs: ({ input }) =>
      (/ghcr\.io|\$\{\{/.test(input("registry") ?? "") && mayBeOwnToken(input("password"))) ||
      mayBeOwnToken(input("registry-auth"))
        ? { packages: "write" }
        : NOTHING,
  },
  { action: /^docker\/metadata-action$/, needs: READS },
  { action: /^docker\/(?:build-push-action|bake-action)$/, needs: READS, runsOthers: true },
  {
    action: /^pypa\/gh-action-pypi-publish$/,
    needs: ({ input }) => identity(input("password") === undefined),
  },
  {
    action: /^ossf\/scorecard-action$/,
    needs: ({ isOn }) => ({
      actions: "read",
      checks: "read",
      contents: "read",
      issues: "read",
      "pull-requests": "read",
      ...identity(isOn("publish_results")),
    }),
  },
  // It is given the token, and reads what the pull request is: https://docs.sonarsource.com/sonarqube-cloud.
  {
    action: /^sonarsource\/(?:sonarcloud-github-action|sonarqube-scan-action)$/,
    needs: { contents: "read", "pull-requests": "read" },
  },
  { action: /^codecov\/codecov-action$/, needs: ({ isOn }) => identity(isOn("use_oidc")) },
  {
    action: /^golangci\/golangci-lint-action$/,
    needs: ({ isOn }) => (isOn("only-new-issues") ? { contents: "read", "pull-requests": "read" } : READS),
  },
  // docs/setup-gradle.md, docs/dependency-submission.md.
  { action: /^gradle\/(?:actions\/setup-gradle|gradle-build-action)$/, needs: gradle, runsOthers: true },
  { action: /^gradle\/actions\/dependency-submission$/, needs: PUSHES },
  { action: /^gradle\/(?:actions\/wrapper-validation|wrapper-validation-action)$/, needs: NOTHING },
  // It reports on pull requests where it is told to.
  {
    action: /^graalvm\/setup-graalvm$/,
    needs: ({ isOn }) => ({
      contents: isOn("native-image-enable-sbom") ? "write" : "read",
      ...(isOn("native-image-pr-reports") ? { "pull-requests": "write" } : NOTHING),
    }),
  },
  // action.yml takes no token of the job, or takes it to read what is public; what they run is their own.
  {
    action:
      /^(?:actions\/(?:create-github-app-token|upload-pages-artifact|setup-(?:dotnet|go|java|node|python))|anchore\/scan-action|android-actions\/setup-android|aquasecurity\/trivy-action|arduino\/setup-(?:protoc|task)|aws-actions\/(?:amazon-ecr-login|amazon-ecs-(?:deploy|render)-task-definition|aws-cloudformation-github-deploy|aws-codebuild-run-build|setup-sam)|azure\/(?:aks-set-context|docker-login|functions-action|k8s-bake|k8s-create-secret|setup-helm|setup-kubectl|webapps-deploy)|browser-actions\/setup-chrome|bufbuild\/buf-setup-action|cachix\/(?:cachix|install-nix)-action|conda-incubator\/setup-miniconda|crate-ci\/typos|davidanson\/markdownlint-cli2-action|docker\/setup-(?:buildx|qemu)-action|extractions\/setup-just|google-github-actions\/(?:deploy-cloudrun|get-gke-credentials|setup-gcloud)|hadolint\/hadolint-action|hashicorp\/setup-terraform|helm\/(?:chart-testing|kind)-action|ilammy\/msvc-dev-cmd|julia-actions\/setup-julia|ludeeus\/action-shellcheck|lukka\/(?:get-cmake|run-cmake|run-vcpkg)|maxim-lobanov\/setup-xcode|microsoft\/setup-msbuild|mlugg\/setup-zig|msys2\/setup-msys2|nuget\/setup-nuget|ocaml\/setup-ocaml|opentofu\/setup-opentofu|psf\/black|r-lib\/actions\/setup-[\w-]+|samuelmeuli\/action-snapcraft|sbt\/setup-sbt|sigstore\/cosign-installer|snyk\/actions\/[\w-]+|supabase\/setup-cli|swift-actions\/setup-swift|taiki-e\/install-action|terraform-linters\/setup-tflint)$/,
    needs: NOTHING,
  },
  // The same, but they run what the workflow tells them to.
  {
    action:
      /^(?:actions-rs\/cargo|azure\/(?:cli|powershell)|bahmutov\/npm-install|cypress-io\/github-action|pre-commit\/action|pypa\/cibuildwheel)$/,
    needs: NOTHING,
    runsOthers: true,
  },
];
