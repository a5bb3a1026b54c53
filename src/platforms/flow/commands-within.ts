import { partitionPoint } from "../../core/partition-point.ts";
import type { Command, PipelineFlows } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { remembered } from "./remembered.ts";

const sortedCommands = remembered(({ commands }: PipelineFlows): readonly Command[] =>
  commands.toSorted((a, b) => a.place.span.start - b.place.span.start),
);

/** The commands that lie within a place of the pipeline, such as a step. */
export function commandsWithin(flows: PipelineFlows, { span }: Place): Command[] {
  const commands = sortedCommands(flows);
  let at = partitionPoint(commands.length, (index) => (commands[index]?.place.span.start ?? span.end) < span.start);
  const found: Command[] = [];
  for (let one = commands[at]; one !== undefined && one.place.span.start < span.end; one = commands[++at])
    if (one.place.span.end <= span.end) found.push(one);
  return found;
}
