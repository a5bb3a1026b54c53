import type { PipelineFlows, ToolUse } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type { PolicyMatch } from "../../core/stages.ts";
import { type Facts, known, mayHold } from "../../platforms/github-actions/condition.ts";
import type { Job, Workflow } from "../../platforms/github-actions/model.ts";
import { definePolicy } from "../define-policy.ts";
import { commandsIn, toolsIn } from "../located.ts";
import { onePerPlace } from "../one-per-place.ts";
import { byStake, givenAt, stakeClause, stakeOf } from "../stake.ts";

/** A cache that is restored where something is released. */
export const cachePoisoningRelease = definePolicy({
  meta: {
    id: "artefact/cache-poisoning-release",
    title: "Cache restored where a release is built",
    why: "Every job of the main branch may write caches, with the rights of the weakest one: a dependency of the linter, or a workflow that a stranger's comment starts, can leave a cache behind under the key that the release asks for. The release then packs what lies in it, signs it and publishes it, with all of its credentials. Medium: the job has a secret or a token that can write. Low: it has neither.",
    fix: "Build a release from scratch: leave out `actions/cache` and `cache:` in the job that publishes (`cache: ''`, `enable-cache: false`, `package-manager-cache: false`, `no-cache: true`), or let it only publish what another job has built and signed.",
    severity: "medium",
    confidence: "medium",
    preset: "recommended",
    since: "0.1.0",
    references: [
      "https://docs.zizmor.sh/audits/#cache-poisoning",
      "https://adnanthekhan.com/2024/05/06/the-monsters-in-your-build-cache-github-actions-cache-poisoning/",
    ],
    practices: ["P5"],
    cwe: [349, 829],
  },
  platforms: ["github-actions"],
  check({ model, flows }) {
    if (model.kind !== "workflow") return [];
    return onePerPlace(model.jobs.flatMap((job) => (releases(model, job, flows) ? matchesOf(model, job, flows) : [])));
  },
});

/** How an action that caches is told to, and whether it does so without being told. */
interface Cacher {
  readonly name: RegExp;
  readonly input?: RegExp;
  readonly byDefault: boolean;
  /** What the input says where there is to be no cache. */
  readonly off?: RegExp;
  /** The input without which there is nothing to cache. */
  readonly needs?: RegExp;
}

const OFF = /^(?:false|no|off|'{2}|"{2}|)$/i;

const CACHERS: readonly Cacher[] = [
  { name: /^actions\/cache(?:\/restore)?$/, input: /^lookup-only$/, byDefault: true, off: /^true$/ },
  { name: /^actions\/setup-(?:node|python|java|dotnet)$/, input: /^cache$/, byDefault: false },
  { name: /^actions\/setup-go$/, input: /^cache$/, byDefault: true },
  { name: /^ruby\/setup-ruby$/, input: /^bundler-cache$/, byDefault: false },
  { name: /^astral-sh\/setup-uv$/, input: /^enable-cache$/, byDefault: true },
  { name: /^pnpm\/action-setup$/, input: /^cache$/, byDefault: false },
  { name: /^oven-sh\/setup-bun$/, input: /^no-cache$/, byDefault: true, off: /^true$/ },
  {
    name: /^(?:swatinem\/rust-cache|mozilla-actions\/sccache-action|hendrikmuhs\/ccache-action|julia-actions\/cache|coursier\/cache-action|buildjet\/cache|runs-on\/cache|nix-community\/cache-nix-action|determinatesystems\/magic-nix-cache-action|bahmutov\/npm-install)$/,
    input: /^(?:lookup-only|use-gha-cache)$/,
    byDefault: true,
    off: /^(?:lookup-only|true)$/,
  },
  {
    name: /^gradle\/(?:actions\/setup-gradle|gradle-build-action)$/,
    input: /^cache-(?:disabled|read-only)$/,
    byDefault: true,
    off: /^true$/,
  },
  { name: /^golangci\/golangci-lint-action$/, input: /^skip-cache$/, byDefault: true, off: /^true$/ },
  // The binary comes with the runner unless a version is asked for.
  { name: /^docker\/setup-buildx-action$/, input: /^cache-binary$/, byDefault: true, needs: /^version$/ },
  { name: /^pyo3\/maturin-action$/, input: /^sccache$/, byDefault: false },
  { name: /^actions-rust-lang\/setup-rust-toolchain$/, input: /^cache$/, byDefault: true },
  {
    name: /^(?:erlef\/setup-beam|subosito\/flutter-action|graalvm\/setup-graalvm|docker\/setup-qemu-action|aquasecurity\/(?:setup-trivy|trivy-action)|moonrepo\/setup-rust|jdx\/mise-action|sbt\/setup-sbt|jetify-com\/devbox-install-action|prefix-dev\/setup-pixi|mamba-org\/setup-micromamba|conda-incubator\/setup-miniconda|shivammathur\/setup-php|leafo\/gh-actions-lua|haskell-actions\/setup|hashicorp\/setup-terraform)$/,
    input: /^(?:cache|enable-cache|cache-downloads|cache-environment|cache-image|cache-binary)$/,
    byDefault: false,
  },
];

function matchesOf(model: Workflow, { id }: Job, flows: PipelineFlows): PolicyMatch[] {
  const stake = stakeOf(flows, id.value);
  const given = givenAt(stake.secrets);
  return toolsIn(flows, id.value).flatMap((tool): PolicyMatch[] => {
    const cause = cacheOf(tool, model);
    if (cause === undefined) return [];
    const told = cause === tool.place ? [] : [{ place: cause, message: "This switches its cache on." }];
    return [
      {
        place: tool.place,
        severity: byStake(stake, "medium"),
        message: `The job ${id.value} publishes, restores a cache before (${tool.name}), and ${stakeClause(stake)}.`,
        related: [...told, ...given],
      },
    ];
  });
}

/** Where a tool restores a cache: what tells it so, or the tool itself. */
function cacheOf({ name, place, inputs }: ToolUse, model: Workflow): Place | undefined {
  const cacher = CACHERS.find((one) => one.name.test(name.toLowerCase()));
  if (cacher === undefined || inputs === undefined) return undefined;
  const { needs } = cacher;
  if (needs !== undefined && !inputs.some((input) => needs.test(input.name.toLowerCase()))) return undefined;
  const told = inputs.find((input) => cacher.input?.test(input.name.toLowerCase()) === true);
  if (told === undefined) return cacher.byDefault ? place : undefined;
  const isOff = (cacher.off ?? OFF).test(told.value.trim());
  if (isOff || isOffForReleases(told.value, model)) return undefined;
  return cacher.byDefault ? place : told.place;
}

/** Whether an expression gives no cache to any run that releases something: `!startsWith(github.ref, 'refs/tags/')`. */
function isOffForReleases(value: string, model: Workflow): boolean {
  const runs = releasingRuns(model);
  return runs.length > 0 && /^\$\{\{.*\}\}$/s.test(value.trim()) && !runs.some((facts) => mayHold(value.trim(), facts));
}

/** What is known of the runs that stand for a release. */
function releasingRuns({ on }: Workflow): Facts[] {
  return on.flatMap((event): Facts[] => {
    const name = event.name.value;
    const filters = event.filters.filter((one) => /^(?:branches|tags)$/.test(one.name.value));
    const ofTag = name === "release" || (name === "push" && (filters.length === 0 || filters.some(isTags)));
    const branches = name === "push" ? filters.filter(isReleaseBranch).flatMap(({ values }) => values) : [];
    const refs = branches.map((branch) => factsOf(name, `refs/heads/${branch.value}`, "branch"));
    return [...(ofTag ? [factsOf(name, "refs/tags/v1.0.0", "tag")] : []), ...refs];
  });
}

const isTags = ({ name }: Workflow["on"][number]["filters"][number]): boolean => name.value === "tags";

function factsOf(event: string, ref: string, type: string): Facts {
  const values: Readonly<Record<string, string>> = {
    "github.event_name": event,
    "github.ref": ref,
    "github.ref_type": type,
  };
  return (path) => {
    const value = values[path];
    return value === undefined ? undefined : known(value);
  };
}

const PUBLISHING_ACTION =
  /pypi-publish|npm-publish|action-gh-release|create-release|release-action|goreleaser|semantic-release|changesets\/action|docker\/build-push-action|publish|upload-release|release-please|nuget|ncipollo|svenstaro|jreleaser|chart-releaser|cargo-release|crates|attest-build-provenance|pages-deploy|gh-pages|deploy-pages|wrangler-action|ghaction-upload|tauri-action|cibuildwheel-release/i;

const PUBLISHING_COMMAND =
  /(?:^|\s)(?:(?:npm|pnpm|yarn|bun|cargo|poetry|uv|flit|hatch|pdm|lerna|vsce|ovsx|gem|mvn|gradle|gradlew|sbt|twine|docker|podman|helm|dotnet|nuget|crane|oras|conan|mix|changeset)\s(?:\S+\s){0,4}?(?:publish|upload|push|deploy|release)\S*|gh release (?:create|upload)|goreleaser release|semantic-release|release-it)(?:\s|$)/;

/** Whether a job puts something out into the world. */
function releases(workflow: Workflow, job: Job, flows: PipelineFlows): boolean {
  const tools = toolsIn(flows, job.id.value).filter(publishes);
  if (tools.length > 0) return true;
  const commands = commandsIn(flows, job.id.value);
  if (
    commands.some(
      ({ name, words }) =>
        !words.includes("--dry-run") && PUBLISHING_COMMAND.test(`${name} ${words.join(" ").slice(0, 300)}`),
    )
  )
    return true;
  return startsRelease(workflow);
}

/** An action that only pushes where it is told to does not publish by being there. */
function publishes({ name, inputs = [] }: ToolUse): boolean {
  if (!PUBLISHING_ACTION.test(name)) return false;
  if (!/^docker\/build-push-action$/i.test(name)) return true;
  const push = inputs.find((input) => input.name.toLowerCase() === "push");
  return push !== undefined && !/^(?:false|no)$/i.test(push.value.trim());
}

/** Events that stand for a release: a release, or a tag where no request to merge is tested by the same file. */
function startsRelease({ on }: Workflow): boolean {
  if (on.some(({ name }) => name.value.startsWith("pull_request"))) return false;
  return on.some(
    ({ name, filters }) =>
      name.value === "release" ||
      (name.value === "push" && filters.some((filter) => filter.name.value === "tags" || isReleaseBranch(filter))),
  );
}

const isReleaseBranch = ({ name, values }: Workflow["on"][number]["filters"][number]): boolean =>
  name.value === "branches" && values.length > 0 && values.every(({ value }) => /release/i.test(value));
