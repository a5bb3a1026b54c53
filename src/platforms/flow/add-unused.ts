import type { Place } from "../../core/span.ts";
import type { Collected } from "./collected.ts";

/** Adds what parts that no job of the file runs do, and that no job has shown already: others may use them. */
export function addUnused(collected: Collected, unused: Collected): void {
  const ofPlace = ({ place }: { readonly place: Place }): number => place.span.start;
  addNew(collected.references, unused.references, ofPlace);
  addNew(collected.flows, unused.flows, ({ sink }) => sink.place.span.start);
  addNew(collected.commands, unused.commands, ofPlace);
  addNew(collected.images, unused.images, ofPlace);
  addNew(collected.transfers, unused.transfers, ofPlace);
  addNew(collected.tools, unused.tools, ofPlace);
  addNew(collected.fallbacks, unused.fallbacks, ofPlace);
  addNew(collected.scripts, unused.scripts, ({ text }) => text.placeOf(0, 0).span.start);
  const { unfollowed } = unused;
  if (unfollowed !== undefined) collected.unfollowed ??= unfollowed;
}

function addNew<Item>(into: Item[], more: readonly Item[], startOf: (item: Item) => number): void {
  const known = new Set(into.map(startOf));
  for (const item of more) if (!known.has(startOf(item))) into.push(item);
}
