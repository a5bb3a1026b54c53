import type { Fix, Result } from "sarif";
import type { Finding, ProposedFix } from "../core/finding.ts";
import { inFile } from "./in-file.ts";
import { SARIF_LEVEL } from "./levels.ts";
import { plural } from "./plural.ts";
import { printable } from "./printable.ts";
import { artifactLocation, sarifLocation } from "./sarif-location.ts";

const escapedLink = (text: string): string => text.replace(/[\\[\]]/g, "\\$&");

/** The message with links to the related locations: GitHub shows only those that a message links to. */
function messageOf({ message }: Finding, related: Finding["related"], more: number): string {
  const links = related.map(
    (other, index) => `[${escapedLink(printable(other.message.replace(/\.$/, "")))}](${index + 1}).`,
  );
  const rest = more > 0 ? [`And ${plural(more, "more place")}.`] : [];
  return [printable(message), ...links, ...rest].join(" ");
}

/** A finding as SARIF has it, with at most `locations` of them; without a `ruleIndex` where the report does not describe its rule. */
export function sarifResult(finding: Finding, ruleIndex: number | undefined, locations: number): Result {
  const { ruleId, severity, confidence, reasons, expires, origin, fix, fingerprint, declared } = finding;
  const placed = inFile(finding);
  const { location } = placed;
  const related = placed.related.slice(0, locations - 1);
  const relatedLocations = related.map((other, index) => ({
    id: index + 1,
    ...sarifLocation(other.location),
    message: { text: printable(other.message) },
  }));
  // The line counts in what lies inside, which viewers cannot open.
  const inside =
    finding.location.inside === undefined ? {} : { inside: finding.location.inside, line: finding.location.start.line };
  const { decoded } = finding.location;
  const life = expires === undefined ? {} : { expires };
  return {
    ruleId,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: SARIF_LEVEL[severity],
    message: { text: messageOf(placed, related, finding.related.length - related.length) },
    locations: [sarifLocation(location)],
    ...(relatedLocations.length === 0 ? {} : { relatedLocations }),
    partialFingerprints: {
      "sealint/identity/v1": fingerprint.identity,
      "sealint/place/v1": fingerprint.place,
    },
    ...(fix === undefined ? {} : { fixes: [sarifFix(fix)] }),
    properties: {
      severity,
      confidence,
      reasons,
      ...life,
      ...inside,
      ...(decoded === undefined ? {} : { decoded }),
      ...(origin.kind === "file" ? {} : { origin }),
      ...(declared === undefined ? {} : { declared }),
    },
  };
}

function sarifFix({ description, changes }: ProposedFix): Fix {
  return {
    description: { text: printable(description) },
    artifactChanges: [...Map.groupBy(changes, ({ path }) => path)].map(([path, some]) => ({
      artifactLocation: artifactLocation(path),
      replacements: some.map(({ start, end, insert }) => ({
        deletedRegion: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
        ...(insert === "" ? {} : { insertedContent: { text: insert } }),
      })),
    })),
  };
}
