import type { Scalar } from "../document/tree.ts";
import type { Collected } from "../flow/collected.ts";
import type { Carried } from "../flow/scope.ts";
import type { Budget } from "./expand-steps.ts";
import type { Frame } from "./frames.ts";
import { isVariableName, noteLiteral } from "./literals.ts";
import type { Argument, CircleciModel, Parameter } from "./model.ts";
import { carriedByText, carriedByVariable, type Reach } from "./reach.ts";
import type { ScriptReader } from "./script-flows.ts";

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

/** Defaults of parameters are values that are written out, but for names of variables and choices. */
export function noteDefaults(
  { seenLiterals }: Following,
  collected: Collected,
  parameters: readonly Parameter[],
): void {
  for (const { name, type, default: preset } of parameters) {
    if (preset === undefined || (type !== undefined && type.value !== "string")) continue;
    noteLiteral(collected, {}, name.value, preset, "input", seenLiterals);
  }
}
