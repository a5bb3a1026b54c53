import type { Literal } from "../../core/pipeline.ts";
import { placedText } from "../document/tree.ts";
import type { Collected, Site } from "../flow/collected.ts";
import { isSecretName } from "../flow/secret-names.ts";
import type { Binding } from "./model.ts";

/** Anything that the upload, a plugin or a shell would fill in. */
const COMPUTED = /\$(?:\{?[A-Za-z_$]|\()|\{\{|%[A-Za-z_]\w*%/;

/** Notes the values that are written out, each place once: anchors bring them into many steps. Gives back the new ones. */
export function noteLiterals(
  { literals }: Pick<Collected, "literals">,
  { job }: Pick<Site, "job">,
  bindings: readonly Binding[],
  via: Literal["via"],
  seen: Set<number>,
  into: Literal[] = literals,
): Literal[] {
  const found = bindings.flatMap(({ name, value }): Literal[] => {
    if (value.value === "" || COMPUTED.test(value.value) || seen.has(value.place.span.start)) return [];
    seen.add(value.place.span.start);
    // Plugins take the names of variables as well: `password-env: REGISTRY_PASSWORD`.
    if (via === "input" && /^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(value.value) && isSecretName(value.value)) return [];
    return [{ name: name.value, place: value.place, ...placedText(value), via, ...(job !== undefined && { job }) }];
  });
  into.push(...found);
  return found;
}
