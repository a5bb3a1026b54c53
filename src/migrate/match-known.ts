import { createHash } from "node:crypto";
import type { Finding } from "../core/finding.ts";
import type { AcceptedFinding } from "./accepted.ts";
import type { KnownFindings, Part } from "./imported.ts";
import { type KnownOutcome, tellKnown } from "./tell-known.ts";

/** A finding with what it was made of; stays in the process. */
export interface ValuedFinding {
  readonly finding: Finding;
  readonly value: string;
  readonly line: string;
}

/** What was found of what the other tool was told to accept. */
export interface Matched {
  readonly accepted: readonly AcceptedFinding[];
  readonly parts: readonly Part[];
}

/** What came of one entry: the findings that it accepts, or why there are none. */
type Result = readonly ValuedFinding[] | { readonly none: Exclude<KnownOutcome["outcome"], number> };

/** Finds out which findings the other tool's entries are about. `scope` gives those where an entry is at home. */
export function matchKnown(
  known: readonly KnownFindings[],
  scope: (known: KnownFindings) => readonly ValuedFinding[],
): Matched {
  const results = known.map((one) => ({ known: one, result: resultOf(one, scope(one)) }));
  const accepted = results.flatMap(({ known: { reason, from, isBaseline = false }, result }) =>
    "none" in result ? [] : result.map(({ finding }) => ({ finding, reason, from, isBaseline })),
  );
  return {
    accepted,
    parts: tellKnown(
      results.map(({ known: one, result }) => ({
        known: one,
        outcome: "none" in result ? result.none : result.length,
      })),
    ),
  };
}

function resultOf(known: KnownFindings, all: readonly ValuedFinding[]): Result {
  const { sha1, line, fitsLine, fitsValue, ruleIds = [], isStrict = false } = known;
  const ofRules = all.filter(({ finding }) => ruleIds.includes(finding.ruleId));
  const counting = isStrict ? ofRules : all;
  if (sha1 !== undefined) {
    const hits = all.filter((one) => fitsHash(one, sha1, line));
    if (hits.length > 0) return hits;
    return { none: all.some(({ finding }) => finding.location.start.line === line) ? "another value" : "nothing" };
  }
  if (fitsLine !== undefined || fitsValue !== undefined) {
    return counting.filter((one) => fitsLine?.(one.line) ?? fitsValue?.(one.value));
  }
  if (line === undefined) return ofRules.length > 1 ? { none: "several" } : orNothing(ofRules);
  return atLine(known, line, counting, ofRules);
}

/** The findings at a line: those of rules that look for the same, else the only one that there is. */
function atLine(
  { column }: KnownFindings,
  line: number,
  counting: readonly ValuedFinding[],
  ofRules: readonly ValuedFinding[],
): Result {
  const isThere = ({ finding: { location } }: ValuedFinding): boolean =>
    location.start.line <= line && line <= location.end.line;
  const same = ofRules.filter(isThere);
  const exact =
    column === undefined ? [] : same.filter(({ finding: { location } }) => location.start.column === column);
  if (exact.length > 0) return exact;
  if (same.length > 0) return same;
  const there = counting.filter(isThere);
  return there.length > 1 ? { none: "several" } : orNothing(there);
}

const orNothing = (found: readonly ValuedFinding[]): Result => (found.length === 0 ? { none: "nothing" } : found);

const sha1Of = (text: string): string => createHash("sha1").update(text).digest("hex");

/** detect-secrets takes quotes and the like at the ends of a value for part of it, or not; of a private key it takes the words of its first line. */
function fitsHash({ value, finding }: ValuedFinding, sha1: string, line: number | undefined): boolean {
  if (sha1Of(value) === sha1 || sha1Of(value.replaceAll(/^["',;]+|["',;]+$/g, "")) === sha1) return true;
  const [words] = /BEGIN [A-Z\d ]*PRIVATE KEY(?: BLOCK)?/.exec(value) ?? [];
  // Those words are the same in many keys, so that the line counts, too.
  return words !== undefined && finding.location.start.line === line && sha1Of(words) === sha1;
}
