import { randomBytes } from "node:crypto";
import { join, relative, resolve } from "node:path";
import { readSalt } from "../../config/read-salt.ts";
import { ScanError } from "../../core/errors.ts";
import { isAtLeast, SEVERITIES, type Severity } from "../../core/levels.ts";
import { unitOf } from "../../core/source.ts";
import { scan } from "../../engine/scan.ts";
import { CANARY_BYTES, canaryText, isCanary, makeCanary } from "../../inventory/canary.ts";
import { printable } from "../../reporters/printable.ts";
import { findRoot } from "../../sources/find-root.ts";
import { EXIT } from "../exit-code.ts";
import { readInput } from "../hook/read-input.ts";
import { prepareScan } from "../prepare-scan.ts";
import type { Program } from "../program.ts";
import { runScan } from "../run-scan.ts";
import { printError } from "../write-out.ts";
import type { InventoryCanaryArguments } from "./canary-arguments.ts";
import { RECEIPT, type Receipt, readReceipt, writeNew } from "./canary-receipt.ts";
import { type GateReport, readGateReport } from "./canary-report.ts";

/**
 * Runs `sealint inventory canary`: plants a made-up secret, or tells whether the gate stops the one that was planted. Throws a
 * ScanError or ConfigError where that cannot be done.
 */
export async function runInventoryCanary(args: InventoryCanaryArguments, program: Program): Promise<number> {
  const root = findRoot([], program.cwd);
  switch (args.task) {
    case "plant":
      return plant(args, program, root);
    case "verify":
      return verify(args, program, root);
    case "recognise": {
      const value = readInput().trim();
      const known = isCanary(value, readSalt(root));
      tell(
        known
          ? "This is a canary of this repository: a made-up secret of a drill."
          : "This is no canary of this repository: treat it as a secret.",
      );
      return known ? EXIT.clean : EXIT.findings;
    }
  }
}

const tell = (text: string): void => void printError(printable(`sealint: ${text}`));

async function plant(args: InventoryCanaryArguments, program: Program, root: string): Promise<number> {
  const underWay = readReceipt(root);
  if (underWay !== undefined)
    throw new ScanError(
      `a drill of ${underWay.planted} is under way, in ${underWay.path}`,
      `End it first: \`sealint inventory canary --verify\`, then delete ${underWay.path} and ${RECEIPT}.`,
    );
  const file = resolve(program.cwd, args.output);
  const path = relative(root, file).replaceAll("\\", "/");
  if (path === "" || path.startsWith("../"))
    throw new ScanError(
      `${args.output} is not in the repository`,
      "Name a file in it with `--output`: the gate looks nowhere else.",
    );
  const text = canaryText(args.form, makeCanary(args.form, randomBytes(CANARY_BYTES), readSalt(root)));
  // What the gate would say of it is found out before anything is written.
  const { options, config } = await prepareScan({ ...args.scan, paths: [root] }, program, { isWhole: true });
  const { findings } = scan([{ type: "unit", unit: unitOf(path, Buffer.from(text)) }], options);
  const found = findings.find((finding) => finding.location.path === path);
  const isReported = found !== undefined && config?.isExcluded(path) !== true;
  if (!isReported || !fails(found.severity, options.failOn)) {
    const why = isReported ? `reports it as ${found.severity}, which fails no run` : "does not report it there";
    tell(`the gate as it is set up would let it through: it ${why}. Nothing was planted.`);
    return EXIT.findings;
  }
  const receipt: Receipt = {
    version: 1,
    planted: program.today,
    path,
    rule: found.ruleId,
    identity: found.fingerprint.identity,
  };
  writeNew([
    { path: file, shown: args.output, text },
    { path: join(root, RECEIPT), shown: RECEIPT, text: `${JSON.stringify(receipt, null, 2)}\n` },
  ]);
  tell(
    `planted a made-up secret in ${args.output}; the gate should report it as ${found.severity}, by ${found.ruleId}.`,
  );
  tell("Commit that file on a branch of its own and try to push it, as somebody would by mistake. Then run");
  tell(
    "`sealint inventory canary --verify --report FILE` on the report of the run that stopped it, or `--verify --staged` for the hook.",
  );
  tell(`Afterwards delete the branch, ${args.output} and ${RECEIPT}.`);
  return EXIT.clean;
}

const fails = (severity: Severity, failOn: Severity | "never"): boolean =>
  failOn !== "never" && isAtLeast(SEVERITIES, severity, failOn);

async function verify(args: InventoryCanaryArguments, program: Program, root: string): Promise<number> {
  const receipt = readReceipt(root);
  if (receipt === undefined)
    throw new ScanError(
      `there is no drill to verify: ${RECEIPT} is missing`,
      "Plant a canary with `sealint inventory canary`, or fetch the file from where it was planted.",
    );
  if (args.reports.length === 0) return search(args, program, root, receipt);
  const prepared = await prepareScan({ ...args.scan, paths: [root] }, program, { isWhole: false });
  const judged = args.reports.map((file) => {
    const report = readGateReport(file, program.cwd);
    return judge(receipt, file, report, args.scan.failOn ?? report.failOn ?? prepared.options.failOn);
  });
  for (const { words } of judged) tell(words);
  return verdictOf(judged.map(({ code }) => code));
}

/** One gate that stopped it is enough; none that could be looked into says nothing. */
function verdictOf(codes: readonly number[]): number {
  if (codes.includes(EXIT.clean)) return EXIT.clean;
  return codes.includes(EXIT.failed) ? EXIT.failed : EXIT.findings;
}

function search(args: InventoryCanaryArguments, program: Program, root: string, receipt: Receipt): Promise<number> {
  const { paths, staged, history, commits } = args.scan;
  const isTree = !staged && !history && commits === undefined;
  const asked = { ...args.scan, paths: isTree ? [root] : paths };
  return runScan(asked, program, {
    after: async ({ findings, suppressed, problems, failOn }) => {
      const reported = [
        ...findings.map((finding) => ({ finding, isAccepted: false })),
        ...suppressed.map(({ finding }) => ({ finding, isAccepted: true })),
      ].map(({ finding: { fingerprint, severity, location }, isAccepted }) => ({
        identity: fingerprint.identity,
        severity,
        place: `${location.path}:${location.start.line}`,
        isAccepted,
      }));
      const isWhole = problems.every(({ level }) => level !== "error");
      const { words, code } = judge(receipt, "the search", { reported, isWhole }, failOn);
      tell(words);
      return code;
    },
  });
}

interface Judged {
  readonly words: string;
  readonly code: number;
}

/** Whether a gate that reported this has stopped the canary. */
function judge(
  { identity, path }: Receipt,
  where: string,
  { reported, isWhole }: GateReport,
  failOn: Severity | "never",
): Judged {
  const own = reported.filter((one) => one.identity === identity);
  const stopping = own.find(({ severity, isAccepted }) => !isAccepted && fails(severity, failOn));
  if (stopping !== undefined)
    return {
      words: `stopped: ${where} names the canary at ${stopping.place} as ${stopping.severity}, which fails the gate.`,
      code: EXIT.clean,
    };
  const [seen] = own;
  if (seen !== undefined) {
    const why = seen.isAccepted
      ? "but it is accepted there"
      : `but ${seen.severity} does not fail the gate (${failOn})`;
    return { words: `not stopped: ${where} names the canary at ${seen.place}, ${why}.`, code: EXIT.findings };
  }
  if (!isWhole)
    return {
      words: `not known: ${where} does not name the canary of ${path}, and not everything was searched.`,
      code: EXIT.failed,
    };
  return { words: `not stopped: ${where} does not name the canary of ${path}.`, code: EXIT.findings };
}
