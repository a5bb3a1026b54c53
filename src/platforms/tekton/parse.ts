import type { Unit } from "../../core/source.ts";
import type { DocumentProblem } from "../../core/stages.ts";
import { asMapping, scalarOf, valueOf } from "../document/access.ts";
import { readYaml } from "../document/read-yaml.ts";
import type { DocumentNode, Scalar } from "../document/tree.ts";
import type { Resource, TektonModel } from "./model.ts";
import { OWN_API, OWN_KINDS } from "./own-kinds.ts";
import { parsePipeline } from "./parse-pipeline.ts";
import { parseRef } from "./parse-ref.ts";
import { parsePullSecrets, parseRepository, parseWorkspaces, secretsBelow } from "./parse-secrets.ts";
import { parseStep, parseTask } from "./parse-task.ts";
import { eventsBelow, parseWires } from "./parse-triggers.ts";
import { items, parseGiven, parseMap, parseParams, textOf } from "./parse-values.ts";
import { ofTemplate, withoutTemplates } from "./templates.ts";

export interface ParsedTekton {
  readonly model?: TektonModel;
  readonly problems: readonly DocumentProblem[];
}

/** Parses the Tekton resources of a file, whatever else it holds; what is of an unexpected type is left out of the model. */
export function parse(unit: Unit): ParsedTekton {
  const { documents, problems: found } = readYaml(withoutTemplates(unit));
  const problems = ofTemplate(unit, found);
  if (documents.length === 0 && problems.length === 0) return { problems: [empty(unit)] };
  const read = documents.flatMap((node) => readResource(node, 0));
  const model: TektonModel = {
    kind: "tekton",
    unit: unit.id,
    path: unit.path,
    resources: read.flatMap(({ resources }) => resources),
  };
  return { model, problems: [...problems, ...read.flatMap((one) => one.problems)] };
}

function empty({ bytes }: Unit): DocumentProblem {
  return {
    span: { start: 0, end: Math.min(1, bytes.length) },
    message: "is empty",
    hint: "Write a resource with `apiVersion` and `kind`, or delete the file.",
    level: "note",
  };
}

interface Read {
  readonly resources: readonly Resource[];
  readonly problems: readonly DocumentProblem[];
}

const NOTHING: Read = { resources: [], problems: [] };

/** Lists in lists and templates in templates that are followed. */
const MAX_DEPTH = 5;

function readResource(node: DocumentNode, depth: number): Read {
  if (node.kind !== "map" || depth > MAX_DEPTH) return NOTHING;
  const api = scalarOf(node, "apiVersion");
  const kind = scalarOf(node, "kind");
  if (kind?.value === "List") return joined(items(valueOf(node, "items")).map((item) => readResource(item, depth + 1)));
  if (api === undefined || kind === undefined || !OWN_API.test(api.value)) return NOTHING;
  if (!OWN_KINDS.has(kind.value)) return { resources: [], problems: [unknownKind(kind)] };
  const spec = valueOf(node, "spec");
  const own: Read = { resources: [resourceOf(node, kind, spec)], problems: [] };
  const inner = items(valueOf(spec, "resourcetemplates") ?? valueOf(spec, "resourceTemplates"));
  return joined([own, ...inner.map((item) => readResource(item, depth + 1))]);
}

const joined = (parts: readonly Read[]): Read => ({
  resources: parts.flatMap(({ resources }) => resources),
  problems: parts.flatMap(({ problems }) => problems),
});

function unknownKind({ value, place }: Scalar): DocumentProblem {
  return {
    span: place.span,
    message: `is of a kind of Tekton that is not read (${value.slice(0, 60)})`,
    hint: "Nothing has to be done; its secrets are not followed.",
    level: "note",
  };
}

function resourceOf(node: DocumentNode, kind: Scalar, spec: DocumentNode | undefined): Resource {
  const metadata = valueOf(node, "metadata");
  const name = textOf(metadata, "name") ?? textOf(metadata, "generateName") ?? kind;
  const base = {
    kind: kind.value,
    name,
    place: node.place,
    annotations: parseMap(valueOf(metadata, "annotations")),
    params: [],
    given: [],
    secrets: [],
    events: [],
    wires: [],
    custom: [],
  };
  const read = READERS[kind.value] ?? READERS["Trigger"];
  return { ...base, ...read?.(spec) };
}

type Reader = (spec: DocumentNode | undefined) => Partial<Resource>;

const task: Reader = (spec) => {
  const found = parseTask(spec);
  return { task: found, params: found.params };
};

const run =
  (inline: string, refersBy: string, of: (spec: DocumentNode) => Partial<Resource>): Reader =>
  (spec) => {
    const own = asMapping(valueOf(spec, inline));
    const ref = parseRef(valueOf(spec, refersBy));
    const pods = [valueOf(spec, "podTemplate"), valueOf(valueOf(spec, "taskRunTemplate"), "podTemplate")];
    return {
      ...(own !== undefined && of(own)),
      ...(ref !== undefined && { ref }),
      given: parseGiven(valueOf(spec, "params") ?? valueOf(valueOf(spec, "inputs"), "params")),
      secrets: [
        ...parseWorkspaces(valueOf(spec, "workspaces")),
        ...pods.flatMap((pod) => parsePullSecrets(valueOf(pod, "imagePullSecrets"))),
      ],
    };
  };

/** What is read of each kind's `spec`; of kinds that only wire others up the secrets that they name. */
const READERS: Readonly<Record<string, Reader>> = {
  Task: task,
  ClusterTask: task,
  StepAction: (spec) => {
    const params = parseParams(valueOf(spec, "params"));
    if (spec === undefined) return { params };
    return { params, task: { ...parseTask(undefined), params, steps: [parseStep(spec, undefined)] } };
  },
  Pipeline: (spec) => {
    const pipeline = parsePipeline(spec);
    return { pipeline, params: pipeline.params };
  },
  PipelineRun: run("pipelineSpec", "pipelineRef", (spec) => ({ pipeline: parsePipeline(spec) })),
  TaskRun: run("taskSpec", "taskRef", (spec) => ({ task: parseTask(spec) })),
  TriggerTemplate: (spec) => ({ params: parseParams(valueOf(spec, "params")) }),
  TriggerBinding: (spec) => ({ given: parseGiven(valueOf(spec, "params")) }),
  ClusterTriggerBinding: (spec) => ({ given: parseGiven(valueOf(spec, "params")) }),
  Trigger: (spec) => ({ secrets: secretsBelow(spec), events: eventsBelow(spec), wires: parseWires([spec]) }),
  EventListener: (spec) => ({
    secrets: secretsBelow(spec),
    events: eventsBelow(spec),
    wires: parseWires(items(valueOf(spec, "triggers"))),
  }),
  Repository: (spec) => {
    const { custom, others } = parseRepository(spec);
    return { secrets: [...custom, ...others], custom };
  },
};
