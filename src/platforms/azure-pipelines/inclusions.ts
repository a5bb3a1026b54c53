import type { Inclusion, Literal, Parameter } from "../../core/pipeline.ts";
import { placedText } from "../document/tree.ts";
import { isComputed } from "./holes.ts";
import type { AzurePipelinesModel, TemplateCall } from "./model.ts";
import { repositoryOf } from "./templates.ts";

/** The other repositories that templates come from, each once. */
export function inclusionsOf(model: AzurePipelinesModel): Inclusion[] {
  const used = new Set(callsOf(model).map(repositoryOf));
  return model.resources.repositories
    .filter(({ alias }) => used.has(alias.value))
    .map(({ alias, name, ref }): Inclusion => {
      const version = (ref?.value ?? "").replace(/^refs\/(?:heads|tags)\//, "");
      return {
        name: (name ?? alias).value,
        version,
        place: (ref ?? name ?? alias).place,
        pinned: /^[0-9a-f]{40}$/i.test(version),
        trusted: ref !== undefined && isComputed(ref.value),
      };
    });
}

function callsOf({ variables, extends: base, stages }: AzurePipelinesModel): TemplateCall[] {
  const jobs = stages.flatMap((stage) => stage.jobs);
  const levels = [variables, ...stages.map((stage) => stage.variables), ...jobs.map((job) => job.variables)];
  const steps = jobs.flatMap((job) => job.steps);
  return [
    ...(base === undefined ? [] : [base]),
    ...levels.flatMap(({ templates }) => templates),
    ...stages.flatMap(({ calls }) => calls),
    ...steps.flatMap(({ call }) => call ?? []),
  ];
}

/** What a pipeline asks for when it is started, or a template of its pipeline. */
export function parametersOf({ role, parameters }: AzurePipelinesModel): Parameter[] {
  return parameters.map(({ name, type, values, default: value }): Parameter => {
    const literal: Literal | undefined =
      value === undefined || value.value === "" || isComputed(value.value)
        ? undefined
        : { name: name.value, place: value.place, ...placedText(value), via: "input" };
    return {
      name: name.value,
      place: name.place,
      by: role === "pipeline" ? "person" : "caller",
      takesText: values.length === 0 && /^string$/i.test(type?.value ?? "string"),
      ...(literal !== undefined && { default: literal }),
    };
  });
}
