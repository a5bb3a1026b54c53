import type { Command, PipelineFlows } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { remembered } from "../flow/remembered.ts";

const sortedCommands = remembered(({ commands }: PipelineFlows): readonly Command[] =>
  commands.toSorted((a, b) => a.place.span.start - b.place.span.start),
);

/** The commands that lie within a place of the pipeline, such as a step. */
export function commandsWithin(flows: PipelineFlows, { span }: Place): Command[] {
  const commands = sortedCommands(flows);
  let low = 0;
  let high = commands.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((commands[middle]?.place.span.start ?? span.end) < span.start) low = middle + 1;
    else high = middle;
  }
  const found: Command[] = [];
  for (let one = commands[low]; one !== undefined && one.place.span.start < span.end; one = commands[++low])
    if (one.place.span.end <= span.end) found.push(one);
  return found;
}
