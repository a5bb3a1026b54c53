import type { Place } from "../../core/span.ts";
import type { TravisModel } from "./model.ts";

/** Names of the variables that hold for every job, and of the settings of the tool around a place. */
export function bindingNames({ global, jobs, services }: TravisModel, { span }: Place): string[] {
  const tools = [...services, ...jobs.flatMap(({ deploys, addons }) => [...deploys, ...addons])];
  const own = tools.find(({ settings }) =>
    settings.some(({ value }) => value.place.span.start <= span.start && span.end <= value.place.span.end),
  );
  return [...global.variables.map(({ name }) => name.value), ...(own?.settings ?? []).map(({ name }) => name)];
}
