import type { SuppressedFinding } from "../../core/acceptance.ts";
import { ScanError } from "../../core/errors.ts";
import type { Finding } from "../../core/finding.ts";
import type { RuleMeta } from "../../core/rule.ts";
import { placeAndOrigin } from "../../reporters/finding-words.ts";
import { plural } from "../../reporters/plural.ts";

/** What a fingerprint is looked for in: a scan's report, or one that was read. */
export interface Searched {
  /** As a message names it: `scan.json`, `what was searched`. */
  readonly name: string;
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  readonly rules: readonly RuleMeta[];
}

/** The finding that a fingerprint means, with its rule, what accepts it, and where the same secret lies besides. */
export interface Sought {
  readonly finding: Finding;
  readonly rule?: RuleMeta;
  readonly accepted?: SuppressedFinding["suppression"];
  readonly others: readonly Finding[];
}

/** Findings that are listed where a fingerprint means several. */
const MOST_LISTED = 5;
/** Digits of a print by which people tell one from another. */
const SHOWN_DIGITS = 12;

/** The finding whose identity or place begins with `print`; undefined where there is none. Throws a ScanError where there are several. */
export function findPrint(print: string, searched: Searched): Sought | undefined {
  const { findings, suppressed, rules } = searched;
  const all = [...findings, ...suppressed.map(({ finding }) => finding)];
  const atPlace = all.filter(({ fingerprint }) => fingerprint.place.startsWith(print));
  const alike = all.filter(({ fingerprint }) => fingerprint.identity.startsWith(print));
  const secrets = new Set([...atPlace, ...alike].map(({ fingerprint }) => fingerprint.identity));
  const [first] = [...atPlace, ...alike];
  if (first === undefined) return undefined;
  // One secret in several places is one thing to explain; two places of it by their own prints are two.
  if (secrets.size > 1 || atPlace.length > 1) throw ambiguous(print, [...new Set([...atPlace, ...alike])], searched);
  const rule = rules.find(({ id }) => id === first.ruleId);
  const accepted = suppressed.find(({ finding }) => finding === first)?.suppression;
  return {
    finding: first,
    others: all.filter((one) => one !== first && one.fingerprint.identity === first.fingerprint.identity),
    ...(rule === undefined ? {} : { rule }),
    ...(accepted === undefined ? {} : { accepted }),
  };
}

function ambiguous(print: string, found: readonly Finding[], { name }: Searched): ScanError {
  const listed = found.slice(0, MOST_LISTED).map((finding) => {
    const { identity, place } = finding.fingerprint;
    const digits = (identity.startsWith(print) ? identity : place).slice(0, Math.max(SHOWN_DIGITS, print.length + 2));
    return `${digits} (${finding.ruleId} at ${placeAndOrigin(finding)})`;
  });
  const more = found.length > MOST_LISTED ? `, and ${found.length - MOST_LISTED} more` : "";
  return new ScanError(
    `\`${print}\` begins the fingerprints of ${plural(found.length, "finding")} in ${name}`,
    `Write more of it: ${listed.join(", ")}${more}.`,
  );
}
