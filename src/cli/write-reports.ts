import { closeSync, openSync } from "node:fs";
import { resolve } from "node:path";
import type { Problem } from "../core/source.ts";
import type { RenderOptions, Reporter, ScanReport } from "../core/stages.ts";
import { systemWords } from "../files/system-errors.ts";
import { findReporter } from "../reporters/registry.ts";
import type { ReportOutput } from "./report-outputs.ts";
import { printOut, writeAll } from "./write-out.ts";

/** Text that is gathered before it is written, so that a large report does not cost a system call a line. */
const CHUNK = 1 << 16;

/**
 * Writes each rendering to its place. One that cannot be written becomes an error, and the others go on; what a format has no
 * room for becomes a note.
 */
export async function writeReports(
  report: ScanReport,
  outputs: readonly ReportOutput[],
  options: (output: ReportOutput) => RenderOptions,
  cwd: string,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const output of outputs) {
    const reporter = (await findReporter(output.format)) as Reporter;
    const rendered = reporter.render(report, { ...options(output), leftOut: (note) => problems.push(note) });
    try {
      if (output.file === undefined) writeChunks(rendered, printOut);
      else writeFile(resolve(cwd, output.file), rendered);
    } catch (error) {
      problems.push(cannotWrite(output, error));
    }
  }
  return problems;
}

function writeFile(path: string, rendered: Iterable<string>): void {
  const descriptor = openSync(path, "w");
  try {
    writeChunks(rendered, (text) => writeAll(descriptor, text));
  } finally {
    closeSync(descriptor);
  }
}

function writeChunks(rendered: Iterable<string>, write: (text: string) => boolean): void {
  let chunk = "";
  for (const text of rendered) {
    chunk += text;
    if (chunk.length < CHUNK) continue;
    if (!write(chunk)) return;
    chunk = "";
  }
  write(chunk);
}

function cannotWrite({ format, file }: ReportOutput, error: unknown): Problem {
  return {
    level: "error",
    code: "output-failed",
    subject: file ?? "standard output",
    message: `the ${format} report cannot be written: ${systemWords(error)}`,
    hint: "Name a file in a folder that exists and that you may write to.",
  };
}
