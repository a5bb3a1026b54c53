import { join } from "node:path";
import { openKernel } from "../../src/cli/open-kernel.ts";
import { loadRules } from "../../src/config/load-rules.ts";
import type { Evidence, Judgement } from "../../src/core/judgement.ts";
import type { Problem } from "../../src/core/source.ts";
import { assemble } from "../../src/engine/assemble.ts";
import { createJudgeMatches } from "../../src/engine/judge-matches.ts";
import { createLocate } from "../../src/findings/locate.ts";
import { dropOverlaps } from "../../src/findings/overlap.ts";
import { findClues } from "../../src/judge/judge.ts";
import { scanPaths } from "../../src/sources/scan-paths.ts";
import type { Candidate } from "./rows.ts";

const DIST = join(import.meta.dirname, "..", "..", "dist");

/**
 * Yields all matches in a folder that are worth weighing, in the order of the files, with the rules that run by default.
 * `folder` is absolute.
 */
export function* candidatesIn(folder: string): Iterable<Candidate> {
  const options = assemble({
    version: "fit",
    rules: loadRules(join(DIST, "rules.json")),
    pipelines: { platforms: [], policies: [] },
    ...kernelOf(),
    selection: { preset: "recommended", ids: [] },
    minConfidence: "low",
    failOn: "never",
    salt: "",
    asOf: "2026-01-01",
  });
  let found: string[][] = [];
  const judge = (evidence: Evidence): Judgement => {
    const clues = cluesOf(evidence);
    if (clues === undefined) return { score: 0, reasons: [] };
    found.push(clues);
    // Every other match has to come back, so that clues and matches pair up.
    return { confidence: "low", score: 1, reasons: [] };
  };
  const judgeMatches = createJudgeMatches({ ...options, judge });
  const fail = ({ subject, message }: Problem): never => {
    throw new Error(`${subject}: ${message}`);
  };
  const where = { cwd: folder, root: folder, ignore: false, environment: {}, buffer: options.matcher.buffer };
  for (const event of scanPaths([folder], where)) {
    if (event.type !== "unit") continue;
    const { unit } = event;
    found = [];
    const judged = judgeMatches(unit, options.matcher.find(unit).rules, fail);
    const cluesBy = new Map(judged.map((one, index) => [one, found[index] ?? []]));
    const locate = createLocate(unit.bytes, unit.base);
    // As in a scan, one rule tells of a value that several see.
    for (const one of dropOverlaps(judged)) {
      const { start, end } = locate(one.match.secret);
      const clues = cluesBy.get(one) ?? [];
      yield { path: unit.path, ruleId: one.rule.id, line: start.line, endLine: end.line, clues };
    }
  }
}

function kernelOf(): Pick<Parameters<typeof assemble>[0], "kernel"> {
  const { kernel } = openKernel(DIST);
  return kernel === undefined ? {} : { kernel };
}

/** Names of all clues on a match, as `table.name`; nothing where the match is none whatever speaks for it. */
function cluesOf(evidence: Evidence): string[] | undefined {
  const found = findClues(evidence);
  if ("dismissed" in found) return undefined;
  const all = [...found.clues, ...found.late.flatMap((one) => one.find())];
  return [`claimed.${found.claimed}`, ...all.map(({ clue }) => `${found.kind}.${clue}`)];
}
