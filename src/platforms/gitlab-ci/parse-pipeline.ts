import { asMapping, entryOf, scalarOf, valueOf } from "../document/access.ts";
import type { DocumentNode, Entry, Mapping } from "../document/tree.ts";
import { parseFragments } from "./fragments.ts";
import type { GitlabCiModel, Input, Source } from "./model.ts";
import { parseIncludes } from "./parse-includes.ts";
import { parseJob } from "./parse-job.ts";
import { parseRules, parseVariables, pick, scalarsWithin } from "./parse-parts.ts";
import { GLOBAL_KEYS } from "./recognise.ts";
import type { Resolver } from "./resolve-nodes.ts";

/** The model of a pipeline's documents. */
export function parsePipeline(
  file: Pick<GitlabCiModel, "unit" | "path">,
  source: Source,
  resolver: Resolver,
): GitlabCiModel {
  const { header, root } = source;
  const workflow = valueOf(root, "workflow");
  const defaults = [asMapping(valueOf(root, "default")), root].filter((level) => level !== undefined);
  return {
    kind: "pipeline",
    ...file,
    inputs: parseInputs(valueOf(valueOf(header, "spec"), "inputs")),
    includes: parseIncludes(resolver, valueOf(root, "include")),
    stages: scalarsWithin(resolver, valueOf(root, "stages") ?? valueOf(root, "types")),
    variables: parseVariables(resolver, valueOf(root, "variables")),
    workflow: { ...pick(workflow, { name: "name" }), ...parseRules(resolver, valueOf(workflow, "rules")) },
    jobs: lastOfEach(root)
      .filter(isJob)
      .map((entry) => parseJob(resolver, entry, defaults)),
    fragments: parseFragments(resolver, root, defaults),
    source,
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
  return node.entries.map(({ key, value }) => ({ name: key, ...pick(value, names), takesText: takesText(value) }));
}

/** Numbers and switches hold no text of somebody's own, nor does one of a list, or what has to match a pattern. */
function takesText(input: DocumentNode): boolean {
  if (entryOf(input, "options") !== undefined || entryOf(input, "regex") !== undefined) return false;
  return !/^(?:boolean|number)$/.test(scalarOf(input, "type")?.value ?? "string");
}
