import type { Place } from "../core/span.ts";

/** The first of those that lie at one place: a template brings the same lines into many jobs. */
export function onceAPlace<Placed extends { readonly place: Place }>(items: Iterable<Placed>): Placed[] {
  const seen = new Set<number>();
  return [...items].filter(({ place: { span } }) => !seen.has(span.start) && seen.add(span.start));
}
