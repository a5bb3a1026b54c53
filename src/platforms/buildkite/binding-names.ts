import type { Place } from "../../core/span.ts";
import type { BuildkiteModel } from "./model.ts";

/** Names of the variables and settings that hold where a place lies: those of its step and of the file. */
export function bindingNames({ env, secrets, steps }: BuildkiteModel, { span }: Place): string[] {
  const step = steps.find(({ place }) => place.span.start <= span.start && span.end <= place.span.end);
  const top = [...env, ...secrets.map(({ variable }) => ({ name: variable }))];
  const own =
    step?.kind === "command"
      ? [
          ...step.env,
          ...step.secrets.map(({ variable }) => ({ name: variable })),
          ...step.plugins.flatMap(({ settings }) => settings),
        ]
      : step?.kind === "trigger"
        ? step.env
        : [];
  return [...top, ...own].map(({ name }) => name.value);
}
