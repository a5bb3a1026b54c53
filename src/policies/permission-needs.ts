import type { PipelineFlows } from "../core/pipeline.ts";
import type { Job } from "../platforms/github-actions/model.ts";
import { readUses } from "../platforms/github-actions/uses.ts";
import { scriptsIn, tokensIn } from "./located.ts";

/** What shows that a job writes under a scope: actions by their names, and what its scripts run. */
interface Evidence {
  readonly actions: RegExp;
  readonly scripts: RegExp;
}

const NEVER = /(?!)/;

const EVIDENCE: ReadonlyMap<string, Evidence> = new Map([
  [
    "contents",
    {
      actions:
        /release|commit|push|gh-pages|pages-deploy|changesets|create-pull-request|bump|tag|goreleaser|benchmark|backport|merge|contributors|publish|auto-?fix|lint-action|update-|sync|docs-deploy|mike|jekyll|versioning/i,
      scripts:
        /\bgit\s+(?:\S+\s+){0,4}push\b|\bgit-|goreleaser|semantic-release|release|lerna|changeset|\bmike\b|gh-pages|gh-deploy|deploy|publish|bump|\btag\b/i,
    },
  ],
  [
    "packages",
    {
      actions: /docker|build-push|login|ghcr|gradle|maven|buildah|ko-build|helm|chart|publish|semantic-release|pack-/i,
      scripts:
        /ghcr\.io|npm\.pkg\.github|maven\.pkg|nuget\.pkg|rubygems\.pkg|docker|podman|buildah|push|publish|deploy|release|skopeo|oras|\bhelm\b|gradle|mvn/i,
    },
  ],
  [
    "issues",
    { actions: /issue|stale|label|triage|comment|lock|assign|greet|first-interaction|github-script/i, scripts: NEVER },
  ],
  [
    "pull-requests",
    {
      actions:
        /pull-request|pr-|label|comment|review|stale|backport|automerge|auto-merge|approve|dependency-review|sticky|coverage|release-please|changesets|reviewdog|assign|github-script|danger|first-interaction|size/i,
      scripts: NEVER,
    },
  ],
  ["checks", { actions: /check|test-report|report|junit|lint|clippy|reviewdog|annotat|dorny/i, scripts: NEVER }],
  ["statuses", { actions: /status|commit-status/i, scripts: NEVER }],
  ["deployments", { actions: /deploy|pages|preview|cloudflare|vercel|netlify/i, scripts: NEVER }],
  ["discussions", { actions: /discussion|stale|announce|release/i, scripts: NEVER }],
  [
    "actions",
    { actions: /cancel|workflow-dispatch|dispatch|artifact|cache|delete|rerun|cleanup|codeql/i, scripts: NEVER },
  ],
  [
    "security-events",
    {
      actions:
        /codeql|sarif|scan|scorecard|trivy|semgrep|zizmor|checkov|snyk|security|kics|grype|osv|tfsec|lint|upload/i,
      scripts: NEVER,
    },
  ],
  ["pages", { actions: /pages|mkdocs|docs|jekyll|hugo/i, scripts: NEVER }],
  ["attestations", { actions: /attest|provenance|slsa|publish|build-push/i, scripts: NEVER }],
]);

/** Ways of a script to GitHub's interface, or to a program that knows the way. */
const ASKS = /\b(?:gh|hub)\s|GITHUB_TOKEN|GH_TOKEN|github\.token|api\.github\.com|GITHUB_API_URL|graphql|octokit/i;

/** Actions that write nothing with the job's token, whatever its scope, and show its identity to nobody. */
const WRITES_NOTHING =
  /^(?:actions\/(?:checkout|cache(?:\/\w+)?|setup-[\w-]+|upload-artifact|download-artifact)|pnpm\/action-setup|oven-sh\/setup-bun|astral-sh\/setup-uv|ruby\/setup-ruby|dtolnay\/rust-toolchain|actions-rs\/toolchain|actions-rust-lang\/setup-rust-toolchain|swatinem\/rust-cache|gradle\/actions\/setup-gradle|docker\/setup-(?:buildx|qemu)-action|shivammathur\/setup-php|denoland\/setup-deno|subosito\/flutter-action|codecov\/codecov-action|golangci\/golangci-lint-action|step-security\/harden-runner|azure\/setup-(?:helm|kubectl)|hashicorp\/setup-terraform|jdx\/mise-action|erlef\/setup-beam|haskell-actions\/setup)$/i;

/**
 * Whether a job has a use for the right to write under a scope: `yes` where a step plainly writes there, `no` where all that
 * the job does is known and none of it does; nothing where that cannot be told.
 */
export function needsToWrite(job: Job, scope: string, flows: PipelineFlows): "yes" | "no" | undefined {
  const evidence = EVIDENCE.get(scope);
  if (evidence === undefined || job.uses !== undefined || job.steps.length === 0) return undefined;
  const actions = job.steps.flatMap(({ uses }) => (uses === undefined ? [] : [readUses(uses.value).name]));
  const own = scriptsIn(flows, job.id.value).map(({ text }) => text.value);
  const others = actions.filter((one) => !WRITES_NOTHING.test(one));
  if (others.some((one) => evidence.actions.test(one)) || own.some((text) => evidence.scripts.test(text))) return "yes";
  const isUnread = job.steps.filter(({ run }) => run !== undefined).length > own.length;
  if (others.length > 0 || isUnread || givesToken(job, flows) || own.some((text) => ASKS.test(text))) return undefined;
  return "no";
}

/** Whether the job's token is handed to something, which may then do anything with it. */
const givesToken = ({ id, env }: Job, flows: PipelineFlows): boolean =>
  tokensIn(flows, undefined).length + tokensIn(flows, id.value).length > 0 ||
  env.entries.some(({ value }) => ASKS.test(value.value));

/** Whether an action does nothing with the job's token and identity; what is not known here may. */
export const isHarmlessAction = (name: string): boolean => WRITES_NOTHING.test(name);
