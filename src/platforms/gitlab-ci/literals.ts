import type { Literal } from "../../core/pipeline.ts";
import { placedText, placeWithin, type Scalar } from "../document/tree.ts";
import type { Collected, Site } from "../flow/collected.ts";
import { startOf } from "../flow/start-of.ts";
import type { Binding, Variable } from "./model.ts";

/** Notes the values that variables have written out, each place once: templates bring them into many jobs. */
export function noteLiterals(
  collected: Collected,
  { job }: Pick<Site, "job">,
  variables: readonly Variable[],
  seen: Set<string>,
): void {
  for (const { name, value: used } of variables) {
    const value = writtenAs(used);
    if (value === undefined || seen.has(startOf(value.place))) continue;
    seen.add(startOf(value.place));
    for (const part of partsOf(name, value)) collected.literals.push({ ...part, ...(job !== undefined && { job }) });
  }
}

/** A value where it is written out: what an input gives stands there. */
function writtenAs(value: Scalar | undefined): Scalar | undefined {
  const [part] = value?.filled?.parts ?? [];
  if (value === undefined || part === undefined) return value;
  const isWhole = part.from === 0 && part.to === value.filled?.original.value.length;
  return isWhole ? writtenAs(part.given) : undefined;
}

/** Notes the values that an included file or a component is given, where they are written out. */
export function noteInputs(collected: Collected, { job }: Pick<Site, "job">, inputs: readonly Binding[]): void {
  for (const { name, value } of inputs) {
    if (COMPUTED.test(value.value)) continue;
    const where = job === undefined ? {} : { job };
    collected.literals.push({ name: name.value, place: value.place, ...placedText(value), via: "input", ...where });
  }
}

/** Anything that GitLab or a shell would fill in. */
const COMPUTED = /\$(?:\{?[A-Za-z_]|\[\[|\()|%[A-Za-z_]\w*%/;

/** The value, or what counts in it: a registry's configuration is no secret, but the credentials in it are. */
function partsOf(name: Scalar, value: Scalar): Literal[] {
  if (name.value === "DOCKER_AUTH_CONFIG" && value.value.includes("{")) return registryCredentials(value);
  if (COMPUTED.test(value.value)) return [];
  return [{ name: name.value, place: value.place, ...placedText(value), via: "env" }];
}

const REGISTRY_CREDENTIAL = /"(?<key>auth|password|identitytoken)"\s{0,20}:\s{0,20}"(?<secret>[^"\\$%]{1,4000})"/g;

function registryCredentials(value: Scalar): Literal[] {
  return Array.from(value.value.matchAll(REGISTRY_CREDENTIAL), ({ index, 0: written, groups }) => {
    const { key = "", secret = "" } = groups ?? {};
    const end = index + written.length - 1;
    const start = end - secret.length;
    const placeOf: Literal["placeOf"] = (from, to) => placeWithin(value, start + from, start + to);
    return { name: key, value: secret, place: placeOf(0, secret.length), placeOf, via: "registry" };
  });
}
