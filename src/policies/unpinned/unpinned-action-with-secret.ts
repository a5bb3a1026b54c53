import type { Severity } from "../../core/levels.ts";
import type { Flow, PipelineFlows } from "../../core/pipeline.ts";
import type { PolicyContext, PolicyMatch } from "../../core/stages.ts";
import type { Scalar } from "../../platforms/document/tree.ts";
import type { GithubActionsModel, Permissions } from "../../platforms/github-actions/model.ts";
import { tokenAccess } from "../../platforms/github-actions/token.ts";
import { readUses, type UsesReference } from "../../platforms/github-actions/uses.ts";
import { definePolicy } from "../define-policy.ts";
import { isJobToken } from "../secret-like.ts";
import { unfixedPipes } from "../unfixed-pipes.ts";

/** An action at a tag or branch that somebody else can move, and what it gets hold of. */
export const unpinnedActionWithSecret = definePolicy({
  meta: {
    id: "unpinned/unpinned-action-with-secret",
    title: "Unpinned action that receives a secret",
    why: "A tag or branch of somebody else's repository can be moved to other code at any time, and that code then runs with all that this job gives it. High: a secret reaches it, or the job's token is known to write. Medium: only the job's own token is handed over, and the file does not say what it may do. Low: neither is so, or the platform's maker keeps it.",
    fix: "Fix the version that you use, once you have checked that you trust it, and hand over only the secrets that it needs.",
    on: {
      "github-actions": {
        why: "GitHub's own actions (`actions/…`, `github/…`) are reported only where a secret reaches them, as low.",
        fix: "Look up the commit of the version (`git ls-remote https://github.com/OWNER/REPO TAG`), and write its full commit id with the version as a comment: `uses: owner/repo@<40 hex digits> # v1.2.3`. Dependabot and Renovate keep such lines up to date.",
      },
      "bitbucket-pipelines": {
        why: "A pipe without a whole version (`:master`, `:latest`) is such code; one of Atlassian's is low.",
        fix: "Write a whole version (`:1.4.0`), or an image by its digest (`docker://…@sha256:…`).",
      },
      buildkite: {
        why: "Plugins are reported where a secret reaches them: as low, if Buildkite itself keeps them.",
        fix: "A plugin takes a commit: `owner/name#<40 hex digits>`.",
      },
    },
    severity: "high",
    confidence: "high",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.github.com/en/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions#using-third-party-actions",
      "https://docs.github.com/en/code-security/dependabot/working-with-dependabot/keeping-your-actions-up-to-date-with-dependabot",
    ],
    practices: ["P5"],
    cwe: [829, 1357],
    allows: { what: "actions and reusable workflows, without their versions", example: "my-org/**" },
  },
  platforms: ["bitbucket-pipelines", "buildkite", "github-actions"],
  *check({ model, flows }) {
    if (model.kind === "bitbucket") return yield* unfixedPipes(flows);
    if (model.kind === "buildkite") return yield* ofPlugins(flows);
    const flowsTo = Map.groupBy(flows.flows, ({ sink }) => sink.place.span.start);
    for (const { uses, permissions } of usesOf(model)) {
      const match = matchOf(uses, permissions, flowsTo.get(uses.place.span.start) ?? []);
      if (match !== undefined) yield match;
    }
  },
});

interface Use {
  readonly uses: Scalar;
  /** Those of the job, or of the workflow where the job has none; undefined where the settings of the repository decide. */
  readonly permissions: Permissions | undefined;
}

function usesOf(model: PolicyContext<GithubActionsModel>["model"]): Use[] {
  const found = (owner: { readonly uses?: Scalar }, permissions: Permissions | undefined): Use[] =>
    owner.uses === undefined ? [] : [{ uses: owner.uses, permissions }];
  if (model.kind === "action") return model.steps.flatMap((step) => found(step, undefined));
  return model.jobs.flatMap((job) => {
    const permissions = job.permissions ?? model.permissions;
    return [job, ...job.steps].flatMap((owner) => found(owner, permissions));
  });
}

function matchOf(uses: Scalar, permissions: Permissions | undefined, flows: readonly Flow[]): PolicyMatch | undefined {
  const { kind, name, version, pinned, trusted } = readUses(uses.value);
  if (pinned || kind === "local" || kind === "expression") return undefined;
  const given = flows.filter(({ reference }) => reference.secret !== "GITHUB_TOKEN");
  const stake = stakeOf(permissions, given.length > 0, flows.length > 0);
  if (trusted && given.length === 0) return undefined;
  return {
    place: uses.place,
    subject: name,
    severity: trusted ? "low" : stake.severity,
    message: `${describe(kind, name, version)}, and ${stake.gets}.`,
    related: givenIn(flows),
  };
}

/** Plugins of Buildkite, which get the whole environment of their step. */
function* ofPlugins({ tools, flows }: PipelineFlows): Iterable<PolicyMatch> {
  const flowsTo = Map.groupBy(
    flows.filter(({ sink }) => sink.kind === "action"),
    ({ sink }) => sink.place.span.start,
  );
  const told = new Set<number>();
  for (const { name, version = "", place } of tools) {
    const given = (flowsTo.get(place.span.start) ?? []).filter(({ reference }) => !isJobToken(reference));
    const [sink] = given.map((flow) => flow.sink);
    const isOwn = sink?.trusted === true;
    if (sink === undefined || sink.pinned === true || told.has(place.span.start)) continue;
    told.add(place.span.start);
    const at = version === "" ? "no version" : version;
    const message = `The plugin ${name} is not fixed to a commit (${at}), and a secret reaches it.`;
    yield { place, subject: name, severity: isOwn ? "low" : "high", message, related: givenIn(given) };
  }
}

const MOST_RELATED = 5;

const givenIn = (flows: readonly Flow[]): NonNullable<PolicyMatch["related"]> =>
  [...new Map(flows.map((flow) => [flow.reference.place.span.start, flow])).values()]
    .slice(0, MOST_RELATED)
    .map(({ reference }) => ({ place: reference.place, message: `${nameOf(reference.secret)} is given here.` }));

function describe(kind: UsesReference["kind"], name: string, version: string): string {
  const at = version === "" ? "no version" : version;
  return kind === "image"
    ? `The image ${name} is not fixed to a digest (${at})`
    : `The action ${name} is not fixed to a commit (${at})`;
}

const nameOf = (secret: string): string => (secret === "*" ? "Every secret" : `The secret ${secret}`);

/** What is at stake, and the clause that says so. */
function stakeOf(
  permissions: Permissions | undefined,
  getsSecret: boolean,
  getsToken: boolean,
): { readonly severity: Severity; readonly gets: string } {
  if (getsSecret) return { severity: "high", gets: "a secret reaches it" };
  if (tokenAccess(permissions) === "writes") return { severity: "high", gets: "the job's token can write" };
  if (getsToken && permissions === undefined) {
    return { severity: "medium", gets: "it is given the job's token, whose permissions the workflow does not limit" };
  }
  return { severity: "low", gets: "no secret or writing token reaches it today" };
}
