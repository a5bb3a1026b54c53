import type { Place } from "../../core/span.ts";
import type { BitbucketModel, Step } from "./model.ts";

/** Names of the variables that the pipe around a place is given, and those that its pipeline asks for. */
export function bindingNames({ pipelines }: BitbucketModel, { span }: Place): string[] {
  const holds = ({ place }: Step): boolean => place.span.start <= span.start && span.end <= place.span.end;
  for (const { steps, variables } of pipelines) {
    const found = steps.find(({ step }) => holds(step));
    if (found === undefined) continue;
    const pipes = [...found.step.script, ...found.step.afterScript].filter((work) => work.kind === "pipe");
    const own = pipes.filter(({ variables: given }) =>
      given.some(({ values }) =>
        values.some(({ place }) => place.span.start <= span.start && span.end <= place.span.end),
      ),
    );
    return [...variables, ...own.flatMap((pipe) => pipe.variables)].map(({ name }) => name.value);
  }
  return [];
}
