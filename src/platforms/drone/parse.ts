import type { Unit } from "../../core/source.ts";
import type { DocumentProblem } from "../../core/stages.ts";
import type { ContainerPipeline } from "../container-steps/model.ts";
import { environmentOf, filtersOf, textsOf } from "../container-steps/parse-parts.ts";
import { stepsOf } from "../container-steps/parse-step.ts";
import { scalarOf, valueOf } from "../document/access.ts";
import { atStartOf, emptyFile } from "../document/file-problems.ts";
import { readYaml } from "../document/read-yaml.ts";
import type { DocumentNode, Mapping } from "../document/tree.ts";
import type { DroneModel } from "./model.ts";
import { PROGRAM_PATH } from "./recognise.ts";

export interface ParsedDrone {
  readonly model?: DroneModel;
  readonly problems: readonly DocumentProblem[];
}

/** Parses all documents of a file; whatever is of an unexpected type inside them is left out of the model. */
export function parse(unit: Unit): ParsedDrone {
  if (PROGRAM_PATH.test(unit.path)) return { problems: [program(unit)] };
  // Drone takes the last one of two keys of the same name without a word; so does the model.
  const { documents, problems } = readYaml(unit, { duplicateKeys: "note" });
  if (documents.length === 0)
    return {
      problems:
        problems.length > 0
          ? problems
          : [emptyFile(unit, "Write a document with `kind: pipeline`, or delete the file.")],
    };
  const parts = documents.filter((node): node is Mapping => node.kind === "map");
  const unread = documents.flatMap((node) => (node.kind === "map" ? unreadKind(node) : [noMap(node)]));
  const pipelines = parts.flatMap((node) => (isPipeline(node) ? [pipelineOf(node)] : []));
  return { model: { kind: "drone", unit: unit.id, path: unit.path, pipelines }, problems: [...problems, ...unread] };
}

const kindOf = (node: Mapping): string | undefined => scalarOf(node, "kind")?.value;

/** Version 0.8 has no kinds. */
const isPipeline = (node: Mapping): boolean => (kindOf(node) ?? "pipeline") === "pipeline";

function pipelineOf(node: Mapping): ContainerPipeline {
  const [name, runner] = [scalarOf(node, "name"), scalarOf(node, "type")];
  return {
    ...(name !== undefined && { name }),
    place: node.place,
    ...(runner !== undefined && { runner }),
    environment: environmentOf(valueOf(node, "environment")),
    conditions: filtersOf(valueOf(node, "trigger")),
    steps: stepsOf(valueOf(node, "steps") ?? valueOf(node, "pipeline")),
    services: stepsOf(valueOf(node, "services")),
    hostVolumes: hostVolumes(valueOf(node, "volumes")),
    pullSecrets: textsOf(valueOf(node, "image_pull_secrets")),
  };
}

function hostVolumes(node: DocumentNode | undefined): ContainerPipeline["hostVolumes"] {
  if (node?.kind !== "sequence") return [];
  return node.items.flatMap((item) => {
    const [name, path] = [scalarOf(item, "name"), scalarOf(valueOf(item, "host"), "path")];
    return name === undefined || path === undefined ? [] : [{ name: name.value, path }];
  });
}

function program({ bytes }: Unit): DocumentProblem {
  return {
    span: { start: 0, end: Math.min(1, bytes.length) },
    message: "is a program that writes a pipeline, and programs are not run: the pipeline was not read",
    hint: "Scan what it writes: `drone starlark --stdout` or `drone jsonnet --stdout`.",
    level: "note",
  };
}

const noMap = (document: DocumentNode): DocumentProblem =>
  atStartOf(document, "holds a document that is not a map of keys", "Write `kind: pipeline` with `steps:`.");

/** Kinds without steps of their own, and those of extensions. */
function unreadKind(node: Mapping): DocumentProblem[] {
  const kind = scalarOf(node, "kind");
  if (kind === undefined || /^(?:pipeline|secret|signature)$/.test(kind.value)) return [];
  const isTemplate = kind.value === "template";
  const message = isTemplate
    ? "takes its steps from a template that the server holds, and they were not read"
    : `holds a document of the kind \`${kind.value.slice(0, 40)}\`, which was not read`;
  const hint = isTemplate ? "Scan the template where it is kept." : "Drone knows `pipeline`, `secret` and `signature`.";
  return [{ span: kind.place.span, message, hint, level: "note" }];
}
