import { gzipSync } from "node:zlib";
import type { Finding } from "../core/finding.ts";
import type { RuleMeta } from "../core/rule.ts";
import type { Problem } from "../core/source.ts";
import { grouped, plural } from "./plural.ts";
import { worstFirst } from "./worst-first.ts";

/** How much of a file an upload takes. */
export interface SarifLimits {
  readonly results: number;
  /** Results that are stored; the others are dropped without a word. */
  readonly shown: number;
  readonly rules: number;
  /** Locations of one result, the related ones included. */
  readonly locations: number;
  /** Bytes of the file after gzip. */
  readonly gzipped: number;
}

/**
 * What GitHub code scanning takes, by its documentation. It takes 10 MB; its action adds a print to each result before it
 * compresses, for which some room is left.
 */
export const CODE_SCANNING: SarifLimits = {
  results: 25_000,
  shown: 5000,
  rules: 25_000,
  locations: 1000,
  gzipped: 9_000_000,
};

/** What of a report goes into the file, and what has to be said of the rest. */
export interface Fitted {
  readonly findings: readonly Finding[];
  readonly notes: readonly Problem[];
}

/** Stretches that are compressed by themselves: a little more than together, so that the sum is never too small. */
const STRETCHES = 40;

/** The first findings whose results, as `write` gives them, take no more than `room` bytes after gzip. */
function withinBytes(findings: readonly Finding[], room: number, write: (finding: Finding) => string): number {
  let left = room;
  let kept = 0;
  let stretch = "";
  for (const [index, finding] of findings.entries()) {
    stretch += write(finding);
    if (stretch.length < room / STRETCHES && index < findings.length - 1) continue;
    left -= gzipSync(stretch).length;
    if (left < 0) return kept;
    kept = index + 1;
    stretch = "";
  }
  return kept;
}

const note = (message: string, hint: string): Problem => ({
  level: "note",
  code: "output-cut",
  subject: "sarif",
  message,
  hint,
});

/** Results below this part of the limit make no difference: the limit leaves that much room. */
const SMALL = 1 / 10;

/** How many of the findings, the most severe first, fit into a file with `head`; all of them in most reports, which need no gzip to know. */
function countFitting(
  findings: readonly Finding[],
  head: () => string,
  write: (finding: Finding) => string,
  limit: number,
): number {
  const bytes = findings.reduce((sum, finding) => sum + Buffer.byteLength(write(finding)), 0);
  if (bytes < limit * SMALL) return findings.length;
  const rest = head();
  // A text is smaller after gzip.
  if (bytes + Buffer.byteLength(rest) <= limit) return findings.length;
  return withinBytes(worstFirst(findings), limit - gzipSync(rest).length, write);
}

/**
 * The findings that an upload takes, the most severe where it does not take all. `head` gives what else is in the file, `write` a
 * result as it will stand there.
 */
export function fitFindings(
  all: readonly Finding[],
  head: () => string,
  write: (finding: Finding) => string,
  limits: SarifLimits,
): Fitted {
  const ordered = all.length > limits.shown ? worstFirst(all) : all;
  const most = ordered.slice(0, limits.results);
  const kept = countFitting(most, head, write, limits.gzipped);
  const findings = kept === most.length ? most : worstFirst(most).slice(0, kept);
  return { findings, notes: notesOn(all.length, findings.length, limits) };
}

function notesOn(all: number, kept: number, { shown }: SarifLimits): Problem[] {
  const others = "The formats html, json and csv hold all of them.";
  if (kept < all) {
    return [
      note(
        `holds ${grouped(kept)} of ${plural(all, "finding")}, the most severe, since code scanning takes no more`,
        others,
      ),
    ];
  }
  if (all <= shown) return [];
  return [
    note(
      `holds ${plural(all, "finding")}, of which code scanning shows ${grouped(shown)}; the most severe come first`,
      others,
    ),
  ];
}

/** The rules that an upload takes: where they are too many, those that are spoken of. */
export function fitRules(
  rules: readonly RuleMeta[],
  findings: readonly Finding[],
  { rules: most }: SarifLimits,
): readonly RuleMeta[] {
  if (rules.length <= most) return rules;
  const named = new Set(findings.map(({ ruleId }) => ruleId));
  return rules.filter(({ id }) => named.has(id)).slice(0, most);
}
