import type { Unit } from "../../core/source.ts";
import type { DocumentProblem } from "../../core/stages.ts";
import { isNull, scalarOf, scalarsIn, scalarsOf, valueOf } from "../document/access.ts";
import { atStartOf, emptyFile } from "../document/file-problems.ts";
import { readYaml } from "../document/read-yaml.ts";
import { type DocumentNode, placeWithin, type Scalar } from "../document/tree.ts";
import type { Binding, CloudBuildModel, SecretSource, Step } from "./model.ts";

export interface ParsedCloudBuild {
  readonly model?: CloudBuildModel;
  readonly problems: readonly DocumentProblem[];
}

/** Parses a build, in YAML or JSON; whatever is of an unexpected type inside it is left out of the model. */
export function parse(unit: Unit): ParsedCloudBuild {
  const { documents, problems } = readYaml(unit);
  const [root, second] = documents;
  if (root === undefined)
    return {
      problems: problems.length > 0 ? problems : [emptyFile(unit, "Write a build with `steps:`, or delete the file.")],
    };
  if (root.kind !== "map") return { problems: [...problems, noMap(root)] };
  const extra = second === undefined ? [] : [manyDocuments(second)];
  return { model: modelOf(unit, root), problems: [...problems, ...extra] };
}

function modelOf(unit: Unit, root: DocumentNode): CloudBuildModel {
  const options = valueOf(root, "options");
  const available = valueOf(root, "availableSecrets");
  return {
    kind: "cloud-build",
    unit: unit.id,
    path: unit.path,
    steps: items(valueOf(root, "steps")).map(parseStep),
    substitutions: parseMap(valueOf(root, "substitutions")),
    env: parseEnv(valueOf(options, "env")),
    secretEnv: scalarsOf(valueOf(options, "secretEnv")),
    secrets: [
      ...items(valueOf(available, "secretManager")).flatMap(parseVersion),
      ...items(valueOf(available, "inline")).flatMap((item) => parseEncrypted(valueOf(item, "envMap"))),
      ...items(valueOf(root, "secrets")).flatMap((item) => parseEncrypted(valueOf(item, "secretEnv"))),
    ],
    artifacts: scalarsIn(valueOf(valueOf(valueOf(root, "artifacts"), "objects"), "paths")),
    mapsSubstitutions: isTrue(scalarOf(options, "automapSubstitutions")),
  };
}

const items = (node: DocumentNode | undefined): readonly DocumentNode[] =>
  node?.kind === "sequence" ? node.items.filter(({ kind }) => kind === "map") : [];

const isTrue = (scalar: Scalar | undefined): boolean => scalar?.value === "true";

function parseStep(node: DocumentNode): Step {
  const failing = scalarOf(node, "allowFailure");
  return {
    ...textOf(node, "id"),
    ...textOf(node, "name"),
    ...textOf(node, "entrypoint"),
    ...textOf(node, "script"),
    place: node.place,
    args: scalarsOf(valueOf(node, "args")),
    env: parseEnv(valueOf(node, "env")),
    secretEnv: scalarsOf(valueOf(node, "secretEnv")),
    ...(failing !== undefined && isTrue(failing) && { allowFailure: failing }),
    mapsSubstitutions: isTrue(scalarOf(node, "automapSubstitutions")),
  };
}

/** A key's scalar under the name of the key, unless it stands for nothing. */
function textOf<Key extends string>(node: DocumentNode, key: Key): { readonly [Name in Key]?: Scalar } {
  const value = scalarOf(node, key);
  return (value === undefined || isNull(value) ? {} : { [key]: value }) as { readonly [Name in Key]?: Scalar };
}

/** `NAME=value`, as a list has them. */
function parseEnv(node: DocumentNode | undefined): Binding[] {
  return scalarsOf(node).flatMap((value) => {
    const at = value.value.indexOf("=");
    if (at === -1) return [];
    return [{ name: value.value.slice(0, at).trim(), place: placeWithin(value, 0, at), value, from: at + 1 }];
  });
}

function parseMap(node: DocumentNode | undefined): Binding[] {
  if (node?.kind !== "map") return [];
  return node.entries.flatMap(({ key, value }) =>
    value.kind === "scalar" ? [{ name: key.value, place: key.place, value, from: 0 }] : [],
  );
}

function parseVersion(node: DocumentNode): SecretSource[] {
  const env = scalarOf(node, "env");
  const version = scalarOf(node, "versionName");
  return env === undefined ? [] : [{ env, ...(version !== undefined && { version }) }];
}

/** Values that are written encrypted, by the names of their variables. */
const parseEncrypted = (node: DocumentNode | undefined): SecretSource[] =>
  node?.kind === "map" ? node.entries.map(({ key }) => ({ env: key })) : [];

const noMap = (root: DocumentNode): DocumentProblem =>
  atStartOf(root, "is not a map of keys", "Write a build with `steps:`.");

const manyDocuments = (second: DocumentNode): DocumentProblem =>
  atStartOf(
    second,
    "holds several YAML documents, of which Cloud Build reads one",
    "Put each build into a file of its own.",
  );
