import type { Carried, Held, Scope } from "../flow/scope.ts";

/**
 * What contexts hold of secrets, as a level of a scope that only expressions see: by path in lower case, such as `inputs.token`
 * or `steps.login.outputs.key`. The dots keep a path apart from a variable's name.
 */
export type Contexts = Map<string, readonly Carried[]>;

export const contextPath = (...parts: readonly string[]): string => parts.join(".").toLowerCase();

/** What a context's path holds. */
export function inContext(scope: Scope, path: string): readonly Carried[] {
  return scope.find((held) => held.has(path))?.get(path) ?? [];
}

/** Adds to what a path or a variable holds; each secret once. */
export function addHeld(held: Contexts, path: string, carried: readonly Carried[]): void {
  if (carried.length === 0) return;
  const known = held.get(path) ?? [];
  const fresh = carried.filter(
    ({ reference, masked }) => !known.some((one) => one.reference === reference && one.masked === masked),
  );
  if (fresh.length > 0) held.set(path, [...known, ...fresh]);
}

/** Contexts of one kind made of bindings: `inputs.token` of an input `token`. */
export function contextsOf(context: string, held: Held): Contexts {
  return new Map([...held].map(([name, carried]) => [contextPath(context, name), carried]));
}
