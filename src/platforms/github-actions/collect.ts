import type { Flow, Literal, Reference, Sink, Trigger } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { placeWithin, type Scalar } from "../document/tree.ts";
import { type Access, type Expression, readCondition, readExpressions } from "./expression.ts";
import type { Bindings } from "./model.ts";
import { type Carried, type Held, lookUp, type Scope, through } from "./scope.ts";

/** Where in a workflow something stands: what its references have in common. */
export interface Site {
  readonly file: string;
  readonly triggers: readonly Trigger[];
  readonly job?: string;
  readonly step?: string;
  readonly environment?: string;
}

/** Everything that the walk over a model gathers. */
export interface Collected {
  readonly references: Reference[];
  readonly flows: Flow[];
  readonly literals: Literal[];
  /** The first sink beyond the limit of flows. */
  unfollowed?: Place;
}

export const PLATFORM = "github-actions";

/** Secrets that an access to a context names: `*` for the whole context or a computed name. */
function secretOf({ context, keys }: Access): string | undefined {
  if (context === "github") return keys[0]?.toLowerCase() === "token" ? "GITHUB_TOKEN" : undefined;
  if (context !== "secrets") return undefined;
  // Names of secrets do not mind case.
  return keys[0] === undefined ? "*" : keys[0].toUpperCase();
}

/** Secrets that an expression's result may hold. Notes each use of a secret as a reference, carried or not. */
export function carriedBy(
  collected: Collected,
  site: Site,
  scalar: Scalar,
  { accesses }: Expression,
  scope: Scope,
  via: Reference["via"],
): Carried[] {
  return accesses.flatMap((access) => {
    const place = placeWithin(scalar, access.start, access.end);
    const secret = secretOf(access);
    if (secret !== undefined) {
      const isContext = access.context === "secrets" && secret === "*";
      const reference = { secret, platform: PLATFORM, ...site, place, via: isContext ? ("context" as const) : via };
      collected.references.push(reference);
      return access.carried ? [{ reference, path: [], masked: true }] : [];
    }
    if (access.context !== "env" || !access.carried) return [];
    return [...lookUp(scope, access.keys[0] ?? "")];
  });
}

/** Secrets that a scalar's text may hold once its expressions are filled in. */
export function carriedByText(
  collected: Collected,
  site: Site,
  scalar: Scalar | undefined,
  scope: Scope,
  via: Reference["via"] = "expression",
): Carried[] {
  if (scalar === undefined) return [];
  return readExpressions(scalar.value).flatMap((found) => carriedBy(collected, site, scalar, found, scope, via));
}

/** Notes the references in an `if`. */
export function noteCondition(collected: Collected, site: Site, scalar: Scalar | undefined, scope: Scope): void {
  if (scalar === undefined) return;
  for (const found of readCondition(scalar.value)) carriedBy(collected, site, scalar, found, scope, "expression");
}

/** Reads a level's variables or inputs: what each holds, with literals noted. Names are as written. */
export function readBindings(
  collected: Collected,
  site: Site,
  bindings: Bindings,
  scope: Scope,
  via: "env" | "input",
): Held {
  const held = new Map<string, readonly Carried[]>();
  const whole = carriedByText(collected, site, bindings.expression, scope, via);
  if (whole.length > 0) held.set("*", whole);
  for (const { name, value } of bindings.entries) {
    const carried = carriedByText(collected, site, value, scope, via);
    held.set(name.value, via === "env" ? through(carried, value.place) : carried);
    if (!value.value.includes("${{")) {
      const { job, step } = site;
      const where = { ...(job !== undefined && { job }), ...(step !== undefined && { step }) };
      collected.literals.push({ name: name.value, value: value.value, place: value.place, via, ...where });
    }
  }
  return held;
}

/** Ways of secrets that one pipeline may have: every variable of a job reaches every action in it. */
const MAX_FLOWS = 100_000;

export function addFlows(collected: Collected, carried: Iterable<Carried>, sink: Sink): void {
  for (const { reference, path, masked } of carried) {
    if (collected.flows.length >= MAX_FLOWS) {
      collected.unfollowed ??= sink.place;
      return;
    }
    collected.flows.push({ reference, path, sink, masked });
  }
}
