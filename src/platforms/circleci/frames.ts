import type { Scalar } from "../document/tree.ts";
import { expressionsIn } from "./expressions.ts";
import type { Argument, CircleciModel, Library, Parameter, Step } from "./model.ts";

/** What a parameter stands for at one call. */
export interface Bound {
  /** More than one where a matrix gives it. */
  readonly values: readonly Scalar[];
  readonly steps: readonly Step[];
  /** Where the values' own expressions are looked up. */
  readonly frame: Frame;
  /** Whether the values are names of variables. */
  readonly named: boolean;
}

/** A piece of a configuration as it is used once: the names that it knows, and its parameters. */
export interface Frame {
  readonly library: Library;
  readonly parameters: ReadonlyMap<string, Bound>;
}

export const frameOf = (library: Library): Frame => ({ library, parameters: new Map() });

/** The frame of what a call runs: parameters as given in the caller's frame, or their defaults. */
export function bind(
  library: Library,
  parameters: readonly Parameter[],
  given: readonly Argument[],
  caller: Frame,
): Frame {
  const defaults = frameOf(library);
  const bound = parameters.map(({ name, type, default: preset, steps }): [string, Bound] => {
    const named = type?.value === "env_var_name";
    const own = given.filter((one) => one.name.value === name.value);
    if (own.length === 0) {
      return [name.value, { values: preset === undefined ? [] : [preset], steps, frame: defaults, named }];
    }
    const values = own.flatMap((one) => one.values);
    return [name.value, { values, steps: own.flatMap((one) => one.steps), frame: caller, named }];
  });
  return { library, parameters: new Map(bound) };
}

/** What an expression stands for: a parameter of the frame, or one of the pipeline. */
export function boundBy(model: CircleciModel, frame: Frame, name: string): Bound | undefined {
  const own = /^parameters\.(.+)$/.exec(name)?.[1];
  if (own !== undefined) return frame.parameters.get(own);
  const piped = /^pipeline\.parameters\.(.+)$/.exec(name)?.[1];
  const preset = piped === undefined ? undefined : model.parameters.find((one) => one.name.value === piped)?.default;
  // A default is taken as it is written; one that names itself would have no end.
  return preset === undefined || preset.value.includes("<<")
    ? undefined
    : { values: [preset], steps: [], frame: frameOf(model), named: false };
}

/** Longer than any name or image becomes. */
const MAX_FILLED = 10_000;

/** A text with those expressions filled in that have one known value. */
export function filledIn(model: CircleciModel, frame: Frame, text: string): string {
  let filled = "";
  let from = 0;
  for (const { name, start, end, named } of expressionsIn(text)) {
    const bound = boundBy(model, frame, name);
    const [value, ...others] = bound?.values ?? [];
    const isKnown = bound !== undefined && value !== undefined && others.length === 0 && !named;
    filled += text.slice(from, start) + (isKnown ? filledIn(model, bound.frame, value.value) : text.slice(start, end));
    from = end;
    if (filled.length > MAX_FILLED) return text;
  }
  return filled + text.slice(from);
}
