import type { Unit } from "../../core/source.ts";
import type { DocumentProblem } from "../../core/stages.ts";
import { asMapping, entryOf, valueOf } from "../document/access.ts";
import { pickScalars } from "../document/pick-scalars.ts";
import { readYaml } from "../document/read-yaml.ts";
import type { DocumentNode, Entry, Mapping, Scalar } from "../document/tree.ts";
import type { CircleciModel, Library } from "./model.ts";
import { parseCommand, parseExecutor, parseJob, parseLibrary } from "./parse-library.ts";
import { parseParameters } from "./parse-steps.ts";
import { parseWorkflows, setupOf } from "./parse-workflows.ts";
import { PART_PATH } from "./recognise.ts";

export interface ParsedCircleci {
  readonly model?: CircleciModel;
  readonly problems: readonly DocumentProblem[];
}

/** Keys that make a file one whose jobs CircleCI can run, or that is joined into one. */
const KEYS = ["jobs", "workflows", "orbs", "commands", "executors", "setup"];

/** Keys that only version 1 had. */
const OLD_KEYS = ["machine", "dependencies", "deployment", "general", "compile", "database", "test"];

/** Parses a configuration or a part of one; whatever is of an unexpected type inside it is left out of the model. */
export function parse(unit: Unit): ParsedCircleci {
  // CircleCI takes the last one of two keys of the same name; so does the model.
  const { documents, problems } = readYaml(unit, { duplicateKeys: "note" });
  const [first, second] = documents;
  // An orb's example of its use is a whole configuration under `usage`.
  const root = asMapping(valueOf(first, "usage")) ?? first;
  if (root === undefined) return { problems: problems.length > 0 ? problems : [empty(unit)] };
  if (root.kind !== "map") return { problems: [...problems, noMap(root)] };
  const library = libraryOf(unit.path, root);
  if (library === undefined) return { problems: [...problems, noConfiguration(root)] };
  const extra = second === undefined ? [] : [manyDocuments(second)];
  const model: CircleciModel = {
    kind: "circleci",
    unit: unit.id,
    path: unit.path,
    ...pickScalars(root, { version: "version" }),
    ...setupOf(root),
    parameters: isPart(root) ? [] : parseParameters(valueOf(root, "parameters")),
    ...library,
    workflows: parseWorkflows(valueOf(root, "workflows")),
  };
  return { model, problems: [...problems, ...extra] };
}

const has = (root: Mapping, keys: readonly string[]): boolean => keys.some((key) => entryOf(root, key) !== undefined);

const isPart = (root: Mapping): boolean => !has(root, KEYS);

/** What the file defines: with `version` or a key of its own a whole, else what the names of its folder and of itself say. */
function libraryOf(path: string, root: Mapping): Library | undefined {
  if (!isPart(root)) return parseLibrary(root);
  const { kind, name } = PART_PATH.exec(path)?.groups ?? {};
  if (name === undefined) return undefined;
  const start = root.place.span.start;
  const place = { unit: root.place.unit, span: { start, end: start } };
  const key: Scalar = { kind: "scalar", value: name, style: "plain", place, runs: [0, start] };
  const entry: Entry = { key, value: root };
  const nothing: Library = { orbs: [], executors: [], commands: [], jobs: [] };
  if (kind === "executors") return { ...nothing, executors: [parseExecutor(entry)] };
  return kind === "jobs" ? { ...nothing, jobs: [parseJob(entry)] } : { ...nothing, commands: [parseCommand(entry)] };
}

function empty({ bytes }: Unit): DocumentProblem {
  return {
    span: { start: 0, end: Math.min(1, bytes.length) },
    message: "is empty",
    hint: "Write `version: 2.1` and a job, or delete the file.",
    level: "note",
  };
}

function noMap({ place }: DocumentNode): DocumentProblem {
  const { start } = place.span;
  return {
    span: { start, end: start },
    message: "is not a map of keys",
    hint: "Write `version: 2.1`, `jobs:` and `workflows:`.",
  };
}

function noConfiguration(root: Mapping): DocumentProblem {
  const { start } = root.place.span;
  const span = { start, end: start };
  if (has(root, OLD_KEYS)) {
    return {
      span,
      message: "is a CircleCI configuration of version 1, which runs nowhere any more and is searched as text only",
      hint: "Write it anew for version 2.1, or delete the file.",
      level: "note",
    };
  }
  return {
    span,
    message: "lies among CircleCI's configurations, but has none of their keys, and is searched as text only",
    hint: "Put it into another folder if it is none.",
    level: "note",
  };
}

function manyDocuments({ place }: DocumentNode): DocumentProblem {
  const { start } = place.span;
  return {
    span: { start, end: start },
    message: "holds several YAML documents, of which CircleCI reads only the first",
    hint: "Put each document into a file of its own.",
  };
}
