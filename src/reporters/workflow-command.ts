import type { AnnotationLevel } from "./levels.ts";
import { printable } from "./printable.ts";

const data = (text: string): string => printable(text).replaceAll("%", "%25");

const property = (text: string): string => data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");

/** A command to the runner of GitHub Actions in one line, with its escapes: `::error file=a.ts,line=3::What is wrong.` */
export function workflowCommand(
  level: AnnotationLevel,
  lines: readonly string[],
  properties: Readonly<Record<string, string | number>>,
): string {
  const given = Object.entries(properties).map(([key, value]) => `${key}=${property(String(value))}`);
  return `::${level} ${given.join(",")}::${lines.map(data).join("%0A")}`;
}
