import type { Literal } from "../../core/pipeline.ts";
import { placedText, type Scalar } from "../document/tree.ts";
import type { Collected } from "../flow/collected.ts";
import type { Carried } from "../flow/scope.ts";
import type { ScriptReader } from "../flow/script-reader.ts";
import type { Budget } from "./expand-steps.ts";
import type { Frame } from "./frames.ts";
import { isComputed, isVariableName, noteLiteral } from "./literals.ts";
import type { Argument, CircleciModel, Parameter } from "./model.ts";
import { carriedByText, carriedByVariable, type Reach } from "./reach.ts";

/** What the jobs of one file share. */
export interface Following {
  readonly model: CircleciModel;
  readonly reader: ScriptReader;
  readonly budget: Budget;
  readonly seenLiterals: Set<number>;
  /** Where the steps begin that jobs have run. */
  readonly seenSteps: Set<number>;
}

/** What is given to a job, command or executor: values that are written out, and secrets by their variables. */
export function noteArguments(
  { seenLiterals }: Following,
  reach: Reach,
  given: readonly Argument[],
  frame: Frame,
): Carried[] {
  return given.flatMap(({ name, values }) => {
    const inner: Reach = { ...reach, site: { ...reach.site, boundTo: name.value } };
    return values.flatMap((value: Scalar) => {
      noteLiteral(reach.collected, reach.site, name.value, value, "input", seenLiterals);
      const named = values.length === 1 && isVariableName(value.value);
      return named
        ? [...carriedByVariable(inner, value.value, value.place, "input")]
        : carriedByText(inner, value, frame, "input");
    });
  });
}

/** Notes the parameters of the pipeline, which a person gives, or of a job or command, which its caller gives. */
export function noteParameters(
  { seenLiterals }: Following,
  collected: Collected,
  parameters: readonly Parameter[],
  by: "person" | "caller",
): void {
  for (const { name, type, default: preset } of parameters) {
    if (seenLiterals.has(name.place.span.start)) continue;
    seenLiterals.add(name.place.span.start);
    const takesText = type === undefined || type.value === "string";
    const written = takesText && preset !== undefined && preset.value !== "" && !isComputed(preset.value);
    const value: Literal | undefined = written
      ? { name: name.value, place: preset.place, ...placedText(preset), via: "input" }
      : undefined;
    collected.parameters.push({
      name: name.value,
      place: name.place,
      by,
      takesText,
      ...(value !== undefined && { default: value }),
    });
  }
}
