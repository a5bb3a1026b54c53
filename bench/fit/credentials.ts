import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Candidate } from "./rows.ts";

/** Categories of what is no secret, but an identifier: a match of one says nothing. */
const IGNORED = new Set([
  "UUID",
  "Salt",
  "Nonce",
  "AWS S3 Bucket",
  "Firebase Domain",
  "Tencent WeChat App ID",
  "Tencent WeChat API App ID",
]);
/** Lines that a match may span more than what it has to find. */
const SLACK = 4;

interface Label {
  readonly first: number;
  readonly last: number;
  readonly says: "secret" | "none" | "nothing";
}

/** Labels of a folder of CredData's CSV files, one a repository, by path. */
function readLabels(folder: string): Map<string, Label[]> {
  const labels = new Map<string, Label[]>();
  for (const file of readdirSync(folder).sort()) {
    const [head = "", ...lines] = readFileSync(join(folder, file), "utf8").trimEnd().split(/\r?\n/);
    const columns = head.split(",");
    for (const line of lines) {
      const cells = line.split(",");
      const cell = (name: string): string => cells[columns.indexOf(name)] ?? "";
      const isCounted = cell("Category")
        .split(":")
        .some((category) => !IGNORED.has(category));
      const says = !isCounted ? "nothing" : cell("GroundTruth") === "T" ? "secret" : "none";
      const path = cell("FilePath").replace(/^data\//, "");
      const label: Label = { first: Number(cell("LineStart")), last: Number(cell("LineEnd")), says };
      labels.set(path, [...(labels.get(path) ?? []), label]);
    }
  }
  return labels;
}

/**
 * Tells of a match in the labelled files whether it is a secret; undefined where nobody says. Lines without a label count as
 * labelled false, since most were looked through.
 */
export function readTruth(folder: string): (candidate: Candidate) => boolean | undefined {
  const labels = readLabels(folder);
  return ({ path, line, endLine }) => {
    const touched = (labels.get(path) ?? []).filter(({ first, last }) => first <= endLine && line <= last);
    const targets = touched.filter(({ says }) => says === "secret");
    if (targets.some(({ first, last }) => endLine - line <= last - first + SLACK)) return true;
    if (targets.length > 0 || touched.length === 0) return false;
    return touched.some(({ says }) => says === "none") ? false : undefined;
  };
}
