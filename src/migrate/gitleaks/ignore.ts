import { createHash } from "node:crypto";
import { ScanError } from "../../core/errors.ts";
import type { Imported, ImportFile, KnownFindings, Part } from "../imported.ts";
import { type Data, isData, readJson } from "../read-data.ts";
import { GITLEAKS_RULES } from "./default-rules.ts";

const COMMIT = /^[\da-f]{7,64}$/;

/** A finding that gitleaks is told to let pass. */
interface IgnoredFinding {
  readonly commit?: string;
  readonly path: string;
  readonly ruleId: string;
  readonly line: number;
  readonly sha1?: string;
}

/** Reads `.gitleaksignore`: a fingerprint a line. */
export function importGitleaksIgnore({ name, text }: ImportFile): Imported {
  const parts: Part[] = [];
  const known: KnownFindings[] = [];
  for (const [index, written] of text.split(/\r?\n/).entries()) {
    const line = written.replace(/(?:^|\s)#.*$/, "").trim();
    if (line === "") continue;
    const at = `${name}:${index + 1}`;
    const ignored = readFingerprint(line);
    if (ignored === undefined)
      parts.push({ fate: "left", at, note: "no fingerprint of gitleaks: `file:rule:line`, or with a commit in front" });
    else known.push(knownOf(ignored, at, name));
  }
  return { parts, known };
}

/** Reads a report that gitleaks takes as its baseline (`--baseline-path`). */
export function importGitleaksReport(file: ImportFile): Imported {
  const entries = readJson(file);
  if (!Array.isArray(entries)) {
    throw new ScanError(
      `${file.name} is no report of gitleaks`,
      "Name one that `gitleaks --report-format json` wrote, a list of findings.",
    );
  }
  const parts: Part[] = [];
  const known: KnownFindings[] = [];
  for (const [index, entry] of entries.entries()) {
    const at = `${file.name}: item ${index + 1}`;
    const ignored = isData(entry) ? readReported(entry) : undefined;
    if (ignored === undefined) parts.push({ fate: "left", at, note: "it names no file, rule and line" });
    else known.push({ ...knownOf(ignored, at, file.name), isBaseline: true });
  }
  return { parts, known };
}

function readFingerprint(text: string): IgnoredFinding | undefined {
  const [, commit, path, ruleId, line] = /^(?:([\da-f]{7,64}):)?(.+):([^:]+):(\d+)$/.exec(text) ?? [];
  if (path === undefined || ruleId === undefined) return undefined;
  return {
    path: path.replaceAll("\\", "/").replace(/^\.\//, ""),
    ruleId,
    line: Number(line),
    ...(commit === undefined ? {} : { commit }),
  };
}

function readReported(entry: Data): IgnoredFinding | undefined {
  const { File: path, RuleID: ruleId, StartLine: line, Commit: commit, Secret: secret } = entry;
  if (typeof path !== "string" || typeof ruleId !== "string" || typeof line !== "number") return undefined;
  const isValue = typeof secret === "string" && secret !== "" && !/^(?:REDACTED|\.\.\.)|\.\.\.$/.test(secret);
  return {
    path: path.replaceAll("\\", "/").replace(/^\.\//, ""),
    ruleId,
    line,
    ...(typeof commit === "string" && COMMIT.test(commit) ? { commit } : {}),
    ...(isValue ? { sha1: createHash("sha1").update(secret).digest("hex") } : {}),
  };
}

function knownOf({ commit, path, ruleId, line, sha1 }: IgnoredFinding, from: string, name: string): KnownFindings {
  const inCommit = commit === undefined ? "" : ` in commit ${commit.slice(0, 12)}`;
  return {
    where: { path },
    // A value is known wherever it has moved to in its file.
    ...(sha1 === undefined ? { line } : { sha1 }),
    ruleIds: GITLEAKS_RULES.get(ruleId) ?? [],
    reason: `Let pass as ${ruleId} at line ${line}${inCommit} by ${name}.`,
    from,
    ...(commit === undefined || sha1 !== undefined ? {} : { isFromCommit: true }),
  };
}
