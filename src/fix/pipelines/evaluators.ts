import type { Command, PipelineFlows } from "../../core/pipeline.ts";
import type { Span } from "../../core/span.ts";

/** The command around a place that runs a part of its command line, so that a text in it is code whatever variable it comes in. */
export const evaluatorAt = ({ commands }: PipelineFlows, { start, end }: Span): Command | undefined =>
  commands.find(
    ({ name, words, place }) => place.span.start <= start && end <= place.span.end && evaluates(name, words),
  );

function evaluates(name: string, words: readonly string[]): boolean {
  if (/^(?:eval|ssh|su)$/.test(name)) return true;
  const isCode = words.some((word) => /^-(?:\w*c|e|E|r|p|-eval|-command|Command)$/.test(word));
  return isCode && /^(?:bash|sh|zsh|dash|python[\d.]*|node|deno|ruby|perl|php|pwsh|powershell)$/.test(name);
}
