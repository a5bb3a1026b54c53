import type { Unit } from "../../core/source.ts";
import type { DocumentProblem } from "../../core/stages.ts";
import { entryOf, scalarOf, valueOf } from "../document/access.ts";
import { atStartOf, emptyFile } from "../document/file-problems.ts";
import { readYaml } from "../document/read-yaml.ts";
import type { DocumentNode, Mapping } from "../document/tree.ts";
import type { AzurePipelinesModel, OtherResource, Resources } from "./model.ts";
import { parseStages } from "./parse-jobs.ts";
import {
  entriesOf,
  itemsOf,
  parseBindings,
  parseCall,
  parseContainer,
  parseParameters,
  parsePool,
  parseTrigger,
  parseVariables,
  pick,
} from "./parse-parts.ts";
import { isPipelinePath } from "./recognise.ts";
import { isDirective, unfold } from "./unfold.ts";

export interface ParsedAzurePipelines {
  readonly model?: AzurePipelinesModel;
  readonly problems: readonly DocumentProblem[];
}

/** Top-level keys of which a pipeline or a template has one. */
const OWN_KEYS = [
  "stages",
  "jobs",
  "phases",
  "steps",
  "extends",
  "variables",
  "parameters",
  "resources",
  "trigger",
  "pr",
];

/** Parses a pipeline or a template; whatever is of an unexpected type inside it is left out of the model. */
export function parse(unit: Unit): ParsedAzurePipelines {
  const { documents, problems } = readYaml(unit, { duplicateKeys: "error", mayRepeat: isDirective });
  const [first, second] = documents;
  if (first === undefined)
    return { problems: problems.length > 0 ? problems : [emptyFile(unit, "Write `steps:`, or delete the file.")] };
  const root = unfold(first);
  if (root.kind !== "map") return { problems: [...problems, noMap(root)] };
  if (!OWN_KEYS.some((key) => entryOf(root, key) !== undefined)) return { problems: [...problems, unread(root)] };
  const extra = second === undefined ? [] : [manyDocuments(second)];
  return { model: parseRoot(unit, root), problems: [...problems, ...extra] };
}

const noMap = (root: DocumentNode): DocumentProblem =>
  atStartOf(root, "is not a map of keys", "Write `steps:`, `jobs:` or `stages:`.");

const unread = (root: Mapping): DocumentProblem => ({
  ...atStartOf(
    root,
    "lies where pipelines lie, but has no `stages`, `jobs`, `steps`, `variables` or `extends`, so it was searched as text only",
    "Nothing, if it is no pipeline; otherwise write one of these keys at its top level.",
  ),
  level: "note",
});

const manyDocuments = (second: DocumentNode): DocumentProblem =>
  atStartOf(
    second,
    "holds several YAML documents, of which Azure Pipelines reads only the first",
    "Put each document into a file of its own.",
  );

/** Keys that only the file which is started may have. */
const PIPELINE_KEYS = ["trigger", "pr", "schedules", "extends", "resources", "pool", "lockBehavior"];

function parseRoot(unit: Unit, root: Mapping): AzurePipelinesModel {
  const isPipeline = isPipelinePath(unit.path) || PIPELINE_KEYS.some((key) => entryOf(root, key) !== undefined);
  const [trigger, pr] = [parseTrigger(valueOf(root, "trigger")), parseTrigger(valueOf(root, "pr"))];
  const call = parseCall(valueOf(root, "extends"));
  return {
    kind: "azure",
    unit: unit.id,
    path: unit.path,
    role: isPipeline ? "pipeline" : "template",
    ...pick(root, "name"),
    parameters: parseParameters(valueOf(root, "parameters")),
    variables: parseVariables(valueOf(root, "variables")),
    resources: parseResources(valueOf(root, "resources")),
    ...(trigger !== undefined && { trigger }),
    ...(pr !== undefined && { pr }),
    schedules: itemsOf(valueOf(root, "schedules")).flatMap((item) => scalarOf(item, "cron") ?? []),
    ...parsePool(valueOf(root, "pool") ?? valueOf(root, "queue")),
    ...(call !== undefined && { extends: call }),
    stages: parseStages(root),
  };
}

function parseResources(node: DocumentNode | undefined): Resources {
  const repositories = itemsOf(valueOf(node, "repositories")).flatMap((item) => {
    const alias = scalarOf(item, "repository");
    return alias === undefined ? [] : [{ alias, place: item.place, ...pick(item, "name", "type", "ref", "endpoint") }];
  });
  const containers = itemsOf(valueOf(node, "containers")).flatMap((item) => {
    const container = parseContainer(item, scalarOf(item, "container"));
    return container === undefined ? [] : [container];
  });
  return { repositories, containers, others: parseOthers(node) };
}

const OTHERS = { pipelines: "pipeline", builds: "build", packages: "package", webhooks: "webhook" } as const;

function parseOthers(node: DocumentNode | undefined): OtherResource[] {
  return entriesOf(node).flatMap(({ key, value }) => {
    const kind = (["pipelines", "builds", "packages", "webhooks"] as const).find((one) => one === key.value);
    if (kind === undefined) return [];
    return itemsOf(value).flatMap((item): OtherResource[] => {
      const alias = scalarOf(item, OTHERS[kind]);
      return alias === undefined ? [] : [{ kind, alias, place: item.place, settings: parseBindings(item) }];
    });
  });
}
