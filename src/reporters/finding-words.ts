import type { Finding } from "../core/finding.ts";
import { shownPath } from "../core/member-path.ts";
import { describeOrigin } from "./describe-origin.ts";
import type { RuleGroup } from "./group-findings.ts";
import { printable } from "./printable.ts";

/** `High confidence: its checksum is right; ….` */
export function confidenceOf({ confidence, reasons }: Finding): string {
  const level = `${confidence.charAt(0).toUpperCase()}${confidence.slice(1)} confidence`;
  const clauses = reasons.map((reason) => reason.replace(/\.$/, ""));
  return clauses.length === 0 ? `${level}.` : `${level}: ${clauses.join("; ")}.`;
}

/** The message, where it says more than the rule's title does. */
export function messageOf({ message }: Finding, { rule }: Pick<RuleGroup, "rule">): string {
  return message === rule?.title || message === `${rule?.title}.` ? "" : message;
}

/** `path:line:column`, in the form that terminals and editors make a link of, as far as its characters can be shown. */
export function placeOf({ location }: Pick<Finding, "location">): string {
  const { start } = location;
  return `${printable(shownPath(location))}:${start.line}:${start.column}`;
}

/** The place with where its content came from, if that is not the work tree: `a.env:3:7 (staged)`. */
export function placeAndOrigin(finding: Finding): string {
  const origin = describeOrigin(finding.origin);
  return origin === undefined ? placeOf(finding) : `${placeOf(finding)} (${printable(origin)})`;
}
