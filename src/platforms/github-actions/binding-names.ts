import type { Place } from "../../core/span.ts";
import type { Bindings, GithubActionsModel } from "./model.ts";

const holds = (outer: Place, inner: Place): boolean =>
  outer.span.start <= inner.span.start && inner.span.end <= outer.span.end;

const namesOf = (...levels: readonly Bindings[]): string[] =>
  levels.flatMap(({ entries }) => entries.map(({ name }) => name.value));

/** Names of the variables and inputs that hold where a place lies: those of its step, its job and the workflow. */
export function bindingNames(model: GithubActionsModel, place: Place): string[] {
  const owner = model.kind === "workflow" ? model.jobs.find((job) => holds(job.place, place)) : model;
  const step = owner?.steps.find((one) => holds(one.place, place));
  const job = owner !== undefined && "with" in owner ? namesOf(owner.env, owner.with) : [];
  return [...namesOf(model.env), ...job, ...(step === undefined ? [] : namesOf(step.env, step.with))];
}
