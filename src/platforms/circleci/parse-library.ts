import { asScalar, scalarOf, valueOf } from "../document/access.ts";
import type { DocumentNode, Entry } from "../document/tree.ts";
import type { Command, Executor, ExecutorUse, Job, Library, Orb } from "./model.ts";
import { parseHost, parsePattern } from "./parse-parts.ts";
import { parseArguments, parseParameters, parseSteps } from "./parse-steps.ts";

/** What a file or an inline orb defines. */
export function parseLibrary(root: DocumentNode | undefined): Library {
  return {
    orbs: mapsOf(valueOf(root, "orbs"), true).map(parseOrb),
    executors: mapsOf(valueOf(root, "executors")).map(parseExecutor),
    commands: mapsOf(valueOf(root, "commands")).map(parseCommand),
    jobs: mapsOf(valueOf(root, "jobs")).map(parseJob),
  };
}

/** The last one of the entries of each name, and only those that are maps unless scalars will do, too. */
function mapsOf(node: DocumentNode | undefined, scalars = false): Entry[] {
  if (node?.kind !== "map") return [];
  const last = new Map(node.entries.map((entry) => [entry.key.value, entry]));
  return [...last.values()].filter(({ value }) => value.kind === "map" || (scalars && value.kind === "scalar"));
}

function parseOrb({ key, value }: Entry): Orb {
  const source = asScalar(value);
  return { alias: key, ...(source === undefined ? { inline: parseLibrary(value) } : { source }) };
}

export function parseExecutor({ key, value }: Entry): Executor {
  return { name: key, parameters: parseParameters(valueOf(value, "parameters")), ...parseHost(value) };
}

export function parseCommand({ key, value }: Entry): Command {
  return {
    name: key,
    place: value.place,
    parameters: parseParameters(valueOf(value, "parameters")),
    steps: parseSteps(valueOf(value, "steps")),
  };
}

export function parseJob(entry: Entry): Job {
  const { value } = entry;
  const executor = parseExecutorUse(valueOf(value, "executor"));
  const branches = parsePattern(valueOf(value, "branches"));
  return {
    ...parseCommand(entry),
    ...parseHost(value),
    ...(executor !== undefined && { executor }),
    ...(branches !== undefined && { branches }),
  };
}

const NAME = new Set(["name"]);

function parseExecutorUse(node: DocumentNode | undefined): ExecutorUse | undefined {
  const name = asScalar(node) ?? scalarOf(node, "name");
  return name === undefined ? undefined : { name, arguments: parseArguments(node, NAME) };
}
