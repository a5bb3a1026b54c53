import type { Reference } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { rememberedLately } from "./remembered.ts";

/** A secret that a variable or text holds, and the bindings that it came through, nearest the reference first. */
export interface Carried {
  readonly reference: Reference;
  readonly path: readonly Place[];
  readonly masked: boolean;
}

/** What each variable of a level holds: nothing for one that only hides an outer one. `*` is any name. */
export type Held = ReadonlyMap<string, readonly Carried[]>;

/** The environment variables in reach: levels from the inside out, where an inner variable hides the outer one of its name. */
export type Scope = readonly Held[];

export const through = (carried: readonly Carried[], place: Place): Carried[] =>
  carried.map((secret) => ({ ...secret, path: [...secret.path, place] }));

/** What a variable holds. */
export function lookUp(scope: Scope, name: string): readonly Carried[] {
  const known = scope.find((held) => held.has(name))?.get(name);
  return known ?? scope.flatMap((held) => held.get("*") ?? []);
}

/** What all variables in reach hold. */
export function everything(scope: Scope): readonly Carried[] {
  const hidden = new Set<string>();
  const all: Carried[] = [];
  for (const held of scope) {
    for (const [name, carried] of held) if (hidden.size === 0 || !hidden.has(name)) all.push(...carried);
    for (const name of held.keys()) if (name !== "*") hidden.add(name);
  }
  return all;
}

/** The same of levels that do not change any more: thousands of jobs may have nothing but what they share, and get one list. */
export function everythingFixed(scope: Scope): readonly Carried[] {
  const levels = scope.filter(({ size }) => size > 0);
  const [only] = levels;
  return levels.length === 1 && only !== undefined ? listOf(only) : everything(levels);
}

const listOf = rememberedLately((held: Held) => everything([held]));

/** Whether a variable with the word in its name holds a secret. */
export function holdsUnder(scope: Scope, word: string): boolean {
  const part = word.toLowerCase();
  return scope.some((held) => [...held].some(([name, { length }]) => length > 0 && name.toLowerCase().includes(part)));
}
