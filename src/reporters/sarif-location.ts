import type { ArtifactLocation, PhysicalLocation, Region, Location as SarifLocation } from "sarif";
import type { Location } from "../core/finding.ts";

/** The base that viewers resolve paths against: the checkout, wherever it is. */
export const SOURCE_ROOT = "%SRCROOT%";

const DRIVE = /^[A-Za-z]:\//;

const encoded = (path: string): string => path.toWellFormed().split("/").map(encodeURIComponent).join("/");

/** A path as SARIF refers to it: relative to the source root, or as a file URI where it lies outside of it. */
export function artifactLocation(path: string): ArtifactLocation {
  if (DRIVE.test(path)) return { uri: `file:///${path.slice(0, 2)}${encoded(path.slice(2))}` };
  if (path.startsWith("/")) return { uri: `file://${encoded(path)}` };
  return { uri: encoded(path), uriBaseId: SOURCE_ROOT };
}

export function physicalLocation(path: string, region?: Region): PhysicalLocation {
  return { artifactLocation: artifactLocation(path), ...(region === undefined ? {} : { region }) };
}

/** A location with its region; no snippet, because what a report may show is not what the file says. */
export function sarifLocation({ path, start, end }: Location): SarifLocation & { physicalLocation: PhysicalLocation } {
  const region = { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
  return { physicalLocation: physicalLocation(path, region) };
}
