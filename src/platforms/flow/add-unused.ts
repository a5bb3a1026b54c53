import type { Place } from "../../core/span.ts";
import type { Collected } from "./collected.ts";
import { startOf } from "./start-of.ts";

/** Adds what parts that no job of the file runs do, and that no job has shown already: others may use them. */
export function addUnused(collected: Collected, unused: Collected): void {
  const ofPlace = ({ place }: { readonly place: Place }): string => startOf(place);
  addNew(collected.references, unused.references, ofPlace);
  addNew(collected.flows, unused.flows, ({ sink }) => startOf(sink.place));
  addNew(collected.commands, unused.commands, ofPlace);
  addNew(collected.images, unused.images, ofPlace);
  addNew(collected.transfers, unused.transfers, ofPlace);
  addNew(collected.tools, unused.tools, ofPlace);
  addNew(collected.fallbacks, unused.fallbacks, ofPlace);
  addNew(collected.scripts, unused.scripts, ({ text }) => startOf(text.placeOf(0, 0)));
  const { unfollowed } = unused;
  if (unfollowed !== undefined) collected.unfollowed ??= unfollowed;
}

function addNew<Item>(into: Item[], more: readonly Item[], keyOf: (item: Item) => string): void {
  const known = new Set(into.map(keyOf));
  for (const item of more) if (!known.has(keyOf(item))) into.push(item);
}
