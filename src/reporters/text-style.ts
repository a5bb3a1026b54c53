import picocolors from "picocolors";
import type { Severity } from "../core/levels.ts";

type Paint = (text: string) => string;

/** The colours of the text report by what they stand for; without colours each leaves its text as it is. */
export interface TextStyle {
  readonly severity: Readonly<Record<Severity, Paint>>;
  readonly title: Paint;
  readonly path: Paint;
  readonly label: Paint;
  readonly quiet: Paint;
  readonly error: Paint;
  readonly good: Paint;
}

export function textStyle(colored: boolean): TextStyle {
  const colors = picocolors.createColors(colored);
  return {
    severity: {
      critical: (text) => colors.bold(colors.magenta(text)),
      high: (text) => colors.bold(colors.red(text)),
      medium: (text) => colors.bold(colors.yellow(text)),
      low: (text) => colors.bold(colors.blue(text)),
    },
    title: colors.bold,
    path: colors.cyan,
    label: colors.bold,
    quiet: colors.dim,
    error: (text) => colors.bold(colors.red(text)),
    good: (text) => colors.bold(colors.green(text)),
  };
}
