import type { Unit } from "../../core/source.ts";
import type { DocumentProblem } from "../../core/stages.ts";
import { asMapping, entryOf, scalarsOf, valueOf } from "../document/access.ts";
import { atStartOf, emptyFile } from "../document/file-problems.ts";
import { readYaml } from "../document/read-yaml.ts";
import type { DocumentNode } from "../document/tree.ts";
import type { BitbucketModel, CacheDefinition } from "./model.ts";
import { parseImports, parsePipelines } from "./parse-pipelines.ts";
import { parseImage, parseServices } from "./parse-step.ts";

export interface ParsedBitbucket {
  readonly model?: BitbucketModel;
  readonly problems: readonly DocumentProblem[];
}

/** Parses the pipelines of a repository; whatever is of an unexpected type inside is left out of the model. */
export function parse(unit: Unit): ParsedBitbucket {
  const { documents, problems } = readYaml(unit, { duplicateKeys: "note" });
  const [root, second] = documents;
  if (root === undefined)
    return {
      problems:
        problems.length > 0 ? problems : [emptyFile(unit, "Write `pipelines:` with a step, or delete the file.")],
    };
  if (root.kind !== "map") return { problems: [...problems, noMap(root)] };
  if (entryOf(root, "pipelines") === undefined && entryOf(root, "definitions") === undefined)
    return { problems: [...problems, noPipelines(root)] };
  const definitions = valueOf(root, "definitions");
  const model: BitbucketModel = {
    kind: "bitbucket",
    unit: unit.id,
    path: unit.path,
    ...parseImage(valueOf(root, "image")),
    services: parseServices(valueOf(definitions, "services")),
    caches: parseCaches(valueOf(definitions, "caches")),
    pipelines: parsePipelines(root),
    imports: parseImports(root),
  };
  return { model, problems: [...problems, ...(second === undefined ? [] : [manyDocuments(second)])] };
}

/** A cache is its folder, or a map with the folder under `path`. */
function parseCaches(node: DocumentNode | undefined): CacheDefinition[] {
  return (asMapping(node)?.entries ?? []).map(({ key, value }) => ({
    name: key,
    paths: scalarsOf(value.kind === "map" ? valueOf(value, "path") : value),
  }));
}

const noMap = (root: DocumentNode): DocumentProblem =>
  atStartOf(root, "is not a map of keys", "Write `pipelines:` with a step.");

const noPipelines = (root: DocumentNode): DocumentProblem => ({
  ...atStartOf(
    root,
    "is called after Bitbucket's pipelines, but has none, and is searched as text only",
    "Write `pipelines:` with a step, or give the file another name.",
  ),
  level: "note",
});

const manyDocuments = (second: DocumentNode): DocumentProblem =>
  atStartOf(
    second,
    "holds several YAML documents, of which Bitbucket reads only the first",
    "Put all pipelines into one document.",
  );
