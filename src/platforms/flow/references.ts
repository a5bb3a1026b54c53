import type { Reference } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type { Collected, Site } from "./collected.ts";

/** What a reference is beside its secret and its site. */
export interface ReferenceParts {
  readonly place: Place;
  readonly via: Reference["via"];
  readonly boundTo?: string;
  readonly builtIn?: boolean;
}

/** Notes a use of a secret; a text that is read twice in one job makes one reference. */
export type NoteReference = (site: Site, secret: string, parts: ReferenceParts) => Reference;

/** Makes the references of one file. */
export function referenceNoter(collected: Collected, platform: string): NoteReference {
  const made = new Map<string, Reference>();
  return (site, secret, { place, via, boundTo, builtIn }) => {
    const key = JSON.stringify([secret, place.span.start, site.job, site.step]);
    const known = made.get(key);
    if (known !== undefined) return known;
    const reference: Reference = {
      secret,
      platform,
      ...site,
      place,
      via,
      ...(boundTo !== undefined && { boundTo }),
      ...(builtIn === true && { builtIn }),
    };
    made.set(key, reference);
    collected.references.push(reference);
    return reference;
  };
}
