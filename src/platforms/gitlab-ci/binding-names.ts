import type { Place } from "../../core/span.ts";
import type { GitlabCiModel } from "./model.ts";

/** Names of the variables that hold where a place lies: those of its job and of the file. */
export function bindingNames({ variables, jobs }: GitlabCiModel, { unit, span }: Place): string[] {
  const job = jobs.find(
    ({ place }) => place.unit === unit && place.span.start <= span.start && span.end <= place.span.end,
  );
  return [...variables, ...(job?.variables ?? []), ...(job?.secrets ?? [])].map(({ name }) => name.value);
}
