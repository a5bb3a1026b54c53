import type { Unit } from "../../core/source.ts";
import type { DocumentProblem } from "../../core/stages.ts";
import { scalarOf, valueOf } from "../document/access.ts";
import { readYaml } from "../document/read-yaml.ts";
import type { DocumentNode } from "../document/tree.ts";
import type { BuildkiteModel } from "./model.ts";
import { bindingsOf, notifiesOf, optional, secretsOf } from "./parse-parts.ts";
import { parseSteps } from "./parse-steps.ts";

export interface ParsedBuildkite {
  readonly model?: BuildkiteModel;
  readonly problems: readonly DocumentProblem[];
}

/** Parses a pipeline; whatever is of an unexpected type inside it is left out of the model. */
export function parse(unit: Unit): ParsedBuildkite {
  const { documents, problems } = readYaml(unit);
  const [root, extra] = documents;
  if (root === undefined) {
    return {
      problems:
        problems.length > 0
          ? problems
          : [problemAt(unit, 0, "is empty", "Write `steps:`, or delete the file.", "note")],
    };
  }
  if (root.kind === "scalar")
    return {
      problems: [
        ...problems,
        problemAt(
          unit,
          root.place.span.start,
          "is no pipeline: it is neither a map nor a list",
          "Write `steps:` with a list of steps.",
        ),
      ],
    };
  const more =
    extra === undefined
      ? []
      : [
          problemAt(
            unit,
            extra.place.span.start,
            "holds several YAML documents, of which Buildkite reads one",
            "Put each document into a file of its own, and upload them one by one.",
          ),
        ];
  return { model: modelOf(unit, root), problems: [...problems, ...more] };
}

function problemAt(unit: Unit, at: number, message: string, hint: string, level?: "note"): DocumentProblem {
  const start = Math.min(at, unit.bytes.length);
  return { span: { start, end: start }, message, hint, ...(level !== undefined && { level }) };
}

/** Pipelines were lists of steps once, and may be still. */
function modelOf(unit: Unit, root: DocumentNode): BuildkiteModel {
  return {
    kind: "buildkite",
    unit: unit.id,
    path: unit.path,
    env: bindingsOf(valueOf(root, "env")),
    secrets: secretsOf(valueOf(root, "secrets")),
    agents: bindingsOf(valueOf(root, "agents")),
    ...optional({ image: scalarOf(root, "image") }),
    notify: notifiesOf(valueOf(root, "notify")),
    steps: parseSteps(root.kind === "sequence" ? root : valueOf(root, "steps")),
  };
}
