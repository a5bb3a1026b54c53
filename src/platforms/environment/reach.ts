import type { Reference } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { placeWithin, type Scalar } from "../document/tree.ts";
import type { Collected, Site } from "../flow/collected.ts";
import { type Carried, type Held, type Scope, through } from "../flow/scope.ts";
import { isSecretName } from "../flow/secret-names.ts";
import type { Dialect } from "./dialect.ts";
import { fillIn } from "./fill-in.ts";

/** A variable of the environment: with its value, as a stored secret, or without either where a person gives the value. */
export interface Binding {
  readonly name: Scalar;
  readonly value?: Scalar;
  /** Whether the value is stored encrypted: in the file itself, or by the platform. */
  readonly secured: boolean;
}

/** What is in reach of a job: the variables of its levels, from the inside out. */
export interface Reach {
  readonly dialect: Dialect;
  readonly collected: Collected;
  readonly site: Site;
  /** References made so far, by name and place: a text that is read twice makes one. */
  readonly made: Map<string, Reference>;
  readonly levels: readonly Level[];
}

/** The variables of one level, each with every value that it may have. */
export interface Level {
  readonly values: ReadonlyMap<string, readonly Binding[]>;
  readonly held: Map<string, readonly Carried[]>;
  /** Encrypted values whose names are encrypted, too. */
  readonly nameless: readonly Scalar[];
  /** The same of all its variables, once all are known. */
  all?: Held;
}

export const levelOf = (
  variables: readonly Binding[],
  nameless: readonly Scalar[] = [],
  dialect?: Pick<Dialect, "caseless">,
): Level => ({
  values: Map.groupBy(variables, ({ name }) => keyOf(dialect, name.value)),
  held: new Map(),
  nameless,
});

/** A variable's name as the levels have it. */
const keyOf = (dialect: Pick<Dialect, "caseless"> | undefined, name: string): string =>
  dialect?.caseless === true ? name.toUpperCase() : name;

/** Secrets that a variable holds where it is used; one that the file does not define is a secret if its name says so. */
export function carriedByVariable(
  reach: Reach,
  name: string,
  place: Place,
  via: Reference["via"],
  from: number = 0,
): readonly Carried[] {
  const { dialect, levels } = reach;
  const key = keyOf(dialect, name);
  for (let index = from; index < levels.length; index++) {
    if (levels[index]?.values.has(key) === true) return heldBy(reach, index, key);
  }
  const builtIn = dialect.isBuiltIn(name);
  const isStored = dialect.isStored?.(name) === true || (!dialect.isOwn(name) && isSecretName(name));
  if (!builtIn && !isStored) return [];
  return [carrying(referenceAt(reach, name, place, via, builtIn))];
}

export const carrying = (reference: Reference): Carried => ({ reference, path: [], masked: true });

/** The reference to a secret at a place, made once. */
export function referenceAt(
  { dialect, collected, site, made }: Reach,
  secret: string,
  place: Place,
  via: Reference["via"],
  builtIn = false,
): Reference {
  const key = `${secret} ${place.span.start}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const { platform } = dialect;
  const reference: Reference = { secret, platform, ...site, place, via, ...(builtIn && { builtIn }) };
  made.set(key, reference);
  collected.references.push(reference);
  return reference;
}

/** The same with what takes the secret. */
export const boundTo = (reach: Reach, name: string): Reach => ({ ...reach, site: { ...reach.site, boundTo: name } });

/** Secrets that a text holds once its variables are filled in. */
export function carriedByText(
  reach: Reach,
  scalar: Scalar | undefined,
  via: Reference["via"] = "expression",
  fromLevel: (name: string) => number = () => 0,
): Carried[] {
  if (scalar === undefined) return [];
  return reach.dialect
    .variablesIn(scalar.value)
    .flatMap(({ name, start, end }) => [
      ...carriedByVariable(reach, name, placeWithin(scalar, start, end), via, fromLevel(name)),
    ]);
}

/** What a variable of a level holds, over other variables. One that names itself means the outer one. */
function heldBy(reach: Reach, index: number, name: string): readonly Carried[] {
  const level = reach.levels[index];
  const known = level?.held.get(name);
  if (level === undefined || known !== undefined) return known ?? [];
  level.held.set(name, []);
  const carried = (level.values.get(name) ?? []).flatMap(({ name: key, value, secured }) => {
    const bound = boundTo(reach, key.value);
    if (secured) return [carrying(referenceAt(bound, key.value, key.place, "env"))];
    if (value === undefined) return [];
    const inside = carriedByText(bound, value, "env", (used) =>
      keyOf(reach.dialect, used) === name ? index + 1 : index,
    );
    return through(inside, value.place);
  });
  level.held.set(name, carried);
  return carried;
}

/** What all variables in reach hold, as a scope. */
export function scopeOf(reach: Reach): Scope {
  return reach.levels.map((level, index) => {
    if (level.all !== undefined) return level.all;
    const nameless = level.nameless.map((scalar) => carrying(referenceAt(reach, "*", scalar.place, "env")));
    const named = [...level.values.keys()].map((name) => [name, heldBy(reach, index, name)] as const);
    // What nobody can tell the name of is no variable that a script could be seen to read.
    level.all = new Map([...named, ...(nameless.length > 0 ? ([["", nameless]] as const) : [])]);
    return level.all;
  });
}

/** A text with the variables filled in that have one written value each: an image's name, for instance. */
export const filledIn = ({ dialect, levels }: Reach, text: string): string =>
  fillIn(text, dialect.variablesIn(text), (name) => {
    const key = keyOf(dialect, name);
    const values = levels.find((level) => level.values.has(key))?.values.get(key) ?? [];
    return values.map(({ value }) => value?.value);
  });
