import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import process from "node:process";
import { ScanError } from "../../core/errors.ts";
import { isAtLeast, SEVERITIES } from "../../core/levels.ts";
import type { ScanReport } from "../../core/stages.ts";
import { systemWords } from "../../files/system-errors.ts";
import { workflowCommand } from "../../reporters/workflow-command.ts";
import { EXIT } from "../exit-code.ts";
import { parseArguments } from "../parse-arguments.ts";
import { printFailure } from "../print-failure.ts";
import type { Program } from "../program.ts";
import { runScan } from "../run-scan.ts";
import type { ScanArguments } from "../scan-arguments.ts";
import { printError, printOut } from "../write-out.ts";
import { type ACTION_OUTPUTS } from "./inputs.ts";
import { type ActionRequest, readInputs } from "./read-inputs.ts";
import { whatToScan } from "./what-to-scan.ts";
import { withoutCommands, writeOutputs } from "./workflow-commands.ts";

type Outputs = Readonly<Record<keyof typeof ACTION_OUTPUTS, string | number>>;

const RESULTS: Readonly<Record<number, string>> = { [EXIT.clean]: "clean", [EXIT.findings]: "findings" };

const print = (line: string): void => {
  printOut(`${line}\n`);
};

/** Runs a step of a workflow and gives its exit code: all but 0 fails the step. */
export async function runAction(program: Program): Promise<number> {
  const { env } = program;
  let outputs: Outputs = { result: "failed", findings: "", failing: "", sarif: "" };
  let code: number = EXIT.failed;
  try {
    ({ outputs, code } = await scanStep(readInputs(env), program));
  } catch (error) {
    if (!printFailure(error)) throw error;
    const [title, message] = error instanceof ScanError ? [error.message, error.hint] : ["sealint failed", ""];
    print(workflowCommand("error", [`${title}. ${message || "See the log of this step."}`], { title: "sealint" }));
  }
  const file = env["GITHUB_OUTPUT"];
  if (file !== undefined && file !== "") writeOutputs(file, outputs);
  return code;
}

async function scanStep(
  request: ActionRequest,
  program: Program,
): Promise<{ readonly outputs: Outputs; readonly code: number }> {
  const { env } = program;
  if (env["GITHUB_ACTIONS"] !== "true")
    throw new ScanError(
      "this is no run of GitHub Actions",
      "Run `sealint scan --ci` elsewhere; it knows other systems, too.",
    );
  const cwd = resolve(env["GITHUB_WORKSPACE"] ?? program.cwd, request.folder);
  enter(cwd, request.folder);
  const runners = env["RUNNER_TEMP"] || tmpdir();
  const temporary = mkdtempSync(join(runners, "sealint-"));
  try {
    const sarif = request.sarif === undefined ? join(runners, "sealint.sarif") : resolve(cwd, request.sarif);
    mkdirSync(dirname(sarif), { recursive: true });
    const [annotations, summary] = [join(temporary, "annotations"), join(temporary, "summary")];
    const { flags, note } = whatToScan(request, env);
    if (note !== undefined) printError(`sealint: note: ${note}.`);
    const forCodeScanning = `sarif=${sarif}`;
    const formats = ["text", `github=${annotations}`, `markdown=${summary}`];
    const isWhole = flags.length === 0;
    const args = scanOf(request, flags, isWhole ? [...formats, forCodeScanning] : formats);
    let report: ScanReport | undefined;
    const after = (made: ScanReport): Promise<void> => {
      report = made;
      return Promise.resolve();
    };
    const code = await withoutCommands(print, () => runScan(args, { ...program, cwd }, { after }));
    // Code scanning closes the alerts that a report does not have, so it gets one of all files.
    if (!isWhole) await runScan(scanOf(request, ["--fail-on=never"], [forCodeScanning]), { ...program, cwd });
    if (request.annotations) printOut(readFileSync(annotations, "utf8"));
    if (request.summary) summarise(summary, env["GITHUB_STEP_SUMMARY"]);
    return {
      code,
      outputs: { result: RESULTS[code] ?? "failed", ...countsOf(report), sarif: existsSync(sarif) ? sarif : "" },
    };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** The scan that a step asks for. */
function scanOf({ flags, paths }: ActionRequest, more: readonly string[], formats: readonly string[]): ScanArguments {
  const args = parseArguments([
    "scan",
    // Of all files there is no base whose configuration the trusted one could stand for.
    ...flags.map((flag) => (more.includes("--ci") ? flag : flag.replace(/^--trusted-config=/, "--config="))),
    ...more,
    ...formats.map((format) => `--format=${format}`),
    ...(paths.length > 0 ? ["--", ...paths] : []),
  ]);
  if (args.command !== "scan") throw new Error("the inputs make no scan");
  return args;
}

function enter(folder: string, asked: string): void {
  try {
    process.chdir(folder);
  } catch (error) {
    throw new ScanError(
      `the working directory ${asked} cannot be entered: ${systemWords(error)}`,
      "Check the input `working-directory`, and that actions/checkout ran before.",
      { cause: error },
    );
  }
}

function countsOf(report: ScanReport | undefined): Pick<Outputs, "findings" | "failing"> {
  const findings = report?.findings ?? [];
  const failOn = report?.failOn ?? "never";
  const failing = failOn === "never" ? [] : findings.filter(({ severity }) => isAtLeast(SEVERITIES, severity, failOn));
  return { findings: findings.length, failing: failing.length };
}

/** A summary that cannot be written takes nothing from the gate. */
function summarise(made: string, file: string | undefined): void {
  if (file === undefined || file === "") return;
  try {
    appendFileSync(file, readFileSync(made));
  } catch (error) {
    printError(`sealint: warning: the summary of the job cannot be written: ${systemWords(error)}.`);
  }
}
