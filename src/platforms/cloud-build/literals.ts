import type { Literal, Parameter } from "../../core/pipeline.ts";
import { placeWithin } from "../document/tree.ts";
import type { Collected } from "../flow/collected.ts";
import { arriving, type Reach } from "../flow/reach.ts";
import { isSecretName } from "../flow/secret-names.ts";
import type { Binding, CloudBuildModel, Step } from "./model.ts";
import { choosesSecret } from "./substitutions.ts";

/** Notes the values of variables that are written out. */
export function noteLiterals(
  { literals }: Pick<Collected, "literals">,
  bindings: readonly Binding[],
  where: { readonly job: string; readonly step?: string },
): void {
  for (const binding of bindings) {
    const literal = literalOf(binding, "env");
    if (literal !== undefined) literals.push({ ...literal, ...where });
  }
}

function literalOf({ name, value, from }: Binding, via: Literal["via"]): Literal | undefined {
  const text = value.value.slice(from);
  if (text === "" || /\$[\w{(]/.test(text)) return undefined;
  const placeOf: Literal["placeOf"] = (start, end) => placeWithin(value, from + start, from + end);
  return { name, value: text, place: placeOf(0, text.length), placeOf, via };
}

/** Notes the substitutions: whoever starts the build, or makes its trigger, types them in, and they are kept with the build in plain. */
export function noteSubstitutions({ parameters }: Collected, model: CloudBuildModel): void {
  for (const binding of model.substitutions) {
    const isChoice = choosesSecret(model, binding.name);
    const written = isChoice ? undefined : literalOf(binding, "input");
    const parameter: Parameter = {
      name: binding.name,
      place: binding.place,
      by: "person",
      // A value that the file gives is seldom replaced.
      takesText: !isChoice && binding.value.value === "",
      ...(written !== undefined && { default: written }),
    };
    parameters.push(parameter);
  }
}

const FALLBACK = /\$\{(?<name>_[A-Z0-9_]+):-(?<value>[^{}\n]{1,200})\}/g;

/** Notes what stands in for a substitution that is missing. */
export function noteFallbacks(reach: Reach, model: CloudBuildModel, { args, env }: Step): void {
  for (const scalar of [...args, ...env.map(({ value }) => value)]) {
    for (const { index, 0: written, groups } of scalar.value.matchAll(FALLBACK)) {
      const { name = "", value = "" } = groups ?? {};
      if (!isSecretName(name) || choosesSecret(model, name) || value.includes("$")) continue;
      const end = index + written.length - 1;
      const place = placeWithin(scalar, end - value.length, end);
      const { reference } = arriving(reach, { secret: name, place: placeWithin(scalar, index, end + 1), via: "input" });
      reach.collected.fallbacks.push({ name, reference, value, place });
    }
  }
}
