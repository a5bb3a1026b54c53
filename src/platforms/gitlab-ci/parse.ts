import type { Unit } from "../../core/source.ts";
import type { DocumentProblem } from "../../core/stages.ts";
import { asMapping, entryOf, scalarOf, valueOf } from "../document/access.ts";
import { pickScalars } from "../document/pick-scalars.ts";
import { readYaml } from "../document/read-yaml.ts";
import type { DocumentNode, Entry, Mapping } from "../document/tree.ts";
import { parseFragments } from "./fragments.ts";
import type { GitlabCiModel, Input } from "./model.ts";
import { parseIncludes } from "./parse-includes.ts";
import { parseJob } from "./parse-job.ts";
import { parseRules, parseVariables, scalarsWithin } from "./parse-parts.ts";
import { GLOBAL_KEYS } from "./recognise.ts";
import { createResolver, type Resolver } from "./resolve-nodes.ts";

export interface ParsedGitlabCi {
  readonly model?: GitlabCiModel;
  readonly problems: readonly DocumentProblem[];
}

/** The name under which GitLab looks for a project's pipeline. */
const PIPELINE_NAME = /(?:^|\/)\.gitlab-ci\.ya?ml$/i;

/** Parses a pipeline or a part of one; whatever is of an unexpected type inside it is left out of the model. */
export function parse(unit: Unit): ParsedGitlabCi {
  // GitLab takes the last one of two keys of the same name without a word; so does the model.
  const { documents, problems } = readYaml(unit, { duplicateKeys: "note" });
  const [first, second, third] = documents;
  if (first === undefined) {
    return { problems: problems.length > 0 ? problems : [empty(unit)] };
  }
  const headed = second !== undefined && entryOf(first, "spec") !== undefined;
  const root = headed ? second : first;
  if (root.kind !== "map") return { problems: [...problems, noMap(root)] };
  const extra = headed ? third : second;
  const resolver = createResolver(root, isPart(unit.path, root));
  const model = parsePipeline(unit, headed ? first : root, root, resolver);
  return {
    model,
    problems: [...problems, ...(extra === undefined ? [] : [manyDocuments(extra)]), ...resolver.problems()],
  };
}

/** Whether a file is made to be included by another one: it has no pipeline's name, and includes at most its neighbours. */
function isPart(path: string, root: Mapping): boolean {
  if (PIPELINE_NAME.test(path)) return false;
  const include = valueOf(root, "include");
  const items = include?.kind === "sequence" ? include.items : include === undefined ? [] : [include];
  return items.every((item) => item.kind === "scalar" || entryOf(item, "local") !== undefined);
}

function empty({ bytes }: Unit): DocumentProblem {
  return {
    span: { start: 0, end: Math.min(1, bytes.length) },
    message: "is empty",
    hint: "Write a job with a `script:`, or delete the file.",
    level: "note",
  };
}

function noMap({ place }: DocumentNode): DocumentProblem {
  const { start } = place.span;
  return { span: { start, end: start }, message: "is not a map of keys", hint: "Write jobs with a `script:` each." };
}

function manyDocuments({ place }: DocumentNode): DocumentProblem {
  const { start } = place.span;
  return {
    span: { start, end: start },
    message: "holds several YAML documents, of which GitLab reads only one behind the `spec:` header",
    hint: "Put each document into a file of its own.",
  };
}

function parsePipeline(unit: Unit, header: DocumentNode, root: Mapping, resolver: Resolver): GitlabCiModel {
  const workflow = valueOf(root, "workflow");
  const defaults = [asMapping(valueOf(root, "default")), root].filter((level) => level !== undefined);
  return {
    kind: "pipeline",
    unit: unit.id,
    path: unit.path,
    inputs: parseInputs(valueOf(valueOf(header, "spec"), "inputs")),
    includes: parseIncludes(resolver, valueOf(root, "include")),
    stages: scalarsWithin(resolver, valueOf(root, "stages") ?? valueOf(root, "types")),
    variables: parseVariables(resolver, valueOf(root, "variables")),
    workflow: { ...pickScalars(workflow, { name: "name" }), ...parseRules(resolver, valueOf(workflow, "rules")) },
    jobs: lastOfEach(root)
      .filter(isJob)
      .map((entry) => parseJob(resolver, entry, defaults)),
    fragments: parseFragments(resolver, root, defaults),
  };
}

const lastOfEach = ({ entries }: Mapping): Entry[] => [
  ...new Map(entries.map((entry) => [entry.key.value, entry])).values(),
];

/** Jobs and templates are maps under any other name; what is only an anchor for lists is none. */
const isJob = ({ key, value }: Entry): boolean => value.kind === "map" && !GLOBAL_KEYS.has(key.value);

function parseInputs(node: DocumentNode | undefined): Input[] {
  if (node?.kind !== "map") return [];
  const names = { type: "type", default: "default", description: "description" } as const;
  return node.entries.map(({ key, value }) => ({
    name: key,
    ...pickScalars(value, names),
    takesText: takesText(value),
  }));
}

/** Numbers and switches hold no text of somebody's own, nor does one of a list, or what has to match a pattern. */
function takesText(input: DocumentNode): boolean {
  if (entryOf(input, "options") !== undefined || entryOf(input, "regex") !== undefined) return false;
  return !/^(?:boolean|number)$/.test(scalarOf(input, "type")?.value ?? "string");
}
