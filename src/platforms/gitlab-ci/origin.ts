import type { Place } from "../../core/span.ts";
import { placeWithin, type Scalar } from "../document/tree.ts";
import { type Carried, through } from "../flow/scope.ts";
import { startOf } from "../flow/start-of.ts";

/** Where a part of a text was written, and the holes that it came through from there. */
export interface Origin {
  readonly place: Place;
  readonly holes: readonly Place[];
}

/** The origin of a part of a scalar: what an input gave stands where it was given. */
export function originOf(scalar: Scalar, start: number, end: number): Origin {
  const part = scalar.filled?.parts.find((one) => one.given !== undefined && one.start <= start && end <= one.end);
  if (part?.given === undefined) return { place: placeWithin(scalar, start, end), holes: [] };
  const { place, holes } = originOf(part.given, start - part.start, end - part.start);
  return { place, holes: [...holes, placeWithin(scalar, part.start, part.end)] };
}

/** Secrets one step further; a step is told once. */
export const arriving = (carried: readonly Carried[], place: Place): Carried[] =>
  carried.flatMap((secret) => {
    const last = secret.path.at(-1);
    return last !== undefined && startOf(last) === startOf(place) ? [secret] : through([secret], place);
  });

/** The names of inputs whose values are a part of a text, where they were first given; in the file of `unit` alone. */
export function inputsIn(
  scalar: Scalar,
  unit: string,
): { readonly name: string; readonly start: number; readonly end: number }[] {
  return (scalar.filled?.parts ?? []).flatMap(({ name, given, start, end }) => {
    const inner = given === undefined ? [] : inputsIn(given, unit);
    const names = scalar.place.unit === unit ? [name, ...inner.map((one) => one.name)] : inner.map((one) => one.name);
    return [...new Set(names)].map((one) => ({ name: one, start, end }));
  });
}
