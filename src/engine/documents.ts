import type { Location } from "../core/finding.ts";
import type { Inventory } from "../core/inventory.ts";
import type { Unit } from "../core/source.ts";
import type { Place, UnitId } from "../core/span.ts";
import { createIndexedLocate, type Locate } from "../findings/locate.ts";
import type { MaskedSpan } from "../findings/redact.ts";
import type { Document, Facts } from "./facts.ts";

/** The texts that policies and inventory rules may point into, by unit. */
export type Documents = ReadonlyMap<UnitId, Document>;

export function documentsOf(facts: readonly Facts[], ...others: readonly Document[]): Documents {
  const pipelines = facts.flatMap(({ pipeline }) => (pipeline === undefined ? [] : [pipeline.document]));
  return new Map([...pipelines, ...others].map((document) => [document.unit, document]));
}

export function documentFrom(unit: Unit, masked: readonly MaskedSpan[]): Document {
  return { unit: unit.id, path: unit.path, origin: unit.origin, bytes: unit.bytes, masked };
}

/** The text that a place lies in. A place elsewhere is a fault of the rule that made it. */
export function documentAt({ unit }: Place, documents: Documents): Document {
  const found = documents.get(unit);
  if (found === undefined) throw new Error(`a place in ${unit}, which is no document of this scan`);
  return found;
}

export function locationAt(place: Place, documents: Documents): Location {
  const document = documentAt(place, documents);
  const { path, unit } = document;
  return { unit, path, ...locateIn(document)(place.span) };
}

/** Thousands of matches may lie in one document, in any order. */
const located = new WeakMap<Document, Locate>();

function locateIn(document: Document): Locate {
  const known = located.get(document) ?? createIndexedLocate(document.bytes);
  located.set(document, known);
  return known;
}

/** What may be a secret's value in a file of the manifest, and is never shown. */
export function withheldIn(inventory: Inventory | undefined, unit: UnitId): readonly MaskedSpan[] {
  return (inventory?.withheld.get(unit) ?? []).map((span) => ({ ...span, prefix: "" }));
}
