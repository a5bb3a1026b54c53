import type { Place } from "../../core/span.ts";
import type { Resource, Step, TektonModel } from "./model.ts";

/** Names of the variables that hold where a place lies: those of its step. */
export function bindingNames({ resources }: TektonModel, { span }: Place): string[] {
  const steps = resources.flatMap(stepsOf);
  const step = steps.findLast(({ place }) => place.span.start <= span.start && span.end <= place.span.end);
  return (step?.env ?? []).map(({ name }) => name.value);
}

function stepsOf({ task, pipeline }: Resource): readonly Step[] {
  const tasks = [task ?? [], (pipeline?.tasks ?? []).flatMap(({ spec }) => spec ?? [])].flat();
  return tasks.flatMap(({ steps, sidecars }) => [...steps, ...sidecars]);
}
