import type { Literal } from "../../core/pipeline.ts";
import { placedText, type Scalar } from "../document/tree.ts";
import type { Collected, Site } from "../flow/collected.ts";
import { isComputed } from "./holes.ts";

/** A name with a value, or without one. */
interface Named {
  readonly name: Scalar;
  readonly value?: Scalar;
}

/** Notes the values that variables or inputs have written out. */
export function noteLiterals(
  collected: Collected,
  { job, step }: Pick<Site, "job" | "step">,
  bindings: readonly Named[],
  via: Literal["via"],
): void {
  for (const { name, value } of bindings) {
    if (value === undefined || isComputed(value.value)) continue;
    const where = { ...(job !== undefined && { job }), ...(step !== undefined && { step }) };
    collected.literals.push({ name: name.value, place: value.place, ...placedText(value), via, ...where });
  }
}
