import type { Unit } from "../../core/source.ts";
import type { DocumentProblem } from "../../core/stages.ts";
import { viewText } from "../../core/text.ts";

/** A template of Pipelines as Code where a value starts without quotes: YAML takes it for a map. */
const BARE = /^([ \t]*(?:-[ \t]+)*(?:[\w.\/-]{1,200}[ \t]*:[ \t]+)?)\{\{([^{}\n"']{1,200})\}\}/gm;

/** A line or value of a chart's template, which Helm makes YAML of. */
const OF_CHART = /\{\{-|-\}\}|\{\{\s*(?:\.|\$|(?:if|range|with|include|template|define|end|else|toYaml)\b)/;

/** The problems of a unit; what is wrong with a chart's template says nothing of what Helm makes of it. */
export function ofTemplate({ bytes }: Unit, problems: readonly DocumentProblem[]): readonly DocumentProblem[] {
  const isTemplate = problems.some(({ level }) => level !== "note") && OF_CHART.test(viewText(bytes).text);
  if (!isTemplate) return problems;
  const hint = "Scan what the template makes, or leave the file out.";
  return problems.map((one) => ({ ...one, message: "is a template and not YAML yet", hint, level: "note" }));
}

/**
 * The unit as YAML: Pipelines as Code fills `{{ … }}` in before it is read. The braces around a bare one are replaced by brackets, a
 * byte each, so that every place stays what it is.
 */
export function withoutTemplates(unit: Unit): Unit {
  const { buffer, byteOffset, length } = unit.bytes;
  const text = Buffer.from(buffer, byteOffset, length).toString("latin1");
  if (!text.includes("{{")) return unit;
  return { ...unit, bytes: Buffer.from(text.replaceAll(BARE, "$1(($2))"), "latin1") };
}
