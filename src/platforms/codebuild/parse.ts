import type { Unit } from "../../core/source.ts";
import type { DocumentProblem } from "../../core/stages.ts";
import { isNull, scalarOf, scalarsOf, valueOf } from "../document/access.ts";
import { atStartOf, emptyFile } from "../document/file-problems.ts";
import { readYaml } from "../document/read-yaml.ts";
import type { DocumentNode, Scalar } from "../document/tree.ts";
import type { Artifact, BatchBuild, Binding, CodebuildModel, Phase } from "./model.ts";

export interface ParsedCodebuild {
  readonly model?: CodebuildModel;
  readonly problems: readonly DocumentProblem[];
}

/** Parses a buildspec, in YAML or JSON; whatever is of an unexpected type inside it is left out of the model. */
export function parse(unit: Unit): ParsedCodebuild {
  const { documents, problems } = readYaml(unit);
  const [root, second] = documents;
  if (root === undefined)
    return {
      problems:
        problems.length > 0 ? problems : [emptyFile(unit, "Write `version: 0.2` and `phases:`, or delete the file.")],
    };
  if (root.kind !== "map") return { problems: [...problems, noMap(root)] };
  return {
    model: modelOf(unit, root),
    problems: [...problems, ...(second === undefined ? [] : [manyDocuments(second)])],
  };
}

function modelOf(unit: Unit, root: DocumentNode): CodebuildModel {
  const env = valueOf(root, "env");
  const shell = scalarOf(env, "shell");
  return {
    kind: "codebuild",
    unit: unit.id,
    path: unit.path,
    variables: parseMap(valueOf(env, "variables")),
    parameters: parseMap(valueOf(env, "parameter-store")),
    secrets: parseMap(valueOf(env, "secrets-manager")),
    exported: scalarsOf(valueOf(env, "exported-variables")),
    ...(shell !== undefined && { shell }),
    phases: entriesOf(valueOf(root, "phases")).map(parsePhase),
    artifacts: parseArtifacts(valueOf(root, "artifacts")),
    cached: scalarsOf(valueOf(valueOf(root, "cache"), "paths")),
    builds: parseBatch(valueOf(root, "batch")),
  };
}

const entriesOf = (node: DocumentNode | undefined) => (node?.kind === "map" ? node.entries : []);

const items = (node: DocumentNode | undefined): readonly DocumentNode[] =>
  node?.kind === "sequence" ? node.items.filter(({ kind }) => kind === "map") : [];

const parseMap = (node: DocumentNode | undefined): Binding[] =>
  entriesOf(node).flatMap(({ key, value }) => (value.kind === "scalar" ? [{ name: key, value }] : []));

function parsePhase({ key, value }: { readonly key: Scalar; readonly value: DocumentNode }): Phase {
  const onFailure = scalarOf(value, "on-failure");
  return {
    name: key,
    commands: linesOf(valueOf(value, "commands")),
    finally: linesOf(valueOf(value, "finally")),
    ...(onFailure !== undefined && { onFailure }),
  };
}

const linesOf = (node: DocumentNode | undefined): Scalar[] => scalarsOf(node).filter((line) => !isNull(line));

/** The artefact itself, and those beside it under names of their own. */
function parseArtifacts(node: DocumentNode | undefined): Artifact[] {
  const more = entriesOf(valueOf(node, "secondary-artifacts")).map(({ value }) => value);
  return [...(node === undefined ? [] : [node]), ...more].map((one) => {
    const folder = scalarOf(one, "base-directory");
    return {
      files: scalarsOf(valueOf(one, "files")),
      excluded: scalarsOf(valueOf(one, "exclude-paths")),
      ...(folder !== undefined && { folder }),
    };
  });
}

function parseBatch(node: DocumentNode | undefined): BatchBuild[] {
  const builds = [...items(valueOf(node, "build-list")), ...items(valueOf(node, "build-graph"))].flatMap((item) => {
    const name = scalarOf(item, "identifier");
    return name === undefined ? [] : [{ name, variables: parseMap(valueOf(valueOf(item, "env"), "variables")) }];
  });
  const matrix = valueOf(node, "build-matrix");
  const fixed = entriesOf(valueOf(valueOf(valueOf(matrix, "static"), "env"), "variables"));
  const [first] = fixed;
  if (first === undefined) return builds;
  return [
    ...builds,
    { name: first.key, variables: parseMap(valueOf(valueOf(valueOf(matrix, "static"), "env"), "variables")) },
  ];
}

const noMap = (root: DocumentNode): DocumentProblem =>
  atStartOf(root, "is not a map of keys", "Write `version: 0.2` and `phases:`.");

const manyDocuments = (second: DocumentNode): DocumentProblem =>
  atStartOf(
    second,
    "holds several YAML documents, of which CodeBuild reads one",
    "Put each buildspec into a file of its own.",
  );
