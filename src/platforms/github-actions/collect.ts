import type { Literal, Reference } from "../../core/pipeline.ts";
import { placedText, placeWithin, type Scalar } from "../document/tree.ts";
import type { Collected, Site } from "../flow/collected.ts";
import { type Carried, type Held, lookUp, type Scope, through } from "../flow/scope.ts";
import { contextPath, inContext } from "./contexts.ts";
import { type Access, type Expression, readCondition, readExpressions } from "./expression.ts";
import type { Bindings } from "./model.ts";

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
      const reference: Reference = {
        secret,
        platform: PLATFORM,
        ...site,
        place,
        via: isContext ? "context" : via,
        ...(access.computed && { computed: true }),
        ...(access.part && { part: true }),
        ...suppliedBy(scope, secret),
      };
      collected.references.push(reference);
      noteFallback(collected, scalar, access, [reference]);
      return access.carried ? [{ reference, path: [], masked: access.part !== true }] : [];
    }
    if (!access.carried) return [];
    if (HOLDING.has(access.context)) {
      const held = inContext(scope, contextPath(access.context, ...access.keys));
      return access.part === true ? held.map((one) => ({ ...one, masked: false })) : [...held];
    }
    if (access.context !== "env") return [];
    const held = lookUp(scope, access.keys[0] ?? "");
    noteFallback(
      collected,
      scalar,
      access,
      held.map(({ reference }) => reference),
    );
    return [...held];
  });
}

/** Contexts whose values steps, jobs and callers set. */
const HOLDING = new Set(["inputs", "steps", "needs", "jobs"]);

/** What callers hand over under a secret's name. */
function suppliedBy(scope: Scope, secret: string): Pick<Reference, "suppliedBy"> {
  const held = [...inContext(scope, contextPath("secrets", secret)), ...inContext(scope, "secrets.*")];
  if (held.length === 0) return {};
  return { suppliedBy: held.map(({ reference }) => ({ secret: reference.secret, place: reference.place })) };
}

function noteFallback(
  collected: Collected,
  scalar: Scalar,
  { fallback }: Access,
  [reference]: readonly Reference[],
): void {
  if (fallback === undefined || reference === undefined) return;
  const { value, start, end } = fallback;
  collected.fallbacks.push({ name: reference.secret, reference, value, place: placeWithin(scalar, start, end) });
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
  via: Literal["via"],
): Held {
  const held = new Map<string, readonly Carried[]>();
  const carriedVia = via === "registry" ? "input" : via;
  const whole = carriedByText(collected, site, bindings.expression, scope, carriedVia);
  if (whole.length > 0) held.set("*", whole);
  for (const { name, value } of bindings.entries) {
    const carried = carriedByText(collected, { ...site, boundTo: name.value }, value, scope, carriedVia);
    held.set(name.value, via === "env" ? through(carried, value.place) : carried);
    if (!value.value.includes("${{")) {
      const { job, step } = site;
      const where = { ...(job !== undefined && { job }), ...(step !== undefined && { step }) };
      collected.literals.push({ name: name.value, place: value.place, ...placedText(value), via, ...where });
    }
  }
  return held;
}
