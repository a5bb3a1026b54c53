import { asMapping, entryOf, isNull, scalarOf, scalarsIn, scalarsOf, valueOf } from "../document/access.ts";
import type { DocumentNode, Mapping, Scalar } from "../document/tree.ts";
import { type Allowed, allowedIn, matchesJob } from "./allow-failures.ts";
import type { Job } from "./model.ts";
import { joined, parseEnv } from "./parse-env.ts";
import { parseAddons, parseCaches, parseDeploys } from "./parse-tools.ts";

/** What one shell runs, in this order. */
const PHASES = [
  "before_install",
  "install",
  "before_script",
  "script",
  "before_cache",
  "after_success",
  "after_failure",
  "before_deploy",
  "after_deploy",
  "after_script",
] as const;

/** Keys that make a job of each of their values. */
const EXPANDING: ReadonlySet<string> = new Set(
  "os arch dist compiler env rvm ruby node_js python php go jdk perl perl6 rust scala otp_release elixir ghc haxe julia lein mono dotnet d crystal r gemfile xcode_sdk xcode_scheme osx_image".split(
    " ",
  ),
);

/** The jobs of a build: those that are listed, and those of the file's top where it makes some. */
export function parseJobs(root: Mapping): Job[] {
  const listed = valueOf(root, "jobs") ?? valueOf(root, "matrix");
  const include = listed?.kind === "sequence" ? listed : valueOf(listed, "include");
  const items = (include?.kind === "sequence" ? include.items : include === undefined ? [] : [include]).flatMap(
    (item) => asMapping(item) ?? [],
  );
  const mayFail = allowedIn(valueOf(listed, "allow_failures"));
  const stages = stageConditions(valueOf(root, "stages"));
  const own = items.length === 0 || expands(root) ? [topJob(root)] : [];
  let stage: Scalar | undefined;
  const names = new Map<string, number>();
  return [
    ...own,
    ...items.map((item) => {
      // A job without a stage belongs to that of the job before.
      stage = scalarOf(item, "stage") ?? stage;
      return listedJob(root, item, { stage, stages, mayFail, names });
    }),
  ];
}

function expands({ entries }: Mapping): boolean {
  return entries.some(({ key, value }) => {
    if (!EXPANDING.has(key.value)) return false;
    if (key.value !== "env" || value.kind !== "map") return value.kind === "sequence" && value.items.length > 1;
    return entryOf(value, "jobs") !== undefined || entryOf(value, "matrix") !== undefined;
  });
}

function topJob(root: Mapping): Job {
  const key = root.entries.find((entry) => entry.key.value === "script") ?? root.entries[0];
  const { start } = root.place.span;
  return {
    name: "build",
    place: key?.key.place ?? { unit: root.place.unit, span: { start, end: start } },
    environment: parseEnv(valueOf(root, "env")).jobs,
    ...workOf(root, undefined),
    conditions: [],
  };
}

interface Listed {
  readonly stage: Scalar | undefined;
  readonly stages: ReadonlyMap<string, Scalar>;
  readonly mayFail: readonly Allowed[];
  readonly names: Map<string, number>;
}

function listedJob(root: Mapping, item: Mapping, { stage, stages, mayFail, names }: Listed): Job {
  const called = scalarOf(item, "name") ?? stage;
  const name = called?.value ?? "job";
  const count = (names.get(name) ?? 0) + 1;
  names.set(name, count);
  const ownIf = scalarOf(item, "if");
  const ofStage = stage === undefined ? undefined : stages.get(stage.value.toLowerCase());
  const allowed = mayFail.find((one) => matchesJob(one, root, item, stage))?.at;
  const { start } = item.place.span;
  const { global, jobs } = parseEnv(valueOf(item, "env"));
  return {
    name: count === 1 && called !== undefined ? name : `${name} ${count}`,
    place: called?.place ?? { unit: item.place.unit, span: { start, end: start + 1 } },
    environment: joined([global, jobs]),
    ...workOf(item, root),
    conditions: [ownIf, ofStage].flatMap((one) => one ?? []),
    ...(allowed !== undefined && { mayFail: allowed }),
  };
}

/** What a job does; what it does not say itself it takes over. */
function workOf(
  own: Mapping,
  root: Mapping | undefined,
): Pick<Job, "lines" | "deploys" | "addons" | "caches" | "artifacts"> {
  const effective = (key: string): DocumentNode | undefined => valueOf(own, key) ?? valueOf(root, key);
  const uploads = valueOf(valueOf(effective("addons"), "artifacts"), "paths");
  return {
    lines: PHASES.flatMap((phase) => scalarsIn(effective(phase)).filter(isWork)),
    deploys: parseDeploys(effective("deploy")),
    addons: parseAddons(effective("addons")),
    caches: parseCaches(effective("cache")),
    artifacts: [...scalarsOf(valueOf(valueOf(effective("workspaces"), "create"), "paths")), ...scalarsOf(uploads)],
  };
}

/** A phase may be left out by a word. */
const isWork = (line: Scalar): boolean => !isNull(line) && !/^(?:true|false|skip|ignore)$/.test(line.value.trim());

/** Conditions of stages by their names, in lower case. */
function stageConditions(node: DocumentNode | undefined): ReadonlyMap<string, Scalar> {
  const items = node?.kind === "sequence" ? node.items : [];
  return new Map(
    items.flatMap((item) => {
      const name = scalarOf(item, "name");
      const condition = scalarOf(item, "if");
      return name === undefined || condition === undefined ? [] : [[name.value.toLowerCase(), condition] as const];
    }),
  );
}
