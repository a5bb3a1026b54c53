import type { Reference } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type { Collected, Site } from "./collected.ts";
import type { Carried, Scope } from "./scope.ts";
import { startOf } from "./start-of.ts";

/** What is in reach of a script or setting, on platforms that write out what each environment holds. */
export interface Reach {
  readonly platform: string;
  readonly collected: Collected;
  readonly site: Site;
  /** References made so far, by name and place: a text that is read twice makes one. */
  readonly made: Map<string, Reference>;
  /** Variables from the inside out. */
  readonly scope: Scope;
  /** Whether a variable that the file does not define may be a secret which the project has set, by its name. */
  isSetElsewhere(name: string): boolean;
}

/** A use of a secret, as a file writes it. */
export interface SecretUse extends Pick<Reference, "secret" | "via" | "builtIn" | "computed" | "boundTo"> {
  readonly place: Place;
}

/** The reference of a use; the same one for the same secret at the same place. */
function referenceAt({ platform, collected, site, made }: Reach, use: SecretUse): Reference {
  const key = `${use.secret} ${startOf(use.place)} ${site.job ?? ""}`;
  const known = made.get(key);
  if (known !== undefined) return known;
  const reference: Reference = { platform, ...site, ...use };
  made.set(key, reference);
  collected.references.push(reference);
  return reference;
}

/** A secret as it comes in. */
export const arriving = (reach: Reach, use: SecretUse): Carried => ({
  reference: referenceAt(reach, use),
  path: [],
  masked: true,
});

/** Secrets that a variable holds where it is read. */
export function carriedByVariable(reach: Reach, name: string, place: Place): readonly Carried[] {
  const known = reach.scope.find((held) => held.has(name))?.get(name);
  if (known !== undefined) return known;
  if (!reach.isSetElsewhere(name)) return [];
  const whole = reach.scope.flatMap((held) => held.get("*") ?? []);
  return whole.length > 0 ? whole : [arriving(reach, { secret: name, place, via: "script" })];
}
