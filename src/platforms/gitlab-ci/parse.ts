import type { Unit } from "../../core/source.ts";
import type { DocumentProblem } from "../../core/stages.ts";
import { entryOf, valueOf } from "../document/access.ts";
import { readYaml } from "../document/read-yaml.ts";
import type { DocumentNode, Mapping } from "../document/tree.ts";
import { defaultsOf, fillInputs } from "./fill-inputs.ts";
import type { GitlabCiModel } from "./model.ts";
import { parsePipeline } from "./parse-pipeline.ts";
import { PIPELINE_NAME } from "./pipeline-name.ts";
import { createResolver } from "./resolve-nodes.ts";

export interface ParsedGitlabCi {
  readonly model?: GitlabCiModel;
  readonly problems: readonly DocumentProblem[];
}

/** Parses a pipeline or a part of one; whatever is of an unexpected type inside it is left out of the model. */
export function parse(unit: Unit): ParsedGitlabCi {
  // GitLab takes the last one of two keys of the same name without a word; so does the model.
  const { documents, problems } = readYaml(unit, { duplicateKeys: "note" });
  const [first, second, third] = documents;
  if (first === undefined) {
    return { problems: problems.length > 0 ? problems : [empty(unit)] };
  }
  const headed = second !== undefined && entryOf(first, "spec") !== undefined;
  const written = headed ? second : first;
  if (written.kind !== "map") return { problems: [...problems, noMap(written)] };
  const root = headed ? fillInputs(written, defaultsOf(first)) : written;
  const extra = headed ? third : second;
  const resolver = createResolver(root, !PIPELINE_NAME.test(unit.path) || includesNeighbours(root));
  const model = parsePipeline({ unit: unit.id, path: unit.path }, { header: headed ? first : root, root }, resolver);
  return {
    model: headed ? { ...model, source: { ...model.source, root: written } } : model,
    problems: [...problems, ...(extra === undefined ? [] : [manyDocuments(extra)]), ...resolver.problems()],
  };
}

/** Whether what a name stands for may lie in files of the same repository: what all of them lack is told once they are joined. */
const includesNeighbours = (root: Mapping): boolean => includesOf(root).some(isLocal);

function includesOf(root: Mapping): readonly DocumentNode[] {
  const include = valueOf(root, "include");
  return include?.kind === "sequence" ? include.items : include === undefined ? [] : [include];
}

const isLocal = (item: DocumentNode): boolean =>
  item.kind === "scalar" ? !/^https?:/i.test(item.value) : entryOf(item, "local") !== undefined;

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
