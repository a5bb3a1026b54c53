import type { Unit } from "../../core/source.ts";
import type { DocumentProblem } from "../../core/stages.ts";
import { entryOf, scalarsOf, valueOf } from "../document/access.ts";
import { pickScalars } from "../document/pick-scalars.ts";
import type { Mapping } from "../document/tree.ts";
import type { Action } from "./model.ts";
import { bindingsOf, parseBindings, parseInputs, parseSteps } from "./parse-parts.ts";

/** An action's model; none where `runs` says nothing. */
export function parseAction(unit: Unit, root: Mapping): { model?: Action; problems: readonly DocumentProblem[] } {
  const runs = entryOf(root, "runs");
  if (runs?.value.kind !== "map") {
    const { span } = runs?.key.place ?? { span: { start: root.place.span.start, end: root.place.span.start } };
    const message = runs === undefined ? "is an action without `runs`" : "has `runs` that are not a map";
    return { problems: [{ span, message, hint: "Write `runs:` with `using:` and what to run below it." }] };
  }
  const outputs = valueOf(root, "outputs");
  const model: Action = {
    kind: "action",
    unit: unit.id,
    path: unit.path,
    ...pickScalars(root, { name: "name" }),
    inputs: parseInputs(valueOf(root, "inputs")),
    outputs:
      outputs?.kind === "map"
        ? outputs.entries.flatMap(({ key, value }) =>
            bindingsOf(value).flatMap((entry) =>
              entry.name.value === "value" ? [{ name: key, value: entry.value }] : [],
            ),
          )
        : [],
    ...pickScalars(runs.value, { using: "using", image: "image", main: "main", pre: "pre", post: "post" }),
    args: scalarsOf(valueOf(runs.value, "args")),
    env: parseBindings(valueOf(runs.value, "env")),
    steps: parseSteps(valueOf(runs.value, "steps")),
  };
  return { model, problems: [] };
}
