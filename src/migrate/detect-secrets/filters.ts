import { type Imported, joinImported } from "../imported.ts";
import { pathEntries } from "../path-entries.ts";
import { type Data, dataList, isData, textList, textOf } from "../read-data.ts";
import { valuePattern } from "../value-pattern.ts";

/** Reads the filters of a baseline, in today's form and in the one before version 1. */
export function importFilters(data: Data, name: string): Imported {
  const older = isData(data["exclude"]) ? data["exclude"] : {};
  const words = isData(data["word_list"]) ? data["word_list"] : {};
  return joinImported([
    ...dataList(data["filters_used"]).map((filter) => importFilter(filter, name)),
    ...textList(older["files"] ?? []).map((pattern) => importFiles(pattern, `${name}: exclude.files`)),
    ...textList(older["lines"] ?? []).map((pattern) => importText(pattern, `${name}: exclude.lines`, "fitsLine")),
    ...(textOf(words["file"]) === undefined ? [] : [wordList(`${name}: word_list`)]),
  ]);
}

const PREFIX = "detect_secrets.filters.";

function importFilter(filter: Data, name: string): Imported {
  const path = textOf(filter["path"]) ?? "";
  const id = path.replace(PREFIX, "");
  const at = `${name}: filters_used ${id}`;
  const patterns = textList(filter["pattern"] ?? []);
  const each = (importOne: (pattern: string, at: string) => Imported): Imported =>
    joinImported(patterns.map((pattern, index) => importOne(pattern, `${at}[${index}]`)));
  switch (id) {
    case "regex.should_exclude_file":
      return each(importFiles);
    case "regex.should_exclude_line":
      return each((pattern, place) => importText(pattern, place, "fitsLine"));
    case "regex.should_exclude_secret":
      return each((pattern, place) => importText(pattern, place, "fitsValue"));
    case "allowlist.is_line_allowlisted":
      return {
        parts: [
          { fate: "carried", at, note: "comments `pragma: allowlist secret` are honoured: `suppressions.honour`" },
        ],
        honour: [{ tool: "detect-secrets", from: at }],
      };
    case "wordlist.should_exclude_secret":
      return wordList(at);
    case "common.is_baseline_file":
      return { parts: [] };
    case "common.is_ignored_due_to_verification_policies":
      return { parts: [{ fate: "left", at, note: "sealint asks nobody whether a secret is in use" }] };
    case "common.is_invalid_file":
      return { parts: [{ fate: "carried", at, note: "nothing to do: binary files are left out anyway" }] };
  }
  if (/^(?:heuristic|gibberish)\./.test(id)) {
    return { parts: [{ fate: "carried", at, note: "nothing to do: sealint judges each value itself" }] };
  }
  return {
    parts: [
      {
        fate: "left",
        at,
        note: "not a filter that is known here; filters of your own are programs, which sealint does not run",
      },
    ],
  };
}

function importFiles(pattern: string, at: string): Imported {
  const reason = `Left out by ${at}.`;
  const { entries, part } = pathEntries(pattern, { at, dialect: "python", reason, becomes: "paths.exclude" });
  return { parts: [part], excluded: entries };
}

/** What is left out by its line or value: what fits today is accepted by its fingerprint. */
function importText(pattern: string, at: string, test: "fitsLine" | "fitsValue"): Imported {
  const fits = valuePattern(pattern, "python");
  if (typeof fits === "string") {
    const todo = "Scan, look at what is found, and accept it with `sealint-ignore` or `allow`.";
    return { parts: [{ fate: "left", at, note: fits, todo }] };
  }
  return { parts: [], known: [{ where: "everywhere", [test]: fits, reason: `Left out by ${at}.`, from: at }] };
}

function wordList(at: string): Imported {
  return {
    parts: [
      {
        fate: "left",
        at,
        note: "word lists have no equal",
        todo: "Scan, look at what is found, and accept it by its name or fingerprint.",
      },
    ],
  };
}
