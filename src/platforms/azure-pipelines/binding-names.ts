import type { Place } from "../../core/span.ts";
import type { AzurePipelinesModel } from "./model.ts";

const holds = (outer: Place, inner: Place): boolean =>
  outer.unit === inner.unit && outer.span.start <= inner.span.start && inner.span.end <= outer.span.end;

/** Names of the variables and inputs that hold where a place lies: those of its step, its job, its stage and the file. */
export function bindingNames({ variables, stages }: AzurePipelinesModel, place: Place): string[] {
  const jobs = stages.flatMap((stage) => stage.jobs.map((job) => ({ stage, job })));
  const found = jobs.find(({ job }) => job.steps.some((step) => holds(step.place, place)) || holds(job.place, place));
  const step = found?.job.steps.find((one) => holds(one.place, place));
  const levels = [variables, found?.stage.variables, found?.job.variables].flatMap((level) => level?.entries ?? []);
  return [...levels, ...(step?.env ?? []), ...(step?.inputs ?? [])].map(({ name }) => name.value);
}
