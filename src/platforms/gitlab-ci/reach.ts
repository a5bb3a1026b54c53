import type { Reference } from "../../core/pipeline.ts";
import type { Place, UnitId } from "../../core/span.ts";
import type { Scalar } from "../document/tree.ts";
import { fillIn } from "../environment/fill-in.ts";
import type { Collected, Site } from "../flow/collected.ts";
import type { Carried, Held, Scope } from "../flow/scope.ts";
import { isBuiltInToken, isSecretName } from "../flow/secret-names.ts";
import { startOf } from "../flow/start-of.ts";
import type { Variable } from "./model.ts";
import { arriving, originOf } from "./origin.ts";
import { variablesIn } from "./variables-in.ts";

export const PLATFORM = "gitlab-ci";

/** What is in reach of a job, or of the top level: its variables, and what it fetches itself. */
export interface Reach {
  readonly collected: Collected;
  readonly site: Site;
  /** The file that the pipeline begins with. */
  readonly unit: UnitId;
  /** References made so far, by place: a text that is read twice makes one. */
  readonly made: Map<string, Reference>;
  /** Variables from the inside out; an inner one hides the outer one of its name. */
  readonly levels: readonly Level[];
  /** What `secrets` and `id_tokens` put into variables. */
  readonly fetched: Held;
  /** Paths of the pipeline's files, where it has several. */
  readonly files?: ReadonlyMap<UnitId, string>;
}

/** The variables of one level, each with every value that it may have. */
export interface Level {
  readonly values: ReadonlyMap<string, readonly Variable[]>;
  readonly held: Map<string, readonly Carried[]>;
  /** Those that another level may as well have the say on. */
  readonly partial?: ReadonlySet<string>;
  /** The same of all its variables, once all are known. */
  all?: Held;
}

export function levelOf(variables: readonly Variable[]): Level {
  // An empty value is a place for one that is stored elsewhere or typed in when the pipeline starts.
  const defined = variables.filter(({ value }) => value !== undefined && value.value !== "");
  return { values: Map.groupBy(defined, ({ name }) => name.value), held: new Map() };
}

/** Secrets that a variable holds where it is used; one that the file does not define is a secret if its name says so. */
export function carriedByVariable(
  reach: Reach,
  name: string,
  place: Place,
  via: Reference["via"],
  from: number = 0,
): readonly Carried[] {
  const fetched = reach.fetched.get(name);
  if (fetched !== undefined) return fetched;
  const found: Carried[] = [];
  for (let index = from; index < reach.levels.length; index++) {
    const level = reach.levels[index];
    if (level?.values.has(name) !== true) continue;
    const held = heldBy(reach, index, name);
    if (level.partial?.has(name) !== true) return found.length === 0 ? held : [...found, ...held];
    found.push(...held);
  }
  if (found.length > 0) return found;
  const builtIn = isBuiltInToken(name);
  if (!builtIn && !isSecretName(name)) return [];
  return [{ reference: referenceAt(reach, name, place, via, builtIn), path: [], masked: true }];
}

export function referenceAt(
  { collected, site, made, files }: Reach,
  secret: string,
  place: Place,
  via: Reference["via"],
  builtIn: boolean,
): Reference {
  const key = `${secret} ${startOf(place)}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const file = files?.get(place.unit) ?? site.file;
  const reference: Reference = { secret, platform: PLATFORM, ...site, file, place, via, ...(builtIn && { builtIn }) };
  made.set(key, reference);
  collected.references.push(reference);
  return reference;
}

/** Secrets that a text holds once its variables are filled in. */
export function carriedByText(
  reach: Reach,
  scalar: Scalar | undefined,
  via: Reference["via"] = "expression",
  fromLevel: (name: string) => number = () => 0,
): Carried[] {
  if (scalar === undefined) return [];
  return variablesIn(scalar.value).flatMap(({ name, start, end }) => {
    const { place, holes } = originOf(scalar, start, end);
    const carried = carriedByVariable(reach, name, place, holes.length > 0 ? "input" : via, fromLevel(name));
    return holes.reduce<readonly Carried[]>(arriving, carried);
  });
}

/** What a variable of a level holds, over other variables. One that names itself means the outer one. */
function heldBy(reach: Reach, index: number, name: string): readonly Carried[] {
  const level = reach.levels[index];
  const known = level?.held.get(name);
  if (level === undefined || known !== undefined) return known ?? [];
  level.held.set(name, []);
  const bound: Reach = { ...reach, site: { ...reach.site, boundTo: name } };
  const carried = (level.values.get(name) ?? []).flatMap(({ value, expand }) => {
    if (value === undefined || expand?.value === "false") return [];
    const inside = carriedByText(bound, value, "env", (used) => (used === name ? index + 1 : index));
    return arriving(inside, value.place);
  });
  level.held.set(name, carried);
  return carried;
}

/** What all variables in reach hold, as a scope. */
export function scopeOf(reach: Reach): Scope {
  const held = reach.levels.map((level, index) => {
    level.all ??= new Map([...level.values.keys()].map((name) => [name, heldBy(reach, index, name)] as const));
    return level.all;
  });
  return [reach.fetched, ...held];
}

/** A text with the variables filled in that have one written value each: an image's name, for instance. */
export const filledIn = ({ levels }: Reach, text: string): string =>
  fillIn(text, variablesIn(text), (name) => {
    const values = levels.find((level) => level.values.has(name))?.values.get(name) ?? [];
    return values.map(({ value }) => value?.value);
  });
