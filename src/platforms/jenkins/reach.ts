import type { PlacedText, Reference, Unheeded } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type { Collected, Site } from "../flow/collected.ts";
import { type Carried, type Held, type Scope } from "../flow/scope.ts";
import { isSecretName } from "../flow/secret-names.ts";
import { startOf } from "../flow/start-of.ts";
import type { Call, Definition, Node } from "./groovy/nodes.ts";
import type { BuildParameter, JenkinsModel, Stage } from "./model.ts";

export const PLATFORM = "jenkins";

/** Variables of an environment: the secrets that they hold, and those that have a text. */
export interface Level {
  readonly held: Map<string, readonly Carried[]>;
  readonly texts: Map<string, Node>;
}

export const emptyLevel = (): Level => ({ held: new Map(), texts: new Map() });

/** A variable of Groovy: the secrets that it holds, and what it was set to, where that happened once. */
export interface Local {
  readonly carried: readonly Carried[];
  readonly node?: Node;
  /** What the entries of a map hold, where it is made of a call's named arguments. */
  readonly entries?: ReadonlyMap<string, readonly Carried[]>;
}

/** What is in reach of a place. */
export interface Reach {
  readonly site: Site;
  /** Environments from the inside out. */
  readonly levels: readonly Level[];
  /** Variables of Groovy from the inside out. */
  readonly locals: readonly Map<string, Local>[];
  /** What lets the build go on where a step fails. */
  readonly goesOn?: Unheeded;
}

/** What the walk over a file shares. */
export interface Walk {
  readonly model: JenkinsModel;
  readonly collected: Collected;
  readonly made: Map<string, Reference>;
  /** What `env.NAME = …` has set so far. */
  readonly exported: Level;
  /** What steps give back that print to a variable instead of the log. */
  readonly results: Map<Call, readonly Carried[]>;
  /** Places of literals and scripts that are known. */
  readonly seen: Set<string>;
  /** Secrets whose block has ended: variables of the file may still hold them, and Jenkins masks them no more. */
  readonly left: Set<Reference>;
  /** Numbers of the steps in each stage. */
  readonly steps: Map<string, number>;
  /** Calls of functions that are known, each with where it stood. */
  readonly calls: Map<string, Called>;
  /** The file's own, and those of the repository's library. */
  readonly functions: ReadonlyMap<string, Definition>;
  readonly parameters: ReadonlyMap<string, BuildParameter>;
  readonly stages: ReadonlyMap<Call, Stage>;
  read(nodes: readonly Node[], reach: Reach): void;
}

/** The call of a function that brings most secrets into it, and what its parameters are given. */
export interface Called {
  readonly reach: Reach;
  readonly given: readonly Local[];
  readonly weight: number;
}

export const scopeOf = ({ exported }: Walk, { levels }: Reach): Scope => [
  ...levels.map(({ held }): Held => held),
  exported.held,
];

/** Makes a reference, once for each secret and place. */
export function referTo(
  { made, collected }: Walk,
  site: Site,
  secret: string,
  place: Place,
  via: Reference["via"],
  more: Partial<Pick<Reference, "computed" | "part">> = {},
): Reference {
  const key = `${secret} ${startOf(place)} ${site.boundTo ?? ""}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const reference: Reference = { secret, platform: PLATFORM, ...site, place, via, ...more };
  made.set(key, reference);
  collected.references.push(reference);
  return reference;
}

/** Variables that Jenkins fills in itself, whatever their names sound like. */
const OWN =
  /^(?:BUILD_|JOB_|NODE_|EXECUTOR_|JENKINS_|GIT_(?!PASSWORD|TOKEN|AUTH)|BRANCH_|CHANGE_|TAG_|STAGE_|HUDSON_|WORKSPACE|RUN_|SVN_|TAG_)/;

/** What a variable of the environment holds where it is used; one that the file does not set is a secret if its name says so. */
export function carriedByVariable(
  walk: Walk,
  reach: Reach,
  name: string,
  place: Place,
  via: Reference["via"],
): readonly Carried[] {
  const level = reach.levels.find(({ held }) => held.has(name));
  const held = level?.held.get(name) ?? unmasked(walk, walk.exported.held.get(name));
  if (held !== undefined) return held;
  if (OWN.test(name) || !/^[A-Z][A-Z0-9_]*$/.test(name) || !isSecretName(name)) return [];
  if (walk.parameters.has(name)) return [];
  return [{ reference: referTo(walk, reach.site, name, place, via), path: [], masked: true }];
}

/** What a variable of the file holds: a secret whose block has ended is no longer masked. */
function unmasked({ left }: Walk, carried: readonly Carried[] | undefined): readonly Carried[] | undefined {
  if (carried?.some(({ reference }) => left.has(reference)) !== true) return carried;
  return carried.map((one) => (left.has(one.reference) ? { ...one, masked: false } : one));
}

/** What the entry of a map holds that a function is given; undefined where the variable is no such map. */
export function carriedByEntry(walk: Walk, reach: Reach, name: string, entry: string): readonly Carried[] | undefined {
  const entries = localOf(reach, name)?.entries;
  return entries === undefined ? undefined : (unmasked(walk, entries.get(entry)) ?? []);
}

/** What a variable of Groovy holds; undefined where there is none of that name. */
export const carriedByLocal = (walk: Walk, reach: Reach, name: string): readonly Carried[] | undefined =>
  unmasked(walk, localOf(reach, name)?.carried);

/** The variable of Groovy with a name. */
export function localOf({ locals }: Reach, name: string): Local | undefined {
  return locals.find((level) => level.has(name))?.get(name);
}

/** A text with what Groovy fills into it. */
export interface Composed extends PlacedText {
  readonly holes: readonly ComposedHole[];
}

export interface ComposedHole {
  readonly start: number;
  readonly end: number;
  readonly node: Node;
}
