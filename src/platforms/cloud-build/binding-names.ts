import type { Place } from "../../core/span.ts";
import type { CloudBuildModel } from "./model.ts";

/** Names of the variables that hold where a place lies: those of its step and of all steps. */
export function bindingNames({ steps, env, secretEnv }: CloudBuildModel, { span }: Place): string[] {
  const step = steps.find(({ place }) => place.span.start <= span.start && span.end <= place.span.end);
  const names = [...env, ...(step?.env ?? [])].map(({ name }) => name);
  return [...names, ...[...secretEnv, ...(step?.secretEnv ?? [])].map(({ value }) => value)];
}
