import type { Reference } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { placeWithin, type Scalar } from "../document/tree.ts";
import type { Collected, Site } from "../flow/collected.ts";
import type { NoteReference } from "../flow/references.ts";
import { type Carried, type Held, type Scope, through } from "../flow/scope.ts";
import { isSecretName } from "../flow/secret-names.ts";
import { escapedIn, filledIn } from "./interpolation.ts";
import type { Binding } from "./model.ts";

export const PLATFORM = "buildkite";

/** What is in reach of a step: what its own variables and those of the pipeline hold. */
export interface Reach {
  readonly collected: Collected;
  readonly site: Site;
  readonly note: NoteReference;
  readonly scope: Scope;
}

/** The token that each job has for the agent's own interface. */
const BUILT_IN = /^BUILDKITE_AGENT_(?:ACCESS|JOB_API)_TOKEN$/;

/** Names of steps, which sound like those of keys. */
const NO_SECRET = /^BUILDKITE_(?:STEP|GROUP|PARENT\w*)_KEY$/;

/** Secrets that a variable holds; one that the file does not define is a secret of the agents if its name says so. */
export function carriedByVariable(
  { scope, note, site }: Reach,
  name: string,
  place: Place,
  via: Reference["via"],
  boundTo?: string,
  isSecret: boolean = isSecretName(name),
): readonly Carried[] {
  const known = scope.find((held) => held.has(name))?.get(name);
  if (known !== undefined) return known;
  const builtIn = BUILT_IN.test(name);
  if (NO_SECRET.test(name) || (!builtIn && !isSecret)) return [];
  const reference = note(site, name, { place, via, builtIn, ...(boundTo !== undefined && { boundTo }) });
  return [{ reference, path: [], masked: true }];
}

/** Secrets that are filled into a text while the pipeline is uploaded. */
export function carriedByText(reach: Reach, scalar: Scalar, via: Reference["via"], boundTo?: string): Carried[] {
  return filledIn(scalar).flatMap(({ name, place }) => [...carriedByVariable(reach, name, place, via, boundTo)]);
}

/** Secrets that whatever gets the text fills in by itself. */
export function carriedLater(reach: Reach, scalar: Scalar, via: Reference["via"], boundTo?: string): Carried[] {
  return escapedIn(scalar).flatMap(({ name, start, end }) => [
    ...carriedByVariable(reach, name, placeWithin(scalar, start, end), via, boundTo),
  ]);
}

/** What the variables of a level hold, over those of the levels around it. */
export function heldBy(reach: Reach, env: readonly Binding[]): Held {
  const held = new Map<string, readonly Carried[]>();
  for (const { name, value } of env) {
    // An empty value leaves room for one that the agent has.
    if (value.value === "") continue;
    const inner: Reach = { ...reach, scope: [held, ...reach.scope] };
    held.set(name.value, through(carriedByText(inner, value, "env", name.value), value.place));
  }
  return held;
}
