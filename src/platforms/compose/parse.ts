import type { Unit } from "../../core/source.ts";
import type { DocumentProblem } from "../../core/stages.ts";
import { asScalar, entryOf, isNull, scalarOf, scalarsOf, valueOf } from "../document/access.ts";
import { atStartOf, emptyFile } from "../document/file-problems.ts";
import { readYaml } from "../document/read-yaml.ts";
import { type DocumentNode, type Entry, placeWithin, type Scalar } from "../document/tree.ts";
import type { ComposeModel, EnvFile, Service, Variable, Words } from "./model.ts";

export interface ParsedCompose {
  readonly model?: ComposeModel;
  readonly problems: readonly DocumentProblem[];
}

/** Parses a Compose file; whatever is of an unexpected type inside it is left out of the model. */
export function parse(unit: Unit): ParsedCompose {
  const { documents, problems } = readYaml(unit);
  const services: Service[] = [];
  const includes: Scalar[] = [];
  const secretVariables: ComposeModel["secretVariables"][number][] = [];
  const configs: ComposeModel["configs"][number][] = [];
  const others: DocumentProblem[] = [];
  if (documents.length === 0 && problems.length === 0)
    return { problems: [emptyFile(unit, "Write `services:`, or delete the file.")] };
  // Several documents are laid over each other.
  for (const root of documents) {
    if (root.kind !== "map") others.push(noMap(root));
    services.push(...entriesOf(valueOf(root, "services")).map(parseService));
    for (const { key, value } of entriesOf(valueOf(root, "secrets"))) {
      const variable = scalarOf(value, "environment");
      if (variable !== undefined) secretVariables.push({ name: key.value, variable });
    }
    for (const { key, value } of entriesOf(valueOf(root, "configs"))) configs.push(...configIn(key.value, value));
    includes.push(...includesOf(valueOf(root, "include")));
  }
  const isRead = documents.some(({ kind }) => kind === "map");
  const { id, path } = unit;
  const model: ComposeModel = { kind: "compose", unit: id, path, services, secretVariables, configs, includes };
  return { ...(isRead && { model }), problems: [...problems, ...others] };
}

const entriesOf = (node: DocumentNode | undefined): readonly Entry[] => (node?.kind === "map" ? node.entries : []);

/** The scalars of a list, and of the maps in it those under a key. */
const namesOf = (node: DocumentNode | undefined, key: string): Scalar[] =>
  node?.kind === "sequence"
    ? node.items.flatMap((item) => (item.kind === "scalar" ? item : (scalarOf(item, key) ?? [])))
    : [];

function includesOf(node: DocumentNode | undefined): Scalar[] {
  if (node?.kind !== "sequence") return [];
  return node.items.flatMap((item) => (item.kind === "scalar" ? [item] : [...scalarsOf(valueOf(item, "path"))]));
}

/** What a configuration is made of in the file itself: text with variables in it, or a variable from around. */
function configIn(name: string, node: DocumentNode): ComposeModel["configs"][number][] {
  const [content, variable] = [scalarOf(node, "content"), scalarOf(node, "environment")];
  return [
    ...(content === undefined ? [] : [{ name, value: content, isVariable: false }]),
    ...(variable === undefined ? [] : [{ name, value: variable, isVariable: true }]),
  ];
}

/** `env_file`: a path, or a list of paths and of maps that say more. */
function envFilesIn(node: DocumentNode | undefined): EnvFile[] {
  const items = node?.kind === "sequence" ? node.items : node === undefined ? [] : [node];
  return items.flatMap((item): EnvFile[] => {
    const path = asScalar(item) ?? scalarOf(item, "path");
    if (path === undefined || isNull(path)) return [];
    return [{ path, raw: scalarOf(item, "format")?.value === "raw" }];
  });
}

function parseService({ key, value: node }: Entry): Service {
  const build = valueOf(node, "build");
  const image = scalarOf(node, "image");
  const commands = {
    entrypoint: wordsOf(valueOf(node, "entrypoint")),
    command: wordsOf(valueOf(node, "command")),
    healthcheck: wordsOf(valueOf(valueOf(node, "healthcheck"), "test")),
  };
  return {
    name: key,
    place: node.place,
    ...(image !== undefined && !isNull(image) && { image }),
    environment: parseVariables(valueOf(node, "environment")),
    envFiles: envFilesIn(valueOf(node, "env_file")),
    ...extendedBy(valueOf(node, "extends")),
    secrets: namesOf(valueOf(node, "secrets"), "source"),
    configs: namesOf(valueOf(node, "configs"), "source"),
    buildArguments: parseVariables(valueOf(build, "args")),
    buildSecrets: namesOf(valueOf(build, "secrets"), "source"),
    ...(commands.entrypoint !== undefined && { entrypoint: commands.entrypoint }),
    ...(commands.command !== undefined && { command: commands.command }),
    ...(commands.healthcheck !== undefined && { healthcheck: commands.healthcheck }),
    hostRights: hostRightsOf(node),
  };
}

/** `extends: name`, or a map of a service and the file that it is in. */
function extendedBy(node: DocumentNode | undefined): Pick<Service, "extends"> {
  const [service, file] = [asScalar(node) ?? scalarOf(node, "service"), scalarOf(node, "file")];
  return service === undefined ? {} : { extends: { service, ...(file !== undefined && { file }) } };
}

function wordsOf(node: DocumentNode | undefined): Words | undefined {
  const words = scalarsOf(node).filter((word) => !isNull(word));
  return words.length === 0 ? undefined : { words, isText: node?.kind === "scalar" };
}

function parseVariables(node: DocumentNode | undefined): Variable[] {
  if (node?.kind === "sequence") return scalarsOf(node).map(parseListed);
  return entriesOf(node).flatMap(({ key, value }) => {
    const scalar = asScalar(value);
    if (scalar === undefined) return [];
    return [{ name: key.value, place: key.place, ...(!isNull(scalar) && { value: { scalar, from: 0 } }) }];
  });
}

function parseListed(scalar: Scalar): Variable {
  const at = scalar.value.indexOf("=");
  if (at === -1) return { name: scalar.value, place: scalar.place };
  return { name: scalar.value.slice(0, at), place: placeWithin(scalar, 0, at), value: { scalar, from: at + 1 } };
}

const SOCKET = /(?:docker|podman|containerd)\.sock\b/;

/** Settings by which a container gets the rights of its machine: its privileges, the socket of the engine, the host's processes. */
function hostRightsOf(node: DocumentNode): Scalar[] {
  const privileged = scalarOf(node, "privileged");
  const pid = scalarOf(node, "pid");
  const volumes = namesOf(valueOf(node, "volumes"), "source");
  const added = scalarsOf(entryOf(node, "cap_add")?.value);
  return [
    ...(privileged?.value === "true" ? [privileged] : []),
    ...(pid?.value === "host" ? [pid] : []),
    ...volumes.filter(({ value }) => SOCKET.test(value)),
    ...added.filter(({ value }) => /^(?:ALL|(?:CAP_)?SYS_ADMIN)$/i.test(value)),
  ];
}

const noMap = (root: DocumentNode): DocumentProblem =>
  atStartOf(root, "is not a map of keys", "Write `services:` with a map.");
