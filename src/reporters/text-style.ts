import { styleText } from "node:util";
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

const plain: Paint = (text) => text;

const PLAIN: TextStyle = {
  severity: { critical: plain, high: plain, medium: plain, low: plain },
  title: plain,
  path: plain,
  label: plain,
  quiet: plain,
  error: plain,
  good: plain,
};

type Format = Parameters<typeof styleText>[0];

/** Whether to colour has been decided before, so no stream is asked. */
const painted =
  (format: Format): Paint =>
  (text) =>
    styleText(format, text, { validateStream: false });

export function textStyle(colored: boolean): TextStyle {
  if (!colored) return PLAIN;
  return {
    severity: {
      critical: painted(["bold", "magenta"]),
      high: painted(["bold", "red"]),
      medium: painted(["bold", "yellow"]),
      low: painted(["bold", "blue"]),
    },
    title: painted("bold"),
    path: painted("cyan"),
    label: painted("bold"),
    quiet: painted("dim"),
    error: painted(["bold", "red"]),
    good: painted(["bold", "green"]),
  };
}
