import type { Unit } from "../../core/source.ts";
import type { DocumentProblem } from "../../core/stages.ts";
import type { ContainerPipeline, Filter } from "../container-steps/model.ts";
import { environmentOf, filtersOf, textsOf } from "../container-steps/parse-parts.ts";
import { stepsOf } from "../container-steps/parse-step.ts";
import { asScalar, entryOf, valueOf } from "../document/access.ts";
import { readYaml } from "../document/read-yaml.ts";
import type { DocumentNode, Mapping, Scalar } from "../document/tree.ts";
import type { WoodpeckerModel } from "./model.ts";

export interface ParsedWoodpecker {
  readonly model?: WoodpeckerModel;
  readonly problems: readonly DocumentProblem[];
}

/** Parses a workflow; whatever is of an unexpected type inside it is left out of the model. */
export function parse(unit: Unit): ParsedWoodpecker {
  const { documents, problems } = readYaml(unit);
  const [root, extra] = documents;
  if (root === undefined) {
    const hint = "Write `steps:`, or delete the file.";
    return { problems: problems.length > 0 ? problems : [{ ...problemAt(0, "is empty", hint), level: "note" }] };
  }
  if (root.kind !== "map") {
    const message = "is no workflow: it is not a map of keys";
    return { problems: [...problems, problemAt(root.place.span.start, message, "Write `steps:`.")] };
  }
  const more =
    extra === undefined
      ? []
      : [
          problemAt(
            extra.place.span.start,
            "holds several YAML documents, of which Woodpecker reads one",
            "Put each document into a file of its own below `.woodpecker/`.",
          ),
        ];
  const model: WoodpeckerModel = { kind: "woodpecker", unit: unit.id, path: unit.path, pipelines: [workflowOf(root)] };
  return { model, problems: [...problems, ...more] };
}

const problemAt = (start: number, message: string, hint: string): DocumentProblem => ({
  span: { start, end: start },
  message,
  hint,
});

function workflowOf(root: Mapping): ContainerPipeline {
  const runner = runnerOf(root);
  return {
    place: root.place,
    ...(runner !== undefined && { runner }),
    environment: environmentOf(valueOf(root, "environment")),
    conditions: conditionsOf(root),
    steps: [...stepsOf(valueOf(root, "clone")), ...stepsOf(valueOf(root, "steps") ?? valueOf(root, "pipeline"))],
    services: stepsOf(valueOf(root, "services")),
    hostVolumes: [],
    pullSecrets: [],
  };
}

/** `when`, or in older versions `branches`. */
function conditionsOf(root: Mapping): Filter[] {
  const found = filtersOf(valueOf(root, "when"));
  const branches = valueOf(root, "branches");
  if (found.length > 0 || branches === undefined) return found;
  const isMap = branches.kind === "map";
  const include = textsOf(isMap ? valueOf(branches, "include") : branches);
  return [{ branches: { include, exclude: isMap ? textsOf(valueOf(branches, "exclude")) : [] }, isNarrowed: false }];
}

/** The label that asks for the backend which runs steps on the machine itself. */
function runnerOf(root: Mapping): Scalar | undefined {
  const labels: DocumentNode | undefined = valueOf(root, "labels") ?? valueOf(root, "platform");
  return asScalar(entryOf(labels, "backend")?.value);
}
