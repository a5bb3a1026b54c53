import type { Place } from "../../core/span.ts";
import type { AppveyorModel } from "./model.ts";

/** Names of the variables of the build around a place, and of the settings of its provider. */
export function bindingNames({ builds }: AppveyorModel, { span }: Place): string[] {
  const tools = builds.flatMap(({ deploys, notifications, settings }) => [...deploys, ...notifications, ...settings]);
  const own = tools.find(({ settings }) =>
    settings.some(({ value }) => value.place.span.start <= span.start && span.end <= value.place.span.end),
  );
  const variables = builds.flatMap(({ environment }) => environment.map(({ name }) => name.value));
  return [...new Set(variables), ...(own?.settings ?? []).map(({ name }) => name)];
}
