import { minimatch } from "minimatch";
import type { Siblings } from "../../core/stages.ts";
import { remembered } from "../flow/remembered.ts";
import type { GitlabCiModel, Include } from "./model.ts";

/** What an `include: local` leads to: the files that are at hand, in the order of their paths. */
export interface IncludedFiles {
  readonly include: Include;
  readonly files: readonly GitlabCiModel[];
}

/** Files of a scan by what they include of their own repository. */
export interface Inclusions {
  of(model: GitlabCiModel): readonly IncludedFiles[];
  /** What its jobs start as pipelines of their own. */
  startedBy(model: GitlabCiModel): readonly IncludedFiles[];
  /** The files that a file is a part of; those of pipelines that start by themselves come first. Empty for one that is such a start. */
  startsOf(model: GitlabCiModel): readonly GitlabCiModel[];
}

type Others = Siblings<GitlabCiModel>;

/** The name under which GitLab looks for a project's pipeline. */
export const PIPELINE_NAME = /(?:^|\/)\.gitlab-ci\.ya?ml$/i;

/** Variables stand for what only GitLab knows. */
export const isFilledIn = ({ name }: Include): boolean => name.value.includes("$");

/** What the files of a scan include of each other. */
export function inclusionsIn(siblings: Others): Inclusions {
  return inclusionsOf(siblings.all());
}

const inclusionsOf = remembered((models: readonly GitlabCiModel[]): Inclusions => {
  const byPath = new Map(models.map((model) => [model.path, model]));
  const known = new Map<GitlabCiModel, readonly IncludedFiles[]>();
  const of = (model: GitlabCiModel): readonly IncludedFiles[] => {
    const found = known.get(model) ?? model.includes.flatMap((include) => resolve(model.path, include, byPath));
    known.set(model, found);
    return found;
  };
  let starts: ReadonlyMap<GitlabCiModel, readonly GitlabCiModel[]> | undefined;
  return {
    of,
    startedBy: ({ path, jobs }) =>
      jobs.flatMap(({ trigger }) => trigger?.includes ?? []).flatMap((include) => resolve(path, include, byPath)),
    startsOf(model) {
      starts ??= findStarts(models, of);
      return starts.get(model) ?? [];
    },
  };
});

function resolve(from: string, include: Include, byPath: ReadonlyMap<string, GitlabCiModel>): IncludedFiles[] {
  if (include.kind !== "local" || isFilledIn(include)) return [];
  const path = include.name.value.replace(/^(?:\.?\/)+/, "");
  for (const root of rootsOf(from)) {
    const prefix = root === "" ? "" : `${root}/`;
    const found = /[*?[{]/.test(path) ? matching(prefix, path, byPath) : byPath.get(prefix + path);
    const files = found === undefined ? [] : Array.isArray(found) ? found : [found];
    if (files.length > 0) return [{ include, files }];
  }
  return [{ include, files: [] }];
}

/** GitLab knows `*` in one folder and `**` in all below. */
function matching(prefix: string, pattern: string, byPath: ReadonlyMap<string, GitlabCiModel>): GitlabCiModel[] {
  const options = { dot: true, nobrace: true, noext: true };
  const below = [...byPath.keys()].filter((path) => path.startsWith(prefix));
  return below
    .filter((path) => minimatch(path.slice(prefix.length), pattern, options))
    .sort()
    .flatMap((path) => byPath.get(path) ?? []);
}

/** Folders that may be the repository's root, the likeliest first: a scan may hold several repositories. */
function rootsOf(path: string): string[] {
  const folders = path.split("/").slice(0, -1);
  const at = folders.findLastIndex((folder) => /^\.gitlab(?:-ci)?$/i.test(folder));
  const outer = [...folders.map((_, depth) => folders.slice(0, depth).join("/")), folders.join("/")];
  const likely = at === -1 ? (PIPELINE_NAME.test(path) ? [folders.join("/")] : []) : [folders.slice(0, at).join("/")];
  return [...new Set([...likely, ...outer])];
}

/**
 * By file, the pipelines that it is a part of. A pipeline's own file starts one, unless another pipeline's own file includes it; so
 * does what nothing includes, and one of those that include each other in a circle.
 */
function findStarts(
  models: readonly GitlabCiModel[],
  of: Inclusions["of"],
): ReadonlyMap<GitlabCiModel, readonly GitlabCiModel[]> {
  const included = new Set<GitlabCiModel>();
  const includedByOwn = new Set<GitlabCiModel>();
  for (const model of models) {
    for (const file of of(model).flatMap(({ files }) => files)) {
      included.add(file);
      if (PIPELINE_NAME.test(model.path)) includedByOwn.add(file);
    }
  }
  const isOwn = ({ path }: GitlabCiModel): boolean => PIPELINE_NAME.test(path);
  const first = models.filter((model) => (isOwn(model) ? !includedByOwn.has(model) : !included.has(model)));
  const isStart = new Set(first);
  const starts = new Map<GitlabCiModel, GitlabCiModel[]>();
  const reached = new Set<GitlabCiModel>();
  const reach = (start: GitlabCiModel): void => {
    const seen = new Set([start]);
    for (const model of seen) {
      reached.add(model);
      if (model !== start && !isStart.has(model)) starts.set(model, [...(starts.get(model) ?? []), start]);
      for (const file of of(model).flatMap(({ files }) => files)) seen.add(file);
    }
  };
  for (const start of first.toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a)))) reach(start);
  // What is left lies in circles that nothing outside leads into.
  for (const model of models.toSorted((a, b) => Number(isOwn(b)) - Number(isOwn(a)))) {
    if (reached.has(model)) continue;
    isStart.add(model);
    reach(model);
  }
  return starts;
}
