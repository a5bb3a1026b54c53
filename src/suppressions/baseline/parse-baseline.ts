import type { Written } from "../../core/acceptance.ts";
import type { Baseline, BaselineEntry } from "../../core/baseline.ts";
import type { Problem } from "../../core/source.ts";
import { checkTop, entryFault, type Fault, isEntry } from "./check-entry.ts";
import { type EntryPlace, entryPlaces } from "./entry-places.ts";

/** A baseline, or everything that is wrong with it. */
export type ParsedBaseline = { readonly baseline: Baseline } | { readonly problems: readonly Problem[] };

const MARKER = /^(?:<{7}|\|{7}|={7}|>{7})(?: |\r?$)/m;
const UNFINISHED: Fault = {
  message: "holds a merge that is not finished",
  hint: "Delete the lines of the markers and keep the entries of both sides, then run `sealint baseline update`.",
};
const NO_JSON: Fault = {
  message: "is no JSON",
  hint: "Mend it, take the last good version from git, or write it anew with `sealint baseline create --force`.",
};

/** Reads the text of a baseline; `path` is what people see. Nothing of the text comes into a problem. */
export function parseBaseline(text: string, path: string): ParsedBaseline {
  const data = parsed(text);
  if (data === undefined) return { problems: [brokenJson(text, path)] };
  const top = checkTop(data.value);
  if ("message" in top) return { problems: [problem(path, undefined, top)] };
  let places: readonly EntryPlace[] | undefined;
  const placeOf = (item: number): EntryPlace => {
    places ??= entryPlaces(text);
    return places[item] ?? START;
  };
  const entries: BaselineEntry[] = [];
  const problems: Problem[] = [];
  for (const value of top.findings) {
    if (isEntry(value)) entries.push(value);
    // The text that ends the list.
    else if (typeof value !== "string") {
      problems.push(problem(path, placeOf(top.findings.indexOf(value)).line, entryFault(value)));
    }
  }
  if (problems.length > 0) return { problems };
  const writtenAtItem = (entry: BaselineEntry): Written => writtenAt(path, placeOf(top.findings.indexOf(entry)), entry);
  return { baseline: { path, entries, mentions: (word) => text.includes(word), writtenAt: writtenAtItem } };
}

const START: EntryPlace = { line: 1, column: 1, endColumn: 1 };

/** Where an entry stands. Its preview names it; what a person wrote beside it is left out. */
function writtenAt(
  path: string,
  { line, column, endColumn }: EntryPlace,
  { rule, path: file }: BaselineEntry,
): Written {
  const text = `${rule} in ${file}`;
  return {
    location: { unit: path, path, start: { line, column }, end: { line, column: endColumn } },
    preview: { text, mark: { start: 0, length: text.length } },
  };
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) as unknown };
  } catch {
    return undefined;
  }
}

/** What is wrong is looked for line by line: an entry has one to itself. */
function brokenJson(text: string, path: string): Problem {
  const marker = MARKER.exec(text);
  if (marker !== null) return problem(path, text.slice(0, marker.index).split("\n").length, UNFINISHED);
  const isBroken = (line: string): boolean =>
    /^\s*\{\s*"/.test(line) && parsed(line.replace(/,?\s*$/, "")) === undefined;
  const line = text.split("\n").findIndex(isBroken);
  return problem(path, line === -1 ? undefined : line + 1, NO_JSON);
}

function problem(subject: string, line: number | undefined, { message, hint }: Fault): Problem {
  const place = line === undefined ? {} : { line };
  return { level: "error", code: "broken-baseline", subject, ...place, message: `the baseline ${message}`, hint };
}
