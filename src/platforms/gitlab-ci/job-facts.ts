import type { PipelineJob, Trigger } from "../../core/pipeline.ts";
import { OWN_MACHINE } from "../flow/own-machine.ts";
import type { GitlabCiModel, Job } from "./model.ts";
import { runsOnAnyBranch } from "./triggers.ts";

/** What a policy needs to know of a job as a whole. */
export function jobFacts(model: GitlabCiModel, job: Job, triggers: readonly Trigger[]): PipelineJob {
  const { name, environment, tags } = job;
  const own = tags.find(({ value }) => OWN_MACHINE.test(value));
  const target = environment?.name;
  const { by, only } = model.started ?? { by: [], only: false };
  return {
    name: name.value,
    place: name.place,
    triggers,
    ...(target !== undefined && { environment: { name: target.value, place: target.place } }),
    ...(own !== undefined && { ownMachine: { name: own.value, place: own.place } }),
    machines: tags.map(({ value, place }) => ({ name: value, place })),
    approved: isManual(job) || (only && by.every(({ approved }) => approved)),
    anyBranch: runsOnAnyBranch(model, job),
  };
}

/** Whether somebody has to start the job by hand, whatever its rules say. */
export function isManual({ when, rules }: Job): boolean {
  const running = (rules ?? []).filter((rule) => rule.when?.value !== "never");
  const moments = running.length === 0 ? [when] : running.map((rule) => rule.when ?? when);
  return moments.every((moment) => moment?.value === "manual");
}
