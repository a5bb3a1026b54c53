import type { PipelineJob, Trigger } from "../../core/pipeline.ts";
import type { Dialect } from "./dialect.ts";
import { runsOnAnyBranch, targetOf, triggersOf } from "./filters.ts";
import type { ContainerFile, ContainerPipeline, ContainerStep } from "./model.ts";

/** A step with its name, which tells it from all others of the file. */
export interface NamedStep {
  readonly step: ContainerStep;
  readonly pipeline: ContainerPipeline;
  readonly name: string;
}

/** All steps of a file: each is a container of its own, with an environment of its own, and so a job. */
export function namedSteps({ pipelines }: ContainerFile<string>): NamedStep[] {
  const taken = new Map<string, number>();
  return pipelines.flatMap((pipeline) =>
    pipeline.steps.map((step, index) => {
      const own = step.name?.value ?? `step ${index + 1}`;
      const called = pipelines.length > 1 && pipeline.name !== undefined ? `${pipeline.name.value}/${own}` : own;
      const before = taken.get(called) ?? 0;
      taken.set(called, before + 1);
      return { step, pipeline, name: before === 0 ? called : `${called} (${before + 1})` };
    }),
  );
}

/** What a policy needs to know of a step as a whole. */
export function jobFacts(dialect: Dialect, { step, pipeline, name }: NamedStep): PipelineJob {
  const limits = [pipeline, step];
  const triggers: readonly Trigger[] = triggersOf(dialect, limits);
  const target = targetOf(limits);
  const { runner } = pipeline;
  const { start } = step.place.span;
  return {
    name,
    place: step.name?.place ?? { unit: step.place.unit, span: { start, end: start + 1 } },
    triggers,
    ...(target !== undefined && { environment: { name: target.value, place: target.place } }),
    ...(runner !== undefined &&
      dialect.onMachine.test(runner.value) && { ownMachine: { name: runner.value, place: runner.place } }),
    approved: triggers.length > 0 && triggers.every(({ event }) => dialect.byHand.has(event)),
    anyBranch: runsOnAnyBranch(limits),
  };
}
