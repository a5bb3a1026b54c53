import type { Place } from "../core/span.ts";

/** The first of those that lie at one place: a template brings the same lines into many jobs. */
export function onceAPlace<Placed extends { readonly place: Place }>(items: Iterable<Placed>): Placed[] {
  const seen = new Set<string>();
  return [...items].filter(({ place: { unit, span } }) => {
    const key = `${unit} ${span.start}`;
    return !seen.has(key) && seen.add(key);
  });
}
