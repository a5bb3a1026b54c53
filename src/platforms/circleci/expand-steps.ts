import { wholeParameter } from "./expressions.ts";
import { bind, type Frame } from "./frames.ts";
import { findCommand } from "./lookup.ts";
import type { BuiltInStep, CallStep, Command, RunStep, Step } from "./model.ts";

/** A step that does something, with the parameters of the command that it stands in. */
export interface PlacedStep {
  readonly step: RunStep | BuiltInStep | CallStep;
  readonly frame: Frame;
}

/** What all jobs of a file may come to: commands that call each other twice grow without bound. */
export interface Budget {
  left: number;
}

export const MAX_STEPS = 20_000;

/** Deeper than commands call each other. */
const MAX_DEPTH = 20;

/** The steps of a list in their order, with those of the commands that it calls; a call comes before its steps. */
export function expandSteps(
  steps: readonly Step[],
  frame: Frame,
  budget: Budget,
  calling: readonly Command[] = [],
): PlacedStep[] {
  const expanded: PlacedStep[] = [];
  for (const step of steps) {
    if (budget.left-- <= 0) break;
    if (step.kind === "conditional") {
      expanded.push(...expandSteps(step.steps, frame, budget, calling));
      continue;
    }
    if (step.kind === "steps") {
      const bound = frame.parameters.get(wholeParameter(step.source.value) ?? "");
      if (bound !== undefined && calling.length < MAX_DEPTH) {
        expanded.push(...expandSteps(bound.steps, bound.frame, budget, calling));
      }
      continue;
    }
    expanded.push({ step, frame });
    if (step.kind === "call") expanded.push(...expandCall(step, frame, budget, calling));
  }
  return expanded;
}

function expandCall(step: CallStep, frame: Frame, budget: Budget, calling: readonly Command[]): PlacedStep[] {
  const command = findCommand(frame.library, step.name.value);
  // Where an orb puts the steps that it is given is not known; they are read behind the call.
  if (command === undefined)
    return expandSteps(
      step.arguments.flatMap((one) => one.steps),
      frame,
      budget,
      calling,
    );
  // A command that calls itself is an error of CircleCI's; it is followed once.
  if (calling.includes(command.found) || calling.length >= MAX_DEPTH) return [];
  const { found, library } = command;
  const inner = bind(library, found.parameters, step.arguments, frame);
  return expandSteps(found.steps, inner, budget, [...calling, found]);
}
