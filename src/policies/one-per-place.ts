import { SEVERITIES } from "../core/levels.ts";
import type { PolicyMatch } from "../core/stages.ts";

/** One match for each place, the gravest one: a template brings the same line into many jobs. */
export function onePerPlace(matches: Iterable<PolicyMatch>): PolicyMatch[] {
  const gravest = new Map<string, PolicyMatch>();
  for (const match of matches) {
    const { unit, span } = match.place;
    const key = JSON.stringify([unit, span.start, span.end]);
    const known = gravest.get(key);
    if (known === undefined || rank(match) > rank(known)) gravest.set(key, match);
  }
  return [...gravest.values()];
}

const rank = ({ severity }: PolicyMatch): number =>
  severity === undefined ? SEVERITIES.length : SEVERITIES.indexOf(severity);
