import type { Place } from "../../core/span.ts";
import type { Binding, CircleciModel, Step } from "./model.ts";

/** Names of the variables and parameters that hold where a place lies: those of its job and of its step. */
export function bindingNames({ jobs, commands, workflows }: CircleciModel, place: Place): string[] {
  const job = jobs.find((one) => isWithin(place, one.place));
  const command = commands.find((one) => isWithin(place, one.place));
  const variables = [job?.environment ?? [], ...(job?.docker ?? []).map(({ environment }) => environment)].flat();
  const steps = [...(job?.steps ?? []), ...(command?.steps ?? [])].flatMap((step) => namesIn(step, place));
  const uses = workflows.flatMap((workflow) => workflow.jobs).filter((use) => isWithin(place, use.place));
  return [...namesOf(variables), ...steps, ...uses.flatMap((use) => use.arguments.map(({ name }) => name.value))];
}

const namesOf = (bindings: readonly Binding[]): string[] => bindings.map(({ name }) => name.value);

function namesIn(step: Step, place: Place): string[] {
  if (!isWithin(place, step.place)) return [];
  if (step.kind === "run") return namesOf(step.environment);
  if (step.kind === "call") return step.arguments.map(({ name }) => name.value);
  return step.kind === "conditional" ? step.steps.flatMap((inner) => namesIn(inner, place)) : [];
}

const isWithin = ({ span }: Place, outer: Place): boolean =>
  outer.span.start <= span.start && span.end <= outer.span.end;
