import type { StructureFormat } from "../../core/structured-path.ts";
import { isLabel, isVague } from "./collector.ts";

/** What tells whether a line with a telling word needs its document's structure to be understood. */
export type NeedsStructure = (line: string) => boolean;

/** What a name may have, and where one begins. */
const NAME = String.raw`[\p{L}\d_.$\-:\/]`;
/** A key on a line, with what follows its separator. */
const KEY = /(?<![\w.\-])(?<key>[\w.\-]{1,40})["']?\s{0,4}[:=]\s{0,4}["']?(?=[^\s"'])/g;

/**
 * Most lines of JSON and YAML with a telling word are prose, or have the value beside its name, where it is found without reading
 * the document. Those that remain: a value on another line or in parts, a name that stands as a value, a name that is told by
 * its parent's.
 */
export function createNeedsStructure(keywords: string): (format: StructureFormat) => NeedsStructure {
  const name = String.raw`${NAME}{0,80}(?:${keywords})${NAME}{0,80}`;
  const elsewhere = new RegExp(
    String.raw`(?:${keywords})${NAME}{0,80}["']?\s{0,40}[:=]\s{0,40}(?:$|#|\/[\/*]|[\[\{\|>\&!]|"[^"]*(?:\\|$)|'[^']*$)`,
    "v",
  );
  const named = new RegExp(name, "vy");
  const isTold = (line: string): boolean => {
    for (const { groups, index, 0: all } of line.matchAll(KEY)) {
      const key = groups?.["key"] ?? "";
      if (isVague(key)) return true;
      if (!isLabel(key)) continue;
      named.lastIndex = index + all.length;
      if (named.test(line)) return true;
    }
    return false;
  };
  const isNeeded: NeedsStructure = (line) => elsewhere.test(line) || isTold(line);
  return (format) => (format === "json" || format === "yaml" ? isNeeded : () => true);
}
