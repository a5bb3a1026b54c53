import { ScanError } from "../core/errors.ts";
import { checkChoice } from "./check-choice.ts";

/** One rendering of the report; without a file it goes to standard output. */
export interface ReportOutput {
  readonly format: string;
  readonly file?: string;
}

const outputOf = (format: string, file: string | undefined): ReportOutput =>
  file === undefined || file === "-" ? { format } : { format, file };

function parseFormat(text: string, formats: readonly string[]): ReportOutput {
  const equals = text.indexOf("=");
  const format = checkChoice("format", equals === -1 ? text : text.slice(0, equals), formats);
  if (equals === text.length - 1) {
    throw new ScanError(
      `\`--format ${text}\` names no file`,
      `Write \`--format ${format}=FILE\`, or \`${format}\` alone.`,
    );
  }
  return outputOf(format, equals === -1 ? undefined : text.slice(equals + 1));
}

function repeated(values: readonly (string | undefined)[]): string | undefined {
  return values.find((value, index) => value !== undefined && values.indexOf(value) !== index);
}

/**
 * The renderings that `--format` and `--output` ask for together: `--output` is the file of the one format that has none.
 * Throws a ScanError where two would go to one place, or `--output` has nothing to write.
 */
export function resolveOutputs(
  requested: readonly string[],
  output: string | undefined,
  formats: readonly string[],
): ReportOutput[] {
  const parsed = requested.map((text) => parseFormat(text, formats));
  const open = parsed.filter(({ file }) => file === undefined);
  if (open.length > 1) {
    const names = open.map(({ format }) => `\`${format}\``).join(" and ");
    const hint = `Give all but one a file: \`--format ${open[1]?.format}=FILE\`.`;
    throw new ScanError(`the formats ${names} would both go to ${output ?? "standard output"}`, hint);
  }
  if (output !== undefined && open.length === 0) {
    const hint = "Leave `--output` out, or add the format that it is for.";
    throw new ScanError(`\`--output ${output}\` has nothing to write: each format has a file of its own`, hint);
  }
  const outputs = parsed.map(({ format, file }) => outputOf(format, file ?? output));
  const twice = repeated(outputs.map(({ file }) => file));
  if (twice !== undefined)
    throw new ScanError(`two formats would be written to ${twice}`, "Give each a file of its own.");
  return outputs;
}
