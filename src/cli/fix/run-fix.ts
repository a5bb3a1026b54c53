import { resolve } from "node:path";
import type { Problem } from "../../core/source.ts";
import type { ScanReport } from "../../core/stages.ts";
import { Bench } from "../../engine/mending/bench.ts";
import { hiderOf } from "../../engine/mending/hide-values.ts";
import { leftOver } from "../../engine/mending/left-over.ts";
import { type Mending, mendAll } from "../../engine/mending/mend.ts";
import { VariableNames } from "../../engine/mending/variable-names.ts";
import { plural } from "../../reporters/plural.ts";
import { printable } from "../../reporters/printable.ts";
import { describeProblem } from "../../reporters/text-problem.ts";
import { textStyle } from "../../reporters/text-style.ts";
import { wantsColors } from "../colors.ts";
import { EXIT, exitCodeOf } from "../exit-code.ts";
import { pathPrefixOf } from "../path-prefix.ts";
import { type PreparedScan, prepareScan } from "../prepare-scan.ts";
import type { Program } from "../program.ts";
import type { ScanArguments } from "../scan-arguments.ts";
import { clockFor } from "../search/clock.ts";
import { searchFiles } from "../search-files.ts";
import { printError, printOut } from "../write-out.ts";
import { changesOf, type FileChange } from "./changes.ts";
import type { FixArguments } from "./fix-arguments.ts";
import { gather } from "./gather.ts";
import { lockFilesIn } from "./lock-files.ts";
import { outcomeLines } from "./tell.ts";
import { unifiedDiff } from "./unified-diff.ts";
import { lockOf, writeWhole } from "./write-file.ts";

/**
 * Runs `sealint fix`: a scan, and changes that mend what it finds, each scanned in memory before anything is written. Gives the exit code
 * that a scan would then have; with `--dry-run` 1 where there is something to change. Throws a ScanError or ConfigError for what keeps it
 * from starting.
 */
export async function runFix({ scan: asked, dryRun }: FixArguments, program: Program): Promise<number> {
  const scan = await withAllRules(asked, program);
  const prepared = await prepareScan(scan, program, { isWhole: true });
  const { options, range, strictReads, warning } = prepared;
  const pathPrefix = pathPrefixOf(range.root, program.cwd);
  if (warning !== undefined) printError(`sealint: warning: ${warning}`);
  const report = await searchFiles(scan, program, prepared, clockFor(program.env));
  const tell = (problem: Problem): void =>
    void printError(`sealint: ${problem.level}: ${describeProblem(problem, { pathPrefix })}`);
  report.problems.forEach(tell);
  if (report.problems.some(({ code }) => code === "interrupted")) return EXIT.interrupted;

  const wanted = report.findings.filter(({ ruleId }) => asked.rules.length === 0 || asked.rules.includes(ruleId));
  const before = gather(wanted, program, prepared);
  const locks = locksOf(prepared, program.cwd);
  const mending = mend(wanted, before, prepared, locks.isLocked, asked.rules);
  const { files, notes } = changesOf(mending, before, prepared);
  const problems = [...locks.problems(), ...(dryRun ? [] : writeAll(files, range.root))];
  problems.forEach(tell);

  const hide = hiderOf([...report.findings, ...mending.look.findings], before);
  const isTty = dryRun ? program.isErrorTty : program.isTty;
  const style = textStyle(wantsColors({ choice: asked.color, env: program.env, isTty }));
  const lines = [...outcomeLines(mending, { isDry: dryRun, notes, pathPrefix, style })].map((line) => hide(line));
  if (dryRun) printOut(files.map((file) => hide(unifiedDiff(file.path, file.before, file.after))).join(""));
  const left: ScanReport = {
    ...report,
    findings: leftOver(report, mending.look, options).filter(
      ({ ruleId }) => asked.rules.length === 0 || asked.rules.includes(ruleId),
    ),
    problems: [...report.problems, ...problems],
  };
  const end = endOf(mending, left, files, dryRun);
  for (const line of [...lines, end]) (dryRun ? printError : (text: string) => printOut(`${text}\n`))(line);
  const code = exitCodeOf(left, strictReads);
  return dryRun && files.length > 0 && code === EXIT.clean ? EXIT.findings : code;
}

/** With the rules that are named all others, too: what mends one finding must bring none of another kind. */
async function withAllRules(asked: ScanArguments, program: Program): Promise<ScanArguments> {
  if (asked.rules.length === 0) return asked;
  const { options } = await prepareScan({ ...asked, rules: [] }, program, { isWhole: false });
  const ids = [
    ...options.rules.map(({ id }) => id),
    ...[...options.policies, ...options.inventoryRules].map(({ meta }) => meta.id),
  ];
  return { ...asked, rules: [...new Set([...ids, ...asked.rules])] };
}

interface Locks {
  readonly isLocked: (path: string) => string | undefined;
  /** What kept a file from being written that would have been. */
  problems(): readonly Problem[];
}

/** Whether files may be changed: those that were asked for, and that can be written. */
function locksOf({ range: { root, paths } }: PreparedScan, cwd: string): Locks {
  const asked = paths.map((path) => resolve(cwd, path));
  const isAsked = (file: string): boolean =>
    asked.some((one) => file === one || file.startsWith(one === "/" ? one : `${one}/`));
  const locked = new Map<string, string | undefined>();
  return {
    isLocked(path) {
      if (!isAsked(resolve(root, path)))
        return `${path} would have to change, too, and is not among what was asked for`;
      if (!locked.has(path)) locked.set(path, lockOf(root, path));
      return locked.get(path);
    },
    problems: () =>
      [...locked].flatMap(([path, why]) => (why === undefined ? [] : [unwritten(path, `was not mended: ${why}`)])),
  };
}

const unwritten = (path: string, message: string): Problem => ({
  level: "error",
  code: "output-failed",
  subject: path,
  message,
  hint: "Let the file be written, and run it again; nothing of it was changed.",
});

function mend(
  wanted: ScanReport["findings"],
  before: ReadonlyMap<string, Uint8Array>,
  { options, range }: PreparedScan,
  isLocked: Locks["isLocked"],
  rules: readonly string[],
): Mending {
  const secrets = new Set(options.rules.map(({ id }) => id));
  const pairs = new Set(wanted.map(({ ruleId, location }) => `${ruleId} ${location.path}`));
  const tools = {
    isSecretRule: (id: string) => secrets.has(id),
    names: new VariableNames(),
    lockFiles: lockFilesIn(range.root),
  };
  const mending = mendAll({
    ...tools,
    bench: new Bench(options, before),
    isWanted: ({ ruleId, location }) => pairs.has(`${ruleId} ${location.path}`),
    isRuleWanted: (rule) => rules.length === 0 || rules.includes(rule),
    isLocked,
  });
  // What lies in archives, or was not read whole, never came onto the bench.
  const elsewhere = wanted.filter(
    ({ ruleId, location }) => secrets.has(ruleId) && (location.inside !== undefined || !before.has(location.path)),
  );
  const unmended = elsewhere.map((finding) => ({
    finding,
    why:
      finding.location.inside === undefined
        ? "its file is too large to be held whole, or is not UTF-8"
        : "it lies in an archive; make the archive anew without it",
  }));
  return { ...mending, unmended: [...mending.unmended, ...unmended] };
}

function writeAll(files: readonly FileChange[], root: string): Problem[] {
  return files.flatMap(({ path, before, after }) => {
    const fault = writeWhole(root, path, before, after);
    return fault === undefined ? [] : [unwritten(path, fault)];
  });
}

function endOf({ mended }: Mending, left: ScanReport, files: readonly FileChange[], isDry: boolean): string {
  const verb = isDry ? "would change" : "changed";
  const rest = left.findings.length === 0 ? "no finding is left" : `${plural(left.findings.length, "finding")} left`;
  const what = mended.length === 0 ? "Nothing to mend" : `${plural(files.length, "file")} ${verb}`;
  return printable(`${what}; ${rest}${left.findings.length === 0 ? "" : ", which `sealint scan` shows"}.`);
}
