import type { Flow } from "../core/pipeline.ts";
import type { PolicyMatch } from "../core/stages.ts";
import { secretName } from "./secret-like.ts";

/** The way of a secret to its sink, as related places: where it comes from, and what it passes through. */
export function stepsOf({ reference, path, sink }: Flow): NonNullable<PolicyMatch["related"]> {
  const origin = { place: reference.place, message: `Here ${secretName(reference.secret)} is given.` };
  const { unit, span } = reference.place;
  const isHere = unit === sink.place.unit && span.start === sink.place.span.start;
  const handed = (reference.suppliedBy ?? []).slice(0, MOST_CALLERS).map(({ secret, place }) => ({
    place,
    message: `Here ${secretName(secret)} is handed over under that name.`,
  }));
  return [
    ...handed,
    ...(isHere ? [] : [origin]),
    ...path.map((place) => ({ place, message: "It passes through here." })),
  ];
}

/** Callers of a file that are told as steps of a flow. */
const MOST_CALLERS = 3;

/** How messages begin that are about the secret of a flow. */
export const flowSubject = ({ reference: { secret } }: Flow): string =>
  secret === "*" ? "A secret" : `The secret ${secret}`;
