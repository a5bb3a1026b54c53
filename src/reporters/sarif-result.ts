import type { Result } from "sarif";
import type { Finding } from "../core/finding.ts";
import { printable } from "./printable.ts";
import { SARIF_LEVEL } from "./sarif-levels.ts";
import { sarifLocation } from "./sarif-location.ts";

const escapedLink = (text: string): string => text.replace(/[\\[\]]/g, "\\$&");

/** The message with links to the related locations: GitHub shows only those that a message links to. */
function messageOf({ message, related }: Finding): string {
  const links = related.map(
    (other, index) => `[${escapedLink(printable(other.message.replace(/\.$/, "")))}](${index + 1}).`,
  );
  return [printable(message), ...links].join(" ");
}

/** A finding as SARIF has it; without a `ruleIndex` where the report does not describe its rule. */
export function sarifResult(finding: Finding, ruleIndex: number | undefined): Result {
  const { ruleId, severity, confidence, reasons, location, origin, related, fingerprint } = finding;
  const relatedLocations = related.map((other, index) => ({
    id: index + 1,
    ...sarifLocation(other.location),
    message: { text: printable(other.message) },
  }));
  return {
    ruleId,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: SARIF_LEVEL[severity],
    message: { text: messageOf(finding) },
    locations: [sarifLocation(location)],
    ...(relatedLocations.length === 0 ? {} : { relatedLocations }),
    partialFingerprints: {
      "sealint/identity/v1": fingerprint.identity,
      "sealint/place/v1": fingerprint.place,
    },
    properties: { severity, confidence, reasons, ...(origin.kind === "file" ? {} : { origin }) },
  };
}
