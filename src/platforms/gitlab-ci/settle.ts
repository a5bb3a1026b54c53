import type { Gap } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type { Siblings } from "../../core/stages.ts";
import type { Mapping } from "../document/tree.ts";
import { elsewhere, gapsOf, lackingIn } from "./gaps.ts";
import { type Inclusions, inclusionsIn } from "./included-files.ts";
import { mergeMaps } from "./merge-maps.ts";
import type { GitlabCiModel, Joined } from "./model.ts";
import { parsePipeline } from "./parse-pipeline.ts";
import { createResolver } from "./resolve-nodes.ts";

/** Files that one pipeline may include; GitLab allows 150. */
const MAX_FILES = 500;

/** Entries that the files of one pipeline may bring together. */
const MAX_ENTRIES = 200_000;

/**
 * Reads a pipeline as one with the files of its repository that it includes. What is a part of another pipeline is told of there, with
 * everything in its own place, and holds nothing by itself.
 */
export function settle(model: GitlabCiModel, siblings: Siblings<GitlabCiModel>): GitlabCiModel {
  if (standsAlone(model)) return withGaps(model, elsewhere(model));
  const inclusions = inclusionsIn(siblings);
  const own = gapsOf(model, inclusions);
  if (inclusions.startsOf(model).length > 0) return withGaps(withoutContent(model), own);
  return join(model, inclusions, own);
}

/** A repository's pipeline that includes nothing of it; only where it lies in a folder may others include it. */
const standsAlone = ({ path, includes, jobs }: GitlabCiModel): boolean =>
  !path.includes("/") && ![includes, ...jobs.map(({ trigger }) => trigger?.includes ?? [])].flat().some(isLocal);

const isLocal = ({ kind }: GitlabCiModel["includes"][number]): boolean => kind === "local";

function withGaps(model: GitlabCiModel, gaps: readonly Gap[]): GitlabCiModel {
  return gaps.length === 0 ? model : { ...model, gaps };
}

function withoutContent(model: GitlabCiModel): GitlabCiModel {
  const nothing = { includes: [], stages: [], variables: [], workflow: {}, jobs: [], fragments: [] };
  return { ...model, ...nothing, joined: { files: new Map(), shadowed: { jobs: [], variables: [] } } };
}

function join(model: GitlabCiModel, inclusions: Inclusions, own: readonly Gap[]): GitlabCiModel {
  const files = filesOf(model, inclusions);
  if (files.length === 1) return withGaps(model, own);
  const { root, isWhole } = mergedRoot(files);
  const resolver = createResolver(root, false);
  const pipeline = parsePipeline(model, { header: model.source.header, root }, resolver);
  const problems = resolver.problems();
  const includes = files.toReversed().flatMap((file) => file.includes);
  const start: Place = { unit: model.unit, span: { start: 0, end: 0 } };
  const gaps = [...own, ...lackingIn(includes, start, problems)];
  const isCut = !isWhole || files.length >= MAX_FILES || problems.some(({ level }) => level === "error");
  return {
    ...pipeline,
    source: model.source,
    includes,
    joined: {
      files: new Map(files.map(({ unit, path }) => [unit, path])),
      shadowed: shadowedIn(files),
      ...(isCut && { unfollowed: start }),
    },
    ...(gaps.length > 0 && { gaps }),
  };
}

function mergedRoot(files: readonly GitlabCiModel[]): { readonly root: Mapping; readonly isWhole: boolean } {
  const [first, ...others] = files.map(({ source }) => source.root);
  if (first === undefined) throw new Error("a pipeline of no files");
  let brought = 0;
  const mayBring = (_: Mapping, count: number): boolean => {
    brought += count;
    return brought <= MAX_ENTRIES;
  };
  const { entries, place } = others.reduce((base, own) => mergeMaps(base, own, mayBring), first);
  const root: Mapping = { kind: "map", entries: entries.filter(({ key }) => key.value !== "include"), place };
  return { root, isWhole: brought <= MAX_ENTRIES };
}

/** A pipeline's files in the order in which each writes over those before it: a file behind what it includes. Each comes once. */
function filesOf(model: GitlabCiModel, inclusions: Inclusions): readonly GitlabCiModel[] {
  const files = new Set<GitlabCiModel>();
  const entered = new Set<GitlabCiModel>();
  const enter = (one: GitlabCiModel): void => {
    if (entered.has(one) || entered.size >= MAX_FILES) return;
    entered.add(one);
    for (const file of inclusions.of(one).flatMap((some) => some.files)) enter(file);
    files.add(one);
  };
  enter(model);
  return [...files];
}

function shadowedIn(files: readonly GitlabCiModel[]): Joined["shadowed"] {
  const jobs = new Map<string, number>();
  for (const { name } of files.flatMap((file) => file.jobs)) jobs.set(name.value, (jobs.get(name.value) ?? 0) + 1);
  const others = files.slice(0, -1);
  return {
    jobs: others.flatMap((file) => file.jobs.filter(({ name }) => (jobs.get(name.value) ?? 0) > 1)),
    variables: others.flatMap((file) => file.variables),
  };
}
