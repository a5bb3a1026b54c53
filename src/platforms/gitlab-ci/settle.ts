import type { Gap } from "../../core/pipeline.ts";
import type { Siblings } from "../../core/stages.ts";
import { remembered } from "../flow/remembered.ts";
import { startOf } from "../flow/start-of.ts";
import { elsewhere, gapsOf } from "./gaps.ts";
import { inclusionsOf, ownPathsOf } from "./included-files.ts";
import { type Beginning, joinFiles } from "./join-files.ts";
import { joinVariants } from "./join-variants.ts";
import type { GitlabCiModel, Parent } from "./model.ts";
import { parentOf, type Start, startsIn } from "./parents.ts";
import { PIPELINE_NAME } from "./pipeline-name.ts";

/**
 * Reads a pipeline as one with the files of its repository that it includes, and with what the jobs hand to it that start it. What is a
 * part of another pipeline is told of there, with everything in its own place, and holds nothing by itself.
 */
export function settle(model: GitlabCiModel, siblings: Siblings<GitlabCiModel>): GitlabCiModel {
  if (standsAlone(model)) return withGaps(model, elsewhere(model));
  return settledIn(siblings.all())(model);
}

/** A repository's pipeline that includes nothing of it; others may include or start any other file. */
const standsAlone = ({ path, includes, jobs }: GitlabCiModel): boolean =>
  !path.includes("/") &&
  PIPELINE_NAME.test(path) &&
  [includes, ...jobs.map(({ trigger }) => trigger?.includes ?? [])]
    .flat()
    .every((include) => ownPathsOf(include) === undefined);

function withGaps(model: GitlabCiModel, gaps: readonly Gap[]): GitlabCiModel {
  const all = [...gaps, ...(model.gaps ?? [])];
  return all.length === 0 ? model : { ...model, gaps: all };
}

function withoutContent(model: GitlabCiModel): GitlabCiModel {
  const nothing = { includes: [], stages: [], variables: [], workflow: {}, jobs: [], fragments: [] };
  return { ...model, ...nothing, joined: { files: new Map(), shadowed: { jobs: [], variables: [] }, ways: [] } };
}

/** Pipelines of a scan, each put together once. */
const settledIn = remembered((models: readonly GitlabCiModel[]): ((model: GitlabCiModel) => GitlabCiModel) => {
  const inclusions = inclusionsOf(models);
  /** As if nothing started them but GitLab: enough to tell which starts which. */
  const alone = remembered((model: GitlabCiModel) => joinFiles([{ model, given: new Map() }], inclusions));
  const hasChildren = models.some((model) => inclusions.startedBy(model).length > 0);
  let starting: ReadonlyMap<GitlabCiModel, ReadonlySet<GitlabCiModel>> | undefined;
  const startersOf = (child: GitlabCiModel): ReadonlySet<GitlabCiModel> => {
    starting ??= startersIn(inclusions.starts(), (model) => startsIn(alone(model), inclusions));
    return starting.get(child) ?? new Set();
  };
  const known = new Map<GitlabCiModel, GitlabCiModel>();
  const under = new Set<GitlabCiModel>();
  const whole = (model: GitlabCiModel): GitlabCiModel => {
    const done = known.get(model);
    if (done !== undefined) return done;
    // Pipelines that start each other in a circle are told as such; one of them is taken as it stands.
    if (under.has(model) || !hasChildren) return alone(model);
    under.add(model);
    const starts = [...startersOf(model)].flatMap((starter) =>
      startsIn(whole(starter), inclusions).filter(({ beginnings }) => beginnings[0]?.model === model),
    );
    under.delete(model);
    const result = starts.length === 0 ? alone(model) : asChild(model, starts);
    known.set(model, result);
    return result;
  };
  const asChild = (model: GitlabCiModel, starts: readonly Start[]): GitlabCiModel => {
    const isRoot = PIPELINE_NAME.test(model.path) && !model.path.includes("/");
    const only = !isRoot && starts.some(({ pipeline }) => pipeline.unit !== model.unit);
    const ways = waysToBegin(starts.map(({ beginnings }) => beginnings));
    const pipelines = ways.map((beginnings) => joinFiles(beginnings, inclusions));
    const [first, ...others] = only ? pipelines : [alone(model), ...pipelines];
    const by = distinctParents(starts.map(parentOf));
    const given = only ? givenByAll(starts) : [];
    return { ...joinVariants(first ?? alone(model), others), started: { by, only, given } };
  };
  return (model) => {
    const own = gapsOf(model, inclusions);
    return inclusions.startsOf(model).length > 0 ? withGaps(withoutContent(model), own) : withGaps(whole(model), own);
  };
});

/** By child, the pipelines with a job that starts it. */
function startersIn(
  starts: readonly GitlabCiModel[],
  startsOf: (model: GitlabCiModel) => readonly Start[],
): ReadonlyMap<GitlabCiModel, ReadonlySet<GitlabCiModel>> {
  const starters = new Map<GitlabCiModel, Set<GitlabCiModel>>();
  for (const model of starts) {
    for (const { beginnings } of startsOf(model)) {
      const child = beginnings[0]?.model;
      if (child !== undefined) starters.set(child, (starters.get(child) ?? new Set()).add(model));
    }
  }
  return starters;
}

/** Pipelines of one child that are put together; more of them than that say nothing new. */
const MAX_WAYS = 50;

/** The ways in which a child begins that differ in files or in what these are given. */
function waysToBegin(all: readonly (readonly Beginning[])[]): readonly (readonly Beginning[])[] {
  const given = ([name, node]: [string, Beginning["given"] extends ReadonlyMap<string, infer Node> ? Node : never]) =>
    `${name} ${startOf(node.place)}`;
  const keyOf = (beginnings: readonly Beginning[]): string =>
    beginnings.map((one) => `${one.model.unit}\0${[...one.given].map(given).join("\0")}`).join("\n");
  return [...new Map(all.map((beginnings) => [keyOf(beginnings), beginnings])).values()].slice(0, MAX_WAYS);
}

/** Jobs that start one child and are told apart; more of them than that say nothing new. */
const MAX_PARENTS = 100;

/** A job once that stands in its pipeline several times, unless it hands over other values there. */
function distinctParents(parents: readonly Parent[]): readonly Parent[] {
  const keyOf = ({ place, triggers, levels: [own = []] }: Parent): string =>
    JSON.stringify([startOf(place), triggers, own.map(({ value }) => value?.value)]);
  return [...new Map(parents.map((parent) => [keyOf(parent), parent])).values()].slice(0, MAX_PARENTS);
}

const givenByAll = (starts: readonly Start[]): readonly string[] => {
  const names = starts.map(({ beginnings }) => beginnings[0]?.given ?? new Map());
  return [...(names[0]?.keys() ?? [])].filter((name) => names.every((some) => some.has(name)));
};
