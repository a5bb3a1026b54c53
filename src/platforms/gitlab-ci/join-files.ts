import type { Gap } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type { Mapping } from "../document/tree.ts";
import { startOf } from "../flow/start-of.ts";
import { defaultsOf, fillInputs, type Given, handedBy } from "./fill-inputs.ts";
import { lackingIn } from "./gaps.ts";
import type { Inclusions } from "./inclusions.ts";
import { mergeMaps } from "./merge-maps.ts";
import type { GitlabCiModel, Joined, Way } from "./model.ts";
import { parsePipeline } from "./parse-pipeline.ts";
import { createResolver } from "./resolve-nodes.ts";

/** Files that one pipeline may include; GitLab allows 150. */
const MAX_FILES = 500;

/** Entries that the files of one pipeline may bring together. */
const MAX_ENTRIES = 200_000;

/** A file that a pipeline begins with, and what its inputs are given. */
export interface Beginning {
  readonly model: GitlabCiModel;
  readonly given: Given;
}

/** A file as a pipeline has it: with what its inputs are given there. */
interface Part {
  readonly model: GitlabCiModel;
  readonly root: Mapping;
}

/** The pipeline of one file, or of several that one trigger names, with all that they include; the first one is what it is told of by. */
export function joinFiles(beginnings: readonly Beginning[], inclusions: Inclusions): GitlabCiModel {
  const [first] = beginnings;
  if (first === undefined) throw new Error("a pipeline of no files");
  const { parts, ways, isCut } = partsOf(beginnings, inclusions);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only.model;
  const { model } = first;
  const { root, isWhole } = mergedRoot(parts);
  const resolver = createResolver(root, false);
  const pipeline = parsePipeline(model, { header: model.source.header, root }, resolver);
  const problems = resolver.problems();
  const includes = parts.toReversed().flatMap((part) => part.model.includes);
  const start: Place = { unit: model.unit, span: { start: 0, end: 0 } };
  const gaps: readonly Gap[] = lackingIn(includes, start, problems);
  const isLess = !isWhole || isCut || problems.some(({ level }) => level === "error");
  return {
    ...pipeline,
    source: model.source,
    includes,
    joined: {
      files: new Map(parts.map((part) => [part.model.unit, part.model.path])),
      shadowed: shadowedIn(parts),
      ways,
      ...(isLess && { unfollowed: start }),
    },
    ...(gaps.length > 0 && { gaps }),
  };
}

function mergedRoot(parts: readonly Part[]): { readonly root: Mapping; readonly isWhole: boolean } {
  const [first, ...others] = parts.map(({ root }) => root);
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

/**
 * A pipeline's files in the order in which each writes over those before it: a file behind what it includes. Each comes once, and one
 * with inputs once for each `include` that may give it others.
 */
function partsOf(
  beginnings: readonly Beginning[],
  inclusions: Inclusions,
): { readonly parts: readonly Part[]; readonly ways: readonly Way[]; readonly isCut: boolean } {
  const parts: Part[] = [];
  const ways: Way[] = [];
  const entered = new Set<string>();
  const above = new Set<GitlabCiModel>();
  const enter = ({ model, given }: Beginning, by: string): void => {
    const key = `${model.unit}\0${by}`;
    if (above.has(model) || entered.has(key) || entered.size >= MAX_FILES) return;
    entered.add(key);
    above.add(model);
    const part = partOf(model, given);
    const { path, unit, includes } = part.model;
    for (const { include, files } of inclusions.resolve(path, includes)) {
      for (const file of files) {
        ways.push({ from: unit, to: file.unit, ...(include.rules !== undefined && { rules: include.rules }) });
        const name = file.inputs.length === 0 ? "" : `${by}\0${startOf(include.name.place)}`;
        enter({ model: file, given: handedBy(include.handed) }, name);
      }
    }
    above.delete(model);
    parts.push(part);
  };
  for (const beginning of beginnings) {
    const from = beginnings[0]?.model.unit;
    if (from !== undefined && from !== beginning.model.unit) ways.push({ from, to: beginning.model.unit });
    enter(beginning, "");
  }
  return { parts, ways, isCut: entered.size >= MAX_FILES };
}

function partOf(model: GitlabCiModel, given: Given): Part {
  const { unit, path, inputs, source } = model;
  if (inputs.length === 0) return { model, root: source.root };
  const known = new Set(inputs.map(({ name }) => name.value));
  const own = [...given].filter(([name]) => known.has(name));
  const root = fillInputs(source.root, new Map([...defaultsOf(source.header), ...own]));
  if (own.length === 0) return { model, root };
  const filled = parsePipeline({ unit, path }, { ...source, root }, createResolver(root, true));
  return { model: { ...filled, source }, root };
}

function shadowedIn(parts: readonly Part[]): Joined["shadowed"] {
  const files = parts.map(({ model }) => model);
  const jobs = new Map<string, number>();
  for (const { name } of files.flatMap((file) => file.jobs)) jobs.set(name.value, (jobs.get(name.value) ?? 0) + 1);
  const others = files.slice(0, -1);
  return {
    jobs: others.flatMap((file) => file.jobs.filter(({ name }) => (jobs.get(name.value) ?? 0) > 1)),
    variables: others.flatMap((file) => file.variables),
  };
}
