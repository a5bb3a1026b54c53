import type { StructureFormat } from "../../core/structured-path.ts";
import { isLabel, isVague } from "./collector.ts";

/** What tells whether a line with a telling word needs its document's structure to be understood. */
export type NeedsStructure = (line: string) => boolean;

/**
 * Most lines of JSON and YAML with a telling word are prose, or have the value beside its name, where it is found without reading
 * the document. Those that remain: a value on another line or in parts, a name that stands as a value, a name that is told by
 * its parent's.
 */
export function createNeedsStructure(keywords: string): (format: StructureFormat) => NeedsStructure {
  const name = String.raw`[\w.$\-:\/]{0,80}(?:${keywords})[\w.$\-:\/]{0,80}`;
  const elsewhere = new RegExp(
    String.raw`${name}["']?\s*[:=]\s*(?:$|#|\/[\/*]|[\[\{\|>\&!]|"[^"]*(?:\\|$)|'[^']*$)`,
    "iv",
  );
  const labelled = new RegExp(String.raw`(?<key>[\w.\-]{1,40})["']?\s*[:=]\s*["']?${name}`, "giv");
  const ofParent = /(?:^|[\s\{,"'\-])(?<key>[A-Za-z]{3,5})["']?\s*[:=]\s*["']?[^\s"'\[\{]/gv;
  const isNeeded: NeedsStructure = (line) =>
    elsewhere.test(line) ||
    Array.from(line.matchAll(labelled)).some(({ groups }) => isLabel(groups?.["key"] ?? "")) ||
    Array.from(line.matchAll(ofParent)).some(({ groups }) => isVague(groups?.["key"] ?? ""));
  return (format) => (format === "json" || format === "yaml" ? isNeeded : () => true);
}
