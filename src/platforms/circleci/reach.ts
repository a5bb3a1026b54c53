import type { Reference } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { placeWithin, type Scalar } from "../document/tree.ts";
import type { Collected, Site } from "../flow/collected.ts";
import { type Carried, type Held, type Scope, through } from "../flow/scope.ts";
import { isSecretName } from "../flow/secret-names.ts";
import { type Expression, expressionsIn } from "./expressions.ts";
import { boundBy, type Frame, filledIn } from "./frames.ts";
import type { Binding, CircleciModel } from "./model.ts";

export const PLATFORM = "circleci";

/** What is in reach of a place: the variables of its levels, and what earlier steps wrote to `$BASH_ENV`. */
export interface Reach {
  readonly model: CircleciModel;
  readonly collected: Collected;
  readonly site: Site;
  /** References made so far in the job, by name and place: a text that is read twice makes one. */
  readonly made: Map<string, Reference>;
  /** Variables from the inside out; an inner one hides the outer one of its name. */
  readonly levels: readonly Level[];
  readonly exported: Map<string, readonly Carried[]>;
  /** What contexts bring, under names that the file does not tell. */
  readonly contexts: readonly Carried[];
}

/** The `environment` of one level, in the frame that its values are written in. */
export interface Level {
  readonly values: ReadonlyMap<string, Scalar>;
  readonly frame: Frame;
  readonly held: Map<string, readonly Carried[]>;
}

export function levelOf(environment: readonly Binding[], frame: Frame): Level {
  const values = new Map(environment.map(({ name, value }) => [name.value, value] as const));
  return { values, frame, held: new Map() };
}

/** Tokens that CircleCI makes for each job by itself. */
const BUILT_IN = /^CIRCLE_OIDC_TOKEN(?:_V\d)?$/;

/** Secrets that a variable holds where it is used; one that the file does not define is a secret if its name says so. */
export function carriedByVariable(
  reach: Reach,
  name: string,
  place: Place,
  via: Reference["via"],
  from: number = 0,
): readonly Carried[] {
  const exported = from === 0 ? reach.exported.get(name) : undefined;
  if (exported !== undefined) return exported;
  for (let index = from; index < reach.levels.length; index++) {
    if (reach.levels[index]?.values.has(name) === true) return heldBy(reach, index, name);
  }
  const builtIn = BUILT_IN.test(name);
  if (!builtIn && !isSecretName(name)) return [];
  return [{ reference: referenceAt(reach, name, place, via, builtIn), path: [], masked: true }];
}

export function referenceAt(
  { collected, site, made }: Reach,
  secret: string,
  place: Place,
  via: Reference["via"],
  builtIn: boolean,
): Reference {
  const key = `${secret} ${place.span.start}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const reference: Reference = { secret, platform: PLATFORM, ...site, place, via, ...(builtIn && { builtIn }) };
  made.set(key, reference);
  collected.references.push(reference);
  return reference;
}

const VARIABLE = /\$(?:\{(?<braced>[A-Za-z_]\w*)|(?<plain>[A-Za-z_]\w*))/g;

/** The variables of a text. */
export function variablesIn(text: string): { readonly name: string; readonly start: number; readonly end: number }[] {
  return Array.from(text.matchAll(VARIABLE), ({ index, 0: written, groups }) => {
    const end = index + written.length;
    const closed = groups?.["braced"] !== undefined && text[end] === "}" ? end + 1 : end;
    return { name: groups?.["braced"] ?? groups?.["plain"] ?? "", start: index, end: closed };
  });
}

/** Secrets that a text holds once its expressions and variables are filled in. */
export function carriedByText(
  reach: Reach,
  scalar: Scalar,
  frame: Frame,
  via: Reference["via"],
  fromLevel: (name: string) => number = () => 0,
): Carried[] {
  const variables = variablesIn(scalar.value).flatMap(({ name, start, end }) => [
    ...carriedByVariable(reach, name, placeWithin(scalar, start, end), via, fromLevel(name)),
  ]);
  return [...variables, ...expressionsIn(scalar.value).flatMap((one) => carriedByExpression(reach, one, frame))];
}

/** Secrets that come in through a parameter: in its text, or in the variable that it names. */
export function carriedByExpression(reach: Reach, { name, named }: Expression, frame: Frame): Carried[] {
  const bound = boundBy(reach.model, frame, name);
  if (bound === undefined) return [];
  const boundTo = name.slice(name.lastIndexOf(".") + 1);
  const inner: Reach = { ...reach, site: { ...reach.site, boundTo } };
  return bound.values.flatMap((value) => {
    const isName = named || bound.named;
    const carried = isName
      ? carriedByVariable(inner, filledIn(reach.model, bound.frame, value.value).trim(), value.place, "input")
      : carriedByText(inner, value, bound.frame, "input");
    return through(carried, value.place);
  });
}

/** What a variable of a level holds, over other variables. One that names itself means the outer one. */
function heldBy(reach: Reach, index: number, name: string): readonly Carried[] {
  const level = reach.levels[index];
  const known = level?.held.get(name);
  if (level === undefined || known !== undefined) return known ?? [];
  level.held.set(name, []);
  const value = level.values.get(name);
  if (value === undefined) return [];
  const bound: Reach = { ...reach, site: { ...reach.site, boundTo: name } };
  const inside = carriedByText(bound, value, level.frame, "env", (used) => (used === name ? index + 1 : index));
  const carried = through(inside, value.place);
  level.held.set(name, carried);
  return carried;
}

/** What all variables in reach hold, as a scope. */
export function scopeOf(reach: Reach): Scope {
  const held = reach.levels.map(
    ({ values }, index): Held => new Map([...values.keys()].map((name) => [name, heldBy(reach, index, name)])),
  );
  return [reach.exported, ...held];
}
