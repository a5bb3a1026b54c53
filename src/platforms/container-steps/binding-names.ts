import type { Place } from "../../core/span.ts";
import type { ContainerFile } from "./model.ts";

/** Names of the variables and settings that hold where a place lies: those of its step and of its pipeline. */
export function bindingNames({ pipelines }: ContainerFile<string>, place: Place): string[] {
  const pipeline = pipelines.find((one) => isWithin(place, one.place));
  const step = [...(pipeline?.steps ?? []), ...(pipeline?.services ?? [])].find((one) => isWithin(place, one.place));
  const named = [...(pipeline?.environment ?? []), ...(step?.environment ?? []), ...(step?.settings ?? [])];
  return [...named.map(({ name }) => name.value), ...(step?.secrets ?? []).map(({ variable }) => variable)];
}

const isWithin = ({ span }: Place, outer: Place): boolean =>
  outer.span.start <= span.start && span.end <= outer.span.end;
