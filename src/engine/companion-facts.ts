import type { Origin, Unit } from "../core/source.ts";
import type { Platform } from "../core/stages.ts";
import { decode } from "../core/text.ts";

/** A file that a platform's pipelines may name, and what the platform reads of it. Kept in memory only. */
export interface CompanionFacts {
  readonly platform: string;
  readonly path: string;
  readonly origin: Origin;
  readonly content: unknown;
}

/** Tells files that some platform's pipelines may name. */
export const mayBeCompanion = (platforms: readonly Platform[]): ((path: string) => boolean) => {
  const all = platforms.flatMap(({ companions }) => companions ?? []);
  return (path) => all.some(({ recognise }) => recognise(path));
};

/** Larger ones are not written by hand. */
const MOST_BYTES = 1 << 18;

/** Makes what reads such files, of the platforms that have some. */
export function createCompanionOf(platforms: readonly Platform[]): (unit: Unit) => CompanionFacts | undefined {
  const having = platforms.flatMap(({ id, companions }) => (companions === undefined ? [] : [{ id, ...companions }]));
  return ({ path, inside, whole, bytes, origin }) => {
    if (inside !== undefined || !whole || bytes.length > MOST_BYTES) return undefined;
    const its = having.find(({ recognise }) => recognise(path));
    return its === undefined ? undefined : { platform: its.id, path, origin, content: its.read(decode(bytes)) };
  };
}
