import type { IncludedFiles, Inclusions } from "./inclusions.ts";
import type { GitlabCiModel } from "./model.ts";
import { PIPELINE_NAME } from "./pipeline-name.ts";

/** Which files of a scan start pipelines, and which are a part of those. */
export interface Starts {
  readonly all: readonly GitlabCiModel[];
  /** By file, the pipelines that it is a part of; there is nothing under one that is a start. */
  readonly of: ReadonlyMap<GitlabCiModel, readonly GitlabCiModel[]>;
}

/**
 * A pipeline's own file starts one, unless another pipeline's own file includes it; so does what nothing includes, what a job starts as a
 * child, what is a component for others, and one of those that include each other in a circle.
 */
export function findStarts(
  models: readonly GitlabCiModel[],
  { of, startedBy }: Pick<Inclusions, "of" | "startedBy">,
): Starts {
  const included = new Set<GitlabCiModel>();
  const includedByOwn = new Set<GitlabCiModel>();
  for (const model of models) {
    for (const file of filesIn(of(model))) {
      included.add(file);
      if (isOwn(model)) includedByOwn.add(file);
    }
  }
  // Of several files under one trigger the first is the child, which the others are a part of.
  const children = new Set<GitlabCiModel>();
  const companions = new Map<GitlabCiModel, Set<GitlabCiModel>>();
  for (const [first, ...others] of models.flatMap((model) => startedBy(model).map(filesIn))) {
    if (first === undefined) continue;
    children.add(first);
    companions.set(first, new Set([...(companions.get(first) ?? []), ...others]));
  }
  const beside = new Set([...companions.values()].flatMap((some) => [...some]));
  const isFirst = (model: GitlabCiModel): boolean => {
    if (children.has(model) || isComponent(model)) return true;
    if (isOwn(model) && !model.path.includes("/")) return !includedByOwn.has(model);
    return !(isOwn(model) ? includedByOwn : included).has(model) && !beside.has(model);
  };
  const isStart = new Set(models.filter(isFirst));
  const starts = new Map<GitlabCiModel, GitlabCiModel[]>();
  const reached = new Set<GitlabCiModel>();
  const reach = (start: GitlabCiModel): void => {
    const seen = new Set([start, ...(companions.get(start) ?? [])]);
    for (const model of seen) {
      reached.add(model);
      if (model !== start && !isStart.has(model)) starts.set(model, [...(starts.get(model) ?? []), start]);
      for (const file of filesIn(of(model))) seen.add(file);
    }
  };
  const ownFirst = (some: Iterable<GitlabCiModel>): GitlabCiModel[] =>
    [...some].sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)));
  for (const start of ownFirst(isStart)) reach(start);
  // What is left lies in circles that nothing outside leads into.
  for (const model of ownFirst(models)) {
    if (reached.has(model)) continue;
    isStart.add(model);
    reach(model);
  }
  return { all: [...isStart], of: starts };
}

const isOwn = ({ path }: GitlabCiModel): boolean => PIPELINE_NAME.test(path);

/** A file with inputs in the folder of components: other projects include it, too. */
const isComponent = ({ path, inputs }: GitlabCiModel): boolean =>
  inputs.length > 0 && /(?:^|\/)templates\/(?:[^\/]+|[^\/]+\/template)\.ya?ml$/i.test(path);

const filesIn = (included: readonly IncludedFiles[]): readonly GitlabCiModel[] =>
  included.flatMap(({ files }) => files);
