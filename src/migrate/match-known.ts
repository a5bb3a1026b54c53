import { createHash } from "node:crypto";
import type { Finding } from "../core/finding.ts";
import type { AcceptedFinding } from "./accepted.ts";
import type { KnownFindings, Part } from "./imported.ts";

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
type Result = readonly ValuedFinding[] | { readonly none: "nothing" | "another value" | "several" };

/** Finds out which findings the other tool's entries are about. `scope` gives those where an entry is at home. */
export function matchKnown(
  known: readonly KnownFindings[],
  scope: (known: KnownFindings) => readonly ValuedFinding[],
): Matched {
  const results = known.map((one) => ({ known: one, result: resultOf(one, scope(one)) }));
  const accepted = results.flatMap(({ known: { reason, from }, result }) =>
    "none" in result ? [] : result.map(({ finding }) => ({ finding, reason, from })),
  );
  return { accepted, parts: partsOf(results) };
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

interface KnownResult {
  readonly known: KnownFindings;
  readonly result: Result;
}

const NONE = {
  "another value": [
    "something is found there, but with another value, so that it is reported",
    "Look at what is found there, and accept it with `sealint-ignore` or `allow` if it may be.",
  ],
  several: [
    "several things are found there, and which one was meant is not told",
    "Look at what is found there, and accept with `sealint-ignore` or `allow` what may be.",
  ],
} as const;

/** Hundreds of entries that came out alike are told in one line; what is left is told one by one. */
function partsOf(results: readonly KnownResult[]): readonly Part[] {
  const parts: Part[] = [];
  for (const [file, some] of Map.groupBy(results, ({ known }) => fileOf(known))) {
    const entries = some.filter(({ known }) => known.where !== "everywhere");
    const hits = entries.filter(({ result }) => !("none" in result));
    const nothing = entries.filter(({ result }) => "none" in result && result.none === "nothing");
    const count = (list: readonly KnownResult[]): string =>
      `${file}: ${list.length} accepted ${list.length === 1 ? "finding" : "findings"}`;
    if (hits.length > 0)
      parts.push({ fate: "carried", at: count(hits), note: "found here, too, and accepted by fingerprint: `allow`" });
    if (nothing.length > 0)
      parts.push({
        fate: "carried",
        at: count(nothing),
        note: "nothing to do: sealint, as it is set up now, finds nothing there",
      });
    parts.push(...todosOf(file, hits));
    for (const { known, result } of entries) {
      if (!("none" in result) || result.none === "nothing") continue;
      const [note, todo] = NONE[result.none];
      parts.push({ fate: "left", at: known.from, note, todo });
    }
  }
  return [...parts, ...everywhereParts(results)];
}

const fileOf = ({ from }: KnownFindings): string => /^[^:]*/.exec(from)?.[0] ?? from;

function todosOf(file: string, hits: readonly KnownResult[]): Part[] {
  const real = hits.filter(({ known }) => known.isReal === true);
  const moved = hits.filter(({ known }) => known.isFromCommit === true);
  return [
    ...some(
      real,
      file,
      "marked as real secrets, and accepted because they were",
      "Revoke them, then delete their entries.",
    ),
    ...some(
      moved,
      file,
      "written for a line in a commit, and taken for what is found on that line today",
      "Look whether it is still the same, before you commit.",
    ),
  ];
}

function some(results: readonly KnownResult[], file: string, note: string, todo: string): Part[] {
  if (results.length === 0) return [];
  const places = results.map(({ known }) => known.from.slice(file.length + 1).trim()).join(", ");
  return [{ fate: "partly", at: `${file}: ${places}`, note, todo }];
}

function everywhereParts(results: readonly KnownResult[]): Part[] {
  const tests = results.filter(({ known }) => known.where === "everywhere");
  return tests.flatMap(({ known, result }): Part[] => {
    const count = "none" in result ? 0 : result.length;
    const found = count === 0 ? "nothing today" : count === 1 ? "one finding" : `${count} findings`;
    const note = `the configuration holds no patterns of values; it fits ${found}${count === 0 ? "" : ", accepted by fingerprint under `allow`"}; later ones are reported`;
    return [{ fate: "partly", at: known.from, note }];
  });
}
