import type { Unit } from "../../core/source.ts";
import type { DocumentProblem } from "../../core/stages.ts";
import { entryOf, scalarOf, scalarsOf, valueOf } from "../document/access.ts";
import { atStartOf, emptyFile } from "../document/file-problems.ts";
import { readYaml } from "../document/read-yaml.ts";
import type { DocumentNode, Mapping, Scalar } from "../document/tree.ts";
import type { BranchFilter, TravisModel } from "./model.ts";
import { parseEnv } from "./parse-env.ts";
import { parseJobs } from "./parse-jobs.ts";
import { parseNotifications, toolOf } from "./parse-tools.ts";

export interface ParsedTravis {
  readonly model?: TravisModel;
  readonly problems: readonly DocumentProblem[];
}

/** Parses a build configuration; whatever is of an unexpected type inside it is left out of the model. */
export function parse(unit: Unit): ParsedTravis {
  // Travis takes the last one of two keys of the same name.
  const { documents, problems } = readYaml(unit, { duplicateKeys: "note" });
  const [root, second] = documents;
  if (root === undefined) return { problems: problems.length > 0 ? problems : [emptyFile(unit, HINT)] };
  if (root.kind !== "map") return { problems: [...problems, noMap(root)] };
  return {
    model: modelOf(unit, root),
    problems: [...problems, ...(second === undefined ? [] : [manyDocuments(second)])],
  };
}

function modelOf(unit: Unit, root: Mapping): TravisModel {
  const condition = scalarOf(root, "if");
  const vault = entryOf(root, "vault");
  return {
    kind: "travis",
    unit: unit.id,
    path: unit.path,
    global: parseEnv(valueOf(root, "env")).global,
    jobs: parseJobs(root),
    ...(condition !== undefined && { condition }),
    branches: parseBranches(valueOf(root, "branches")),
    imports: parseImports(valueOf(root, "import")),
    services: [...parseNotifications(valueOf(root, "notifications")), ...(vault === undefined ? [] : [toolOf(vault)])],
  };
}

/** A list of branches is one of those that are built. */
function parseBranches(node: DocumentNode | undefined): BranchFilter {
  const only = node?.kind === "map" ? valueOf(node, "only") : node;
  return { ...(only !== undefined && { only: scalarsOf(only) }), except: scalarsOf(valueOf(node, "except")) };
}

function parseImports(node: DocumentNode | undefined): Scalar[] {
  if (node?.kind === "sequence") return node.items.flatMap(parseImports);
  const source = node?.kind === "scalar" ? node : scalarOf(node, "source");
  return source === undefined ? [] : [source];
}

const HINT = "Write `language:` and `script:`, or delete the file.";

const noMap = (root: DocumentNode): DocumentProblem => atStartOf(root, "is not a map of keys", HINT);

const manyDocuments = (second: DocumentNode): DocumentProblem =>
  atStartOf(
    second,
    "holds several YAML documents, of which Travis reads only the first",
    "Put everything into one document.",
  );
