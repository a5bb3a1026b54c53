import type { Reference } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { placeWithin, type Scalar } from "../document/tree.ts";
import type { Collected, Site } from "../flow/collected.ts";
import { type Carried, through } from "../flow/scope.ts";
import { accessesIn, type Expression, fallbacksIn } from "./expression.ts";
import { type Hole, holesIn } from "./holes.ts";
import type { Variables } from "./model.ts";
import { ACCESS_TOKEN, isPredefined, mayBeSecret } from "./secret-names.ts";

export const PLATFORM = "azure-pipelines";

/** What is in reach of a part of a pipeline. Azure takes no notice of case in names: keys are in small letters. */
export interface Reach {
  readonly collected: Collected;
  readonly site: Site;
  /** References made so far, by place: a text that is read twice makes one. */
  readonly made: Map<string, Reference>;
  /** Variables from the inside out; an inner one hides the outer one of its name. */
  readonly levels: readonly Level[];
  /** What steps of the job have set so far, and what variables that no file defines are known to be secret. */
  readonly set: Map<string, readonly Carried[]>;
  readonly declared: Set<string>;
  /** Outputs of earlier jobs, as `job.step.variable`. */
  readonly outputs: Map<string, readonly Carried[]>;
  /** Secrets that a template is given, by parameter. */
  readonly parameters: ReadonlyMap<string, readonly Carried[]>;
}

/** The variables of one level, each with every value that it may have. */
export interface Level {
  readonly values: ReadonlyMap<string, { readonly name: string; readonly scalars: readonly Scalar[] }>;
  readonly held: Map<string, readonly Carried[]>;
}

export function levelOf(variables: readonly Variables[]): Level {
  const values = new Map<string, { readonly name: string; readonly scalars: Scalar[] }>();
  for (const { name, value } of variables.flatMap(({ entries }) => entries)) {
    // Without a value it is stored elsewhere, or typed in when the pipeline is started.
    if (value === undefined || value.value === "") continue;
    const key = name.value.toLowerCase();
    const known = values.get(key);
    if (known === undefined) values.set(key, { name: name.value, scalars: [value] });
    else known.scalars.push(value);
  }
  return { values, held: new Map() };
}

/** Whether something in reach defines a variable. */
export const isKnown = ({ set, declared, levels }: Reach, name: string): boolean => {
  const key = name.toLowerCase();
  return set.has(key) || declared.has(key) || levels.some(({ values }) => values.has(key));
};

/** Secrets that a variable holds where it is used; one that the file does not define is a secret if its name says so. */
function carriedByVariable(
  reach: Reach,
  name: string,
  place: Place,
  via: Reference["via"],
  from = 0,
): readonly Carried[] {
  const key = name.toLowerCase();
  if (key === ACCESS_TOKEN.toLowerCase()) return [plainly(referenceAt(reach, ACCESS_TOKEN, place, via, true))];
  const set = reach.set.get(key);
  if (set !== undefined) return set;
  for (let index = from; index < reach.levels.length; index++) {
    if (reach.levels[index]?.values.has(key) === true) return heldBy(reach, index, key);
  }
  const isSecret = reach.declared.has(key) || (mayBeSecret(name) && !isPredefined(name));
  return isSecret ? [plainly(referenceAt(reach, name, place, via, false))] : [];
}

export const plainly = (reference: Reference): Carried => ({ reference, path: [], masked: true });

export function referenceAt(
  { collected, site, made }: Reach,
  secret: string,
  place: Place,
  via: Reference["via"],
  builtIn: boolean,
): Reference {
  const key = `${secret} ${place.unit} ${place.span.start}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const reference: Reference = { secret, platform: PLATFORM, ...site, place, via, ...(builtIn && { builtIn }) };
  made.set(key, reference);
  collected.references.push(reference);
  return reference;
}

/** Secrets that a hole of a scalar is filled with. */
export function carriedByHole(
  reach: Reach,
  scalar: Scalar,
  hole: Hole,
  via: Reference["via"],
  from: (name: string) => number = () => 0,
): readonly Carried[] {
  if (hole.name !== undefined) {
    const place = placeWithin(scalar, hole.start, hole.end);
    return carriedByVariable(reach, hole.name, place, via, from(hole.name));
  }
  if (hole.expression === undefined) return [];
  noteFallbacks(reach, scalar, hole.expression);
  return [...accessesIn(hole.expression)].flatMap((access) => {
    const place = placeWithin(scalar, access.start, access.end);
    return carriedByAccess(reach, access.context.toLowerCase(), access.keys, place, via);
  });
}

function carriedByAccess(
  reach: Reach,
  context: string,
  keys: readonly string[],
  place: Place,
  via: Reference["via"],
): readonly Carried[] {
  if (context === "variables") return carriedByVariable(reach, keys.join("."), place, via);
  if (context === "parameters") return through(reach.parameters.get((keys[0] ?? "").toLowerCase()) ?? [], place);
  const output = keys.indexOf("outputs");
  if (!/^(?:stage)?dependencies$/.test(context) || output === -1) return [];
  // Of a deployment the job's name stands before the step's: `outputs['deploy.step.variable']`.
  const parts = (keys[output + 1] ?? "").split(".").slice(-2);
  return through(reach.outputs.get([keys[output - 1] ?? "", ...parts].join(".").toLowerCase()) ?? [], place);
}

function noteFallbacks(reach: Reach, scalar: Scalar, expression: Expression): void {
  for (const { of, value, start, end } of fallbacksIn(expression)) {
    if (of.context.toLowerCase() !== "variables") continue;
    const name = of.keys.join(".");
    const [carried] = carriedByVariable(reach, name, placeWithin(scalar, of.start, of.end), "expression");
    const place = placeWithin(scalar, start, end);
    const known = reach.collected.fallbacks.some((one) => one.place.span.start === place.span.start);
    if (!known)
      reach.collected.fallbacks.push({ name, ...(carried && { reference: carried.reference }), value, place });
  }
}

/** Secrets that a text holds once it is filled in. */
export function carriedByText(
  reach: Reach,
  scalar: Scalar | undefined,
  via: Reference["via"] = "expression",
  from?: (name: string) => number,
): Carried[] {
  if (scalar === undefined) return [];
  return holesIn(scalar.value).flatMap((hole) => [...carriedByHole(reach, scalar, hole, via, from)]);
}

/** The secrets of a text, each hole with its place. */
export function holesOf(
  reach: Reach,
  scalar: Scalar,
  via: Reference["via"],
): { carried: readonly Carried[]; place: Place }[] {
  return holesIn(scalar.value).map((hole) => ({
    carried: carriedByHole(reach, scalar, hole, via),
    place: placeWithin(scalar, hole.start, hole.end),
  }));
}

/** What a variable of a level holds, over other variables. One that names itself means the outer one. */
function heldBy(reach: Reach, index: number, key: string): readonly Carried[] {
  const level = reach.levels[index];
  const known = level?.held.get(key);
  if (level === undefined || known !== undefined) return known ?? [];
  level.held.set(key, []);
  const { name = key, scalars = [] } = level.values.get(key) ?? {};
  const bound: Reach = { ...reach, site: { ...reach.site, boundTo: name } };
  const carried = scalars.flatMap((value) => {
    const from = (used: string): number => (used.toLowerCase() === key ? index + 1 : index);
    return through(carriedByText(bound, value, "env", from), value.place);
  });
  level.held.set(key, carried);
  return carried;
}

/** Reads what all variables of a level hold, so that their references are told where they stand. */
export function readLevel(reach: Reach, index: number): void {
  for (const key of reach.levels[index]?.values.keys() ?? []) heldBy(reach, index, key);
}
