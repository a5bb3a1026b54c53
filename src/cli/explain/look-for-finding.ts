import { ScanError } from "../../core/errors.ts";
import type { Problem } from "../../core/source.ts";
import type { ScanReport } from "../../core/stages.ts";
import { plural } from "../../reporters/plural.ts";
import { describeProblem } from "../../reporters/text-problem.ts";
import { pathPrefixOf } from "../path-prefix.ts";
import { prepareScan } from "../prepare-scan.ts";
import type { Program } from "../program.ts";
import type { ScanArguments } from "../scan-arguments.ts";
import { searchFiles } from "../search-files.ts";
import { printError } from "../write-out.ts";
import type { FindingAsked } from "./explain-arguments.ts";
import { findPrint, type Searched, type Sought } from "./find-print.ts";
import { readReport } from "./read-report.ts";

/** A finding that was asked for, and what its path has to begin with where the person stands. */
export interface Found {
  readonly sought: Sought;
  readonly pathPrefix: string;
}

/** Finds what a fingerprint means, in a report or by a search. Throws a ScanError where nothing has it, or several have. */
export async function lookForFinding({ print, report, scan }: FindingAsked, program: Program): Promise<Found> {
  return report === undefined ? searchFor(print, scan, program) : inReport(print, report, program.cwd);
}

function inReport(print: string, file: string, cwd: string): Found {
  const searched: Searched = { ...readReport(file, cwd), name: file };
  const sought = findPrint(print, searched);
  if (sought !== undefined) return { sought, pathPrefix: "" };
  const count = searched.findings.length + searched.suppressed.length;
  throw new ScanError(
    `none of the ${plural(count, "finding")} in ${file} has a fingerprint that begins with \`${print}\``,
    "A report names them under `fingerprint`, as `identity` and `place`.",
  );
}

/** Looks as a scan does, then for what a scan would not be sure enough of. */
async function searchFor(print: string, scan: ScanArguments, program: Program): Promise<Found> {
  let problems: readonly Problem[] = [];
  for (const args of [scan, { ...scan, minConfidence: "low" as const }]) {
    const { report, root } = await search(args, program);
    const pathPrefix = pathPrefixOf(root, program.cwd);
    const sought = findPrint(print, { ...report, name: "what was searched" });
    if (sought !== undefined) return { sought, pathPrefix };
    problems = report.problems.filter(({ level }) => level === "error");
    if (problems.length > 0 && args !== scan)
      for (const problem of problems) printError(`sealint: error: ${describeProblem(problem, { pathPrefix })}`);
  }
  const unread = problems.length > 0 ? ", and not everything could be searched" : "";
  throw new ScanError(
    `nothing that was searched has a fingerprint that begins with \`${print}\`${unread}`,
    "Name the paths and flags of the scan that reported it, or its report with `--report FILE`; what was mended or is in the history only is not found.",
  );
}

async function search(
  args: ScanArguments,
  program: Program,
): Promise<{ readonly report: ScanReport; readonly root: string }> {
  const prepared = await prepareScan(args, program, { isWhole: true });
  if (prepared.warning !== undefined) printError(`sealint: warning: ${prepared.warning}`);
  const report = await searchFiles(args, program, prepared, undefined);
  return { report, root: prepared.range.root };
}
