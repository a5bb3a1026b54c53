import { placeWithin, type Scalar } from "../document/tree.ts";
import { arriving, type Reach } from "../flow/reach.ts";
import { type Carried, type Held, through } from "../flow/scope.ts";
import type { Binding, CloudBuildModel } from "./model.ts";
import { carriedBySubstitution, filledIn, substitutionsIn } from "./substitutions.ts";

/** What each variable of a step, or of all of them, holds. */
export function environmentOf(
  reach: Reach,
  model: CloudBuildModel,
  { env, secretEnv }: { readonly env: readonly Binding[]; readonly secretEnv: readonly Scalar[] },
): Held {
  const held = new Map<string, readonly Carried[]>();
  for (const one of env) held.set(one.name, heldBy(reach, model, one));
  for (const name of secretEnv) {
    const secret = secretNamed(model, name.value);
    const computed = secret.includes("$");
    const use = { secret, place: name.place, boundTo: name.value, via: "env" as const, ...(computed && { computed }) };
    held.set(name.value, [arriving(reach, use)]);
  }
  return held;
}

function heldBy(reach: Reach, model: CloudBuildModel, { name, value, from }: Binding): Carried[] {
  const bound: Reach = { ...reach, site: { ...reach.site, boundTo: name } };
  const carried = substitutionsIn(value.value)
    .filter(({ start }) => start >= from)
    .flatMap((one) => carriedBySubstitution(bound, model, one.name, placeWithin(value, one.start, one.end), "env"));
  return through(carried, placeWithin(value, from, value.value.length));
}

/** The secret's name in Secret Manager; that of the variable where its value is written encrypted, or nowhere. */
function secretNamed({ secrets, substitutions }: CloudBuildModel, variable: string): string {
  const source = secrets.find(({ env }) => env.value === variable);
  const version = source?.version === undefined ? "" : filledIn(source.version.value, substitutions);
  return /\/secrets\/(?<name>[^\/]+)/.exec(version)?.groups?.["name"] ?? variable;
}
