import type { Command, PipelineFlows } from "../../core/pipeline.ts";
import { remembered } from "../flow/remembered.ts";
import type { Step } from "./model.ts";

/** The commands of a step's script, in the order of the file. */
export function commandsOf({ commands }: PipelineFlows, { place: { span } }: Step): readonly Command[] {
  const sorted = inOrder(commands);
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (startOf(sorted[middle]) < span.start) low = middle + 1;
    else high = middle;
  }
  const found: Command[] = [];
  for (let command = sorted[low]; command !== undefined && startOf(command) < span.end; command = sorted[++low])
    if (command.place.span.end <= span.end) found.push(command);
  return found;
}

const startOf = (command: Command | undefined): number => command?.place.span.start ?? Number.POSITIVE_INFINITY;

const inOrder = remembered((commands: readonly Command[]) => commands.toSorted((a, b) => startOf(a) - startOf(b)));
