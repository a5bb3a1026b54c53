import type { Literal, Parameter } from "../../core/pipeline.ts";
import { placedText, type Scalar } from "../document/tree.ts";
import type { Collected } from "../flow/collected.ts";
import type { GitlabCiModel } from "./model.ts";

/** Notes what a pipeline is given when it starts: inputs, and variables that the form asks for. */
export function noteParameters(collected: Collected, { inputs, variables }: GitlabCiModel): void {
  const ofInputs = inputs.map(
    ({ name, takesText, default: value }): Parameter => ({
      name: name.value,
      place: name.place,
      by: "caller",
      takesText,
      ...defaultOf(name, value),
    }),
  );
  const asked = variables.filter(({ description }) => description !== undefined);
  const ofVariables = asked.map(
    ({ name, options }): Parameter => ({
      name: name.value,
      place: name.place,
      by: "person",
      takesText: options.length === 0,
    }),
  );
  collected.parameters.push(...ofInputs, ...ofVariables);
}

/** The value of a variable is a literal anyhow; only that of an input stands nowhere else. */
function defaultOf(name: Scalar, value: Scalar | undefined): { readonly default?: Literal } {
  if (value === undefined || value.value === "" || value.value.includes("$")) return {};
  return { default: { name: name.value, place: value.place, ...placedText(value), via: "input" } };
}
