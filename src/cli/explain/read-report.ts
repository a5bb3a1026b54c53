import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { ScanError } from "../../core/errors.ts";
import { systemWords } from "../../files/system-errors.ts";
import type { JsonReport } from "../../reporters/json.ts";
import { reportSchema } from "../../reporters/report-schema.ts";

const HOW_TO_WRITE = "Write one with `sealint scan --format json=FILE`.";

/** Reads a JSON report that a scan wrote. Throws a ScanError that says what is wrong with it. */
export function readReport(file: string, cwd: string): JsonReport {
  const data = parsed(file, textOf(file, cwd));
  const { schemaVersion, tool } = isObject(data) ? data : {};
  if (!isObject(tool) || tool["name"] !== "sealint" || typeof schemaVersion !== "number")
    throw new ScanError(`${file} is no JSON report of sealint`, HOW_TO_WRITE);
  if (schemaVersion !== 1)
    throw new ScanError(
      `${file} is a report of version ${schemaVersion}, of which this sealint knows nothing`,
      "Explain it with the sealint that wrote it, or search again.",
    );
  const { success, error } = reportSchema.safeParse(data);
  if (success) return data as JsonReport;
  const [issue] = error.issues;
  const where = issue === undefined ? "" : ` at \`${issue.path.join(".")}\``;
  throw new ScanError(`${file} is a report that is damaged${where}`, HOW_TO_WRITE);
}

function textOf(file: string, cwd: string): string {
  try {
    return readFileSync(resolve(cwd, file), "utf8");
  } catch (error) {
    throw new ScanError(`${file} cannot be read: ${systemWords(error)}`, HOW_TO_WRITE, { cause: error });
  }
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const isLines = text.startsWith('{"type":');
    const what = isLines ? "is a report in lines" : "is no JSON";
    throw new ScanError(`${file} ${what}, and no report in the format \`json\``, HOW_TO_WRITE, { cause: error });
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
