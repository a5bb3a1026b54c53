import type { PipelineFlows, Trigger } from "../../core/pipeline.ts";
import { type Collected, collectNothing, type Site } from "../flow/collected.ts";
import { type ScriptBudget, scriptBudget } from "../flow/follow-run.ts";
import { arriving, type Reach } from "../flow/reach.ts";
import { noteLiteral, noteParameters } from "./literals.ts";
import type { PipelineTask, Resource, SecretName, TaskSpec, TektonModel } from "./model.ts";
import { noteAnnotations, noteRef } from "./refs.ts";
import { secretUse } from "./secret-uses.ts";
import { environmentOf, readContainer, type Task } from "./step-flows.ts";
import { startsOnAnyBranch } from "./triggers.ts";
import { declare, type Frame, give, type Used, usesOf } from "./uses.ts";

const PLATFORM = "tekton";

interface Following {
  readonly model: TektonModel;
  readonly collected: Collected;
  readonly budget: ScriptBudget;
}

/** References, flows and literals of all resources of a file. */
export function flows(model: TektonModel): PipelineFlows {
  const following: Following = { model, collected: collectNothing(), budget: scriptBudget() };
  const used = usesOf(model);
  for (const one of used) readResource(following, one);
  const triggers = new Map(used.flatMap((one) => one.triggers).map((one) => [one.event, one] as const));
  const { collected } = following;
  return { platform: PLATFORM, file: model.path, triggers: [...triggers.values()], sharesSecrets: false, ...collected };
}

function reachOf({ model, collected }: Following, triggers: readonly Trigger[], job?: string): Reach {
  const site: Site = { file: model.path, triggers, ...(job !== undefined && { job }) };
  return { platform: PLATFORM, collected, site, made: new Map(), scope: [], isSetElsewhere: () => false };
}

function readResource(following: Following, { resource, frame, triggers }: Used): void {
  const { collected } = following;
  const job = jobNameOf(resource);
  const reach = reachOf(following, triggers, job);
  noteParameters(collected, resource);
  noteAnnotations(collected, resource);
  for (const secret of resource.secrets) noteSecret(reach, secret, frame);
  for (const { name, value } of resource.given) noteLiteral(collected, name.value, value, "input", job);
  const { pipeline, task, ref } = resource;
  const where = { place: resource.name.place, triggers, approved: false, anyBranch: startsOnAnyBranch(resource) };
  if (ref !== undefined) noteRef(reach, ref, resource.given, frame);
  if (task !== undefined && job !== undefined) {
    collected.jobs.push({ name: job, ...where });
    readTask(following, reach, task, frame);
  }
  for (const one of pipeline?.tasks ?? []) {
    collected.jobs.push({ ...where, name: one.name.value, place: one.name.place });
    readPipelineTask(following, reachOf(following, triggers, one.name.value), one, frame);
  }
}

/** What is known as a job: whatever has steps of its own. */
const jobNameOf = ({ task, name }: Resource): string | undefined => (task === undefined ? undefined : name.value);

function noteSecret(reach: Reach, { secret, key, boundTo, via }: SecretName, frame: Frame): void {
  arriving(reach, { ...secretUse({ name: secret, ...(key !== undefined && { key }) }, frame, boundTo?.value), via });
}

function readPipelineTask(
  following: Following,
  reach: Reach,
  { ref, spec, given, onError }: PipelineTask,
  outer: Frame,
): void {
  const { collected } = following;
  for (const { name, value } of given) noteLiteral(collected, name.value, value, "input", reach.site.job);
  if (ref !== undefined) noteRef(reach, ref, given, outer);
  if (spec === undefined) return;
  // A task that is written out reads the parameters of the pipeline around it as well.
  const frame: Frame = new Map(outer);
  for (const one of spec.params) {
    frame.delete(one.name.value);
    declare(frame, one);
  }
  give(frame, given, outer);
  readTask(following, reach, spec, frame, onError?.value === "continue" ? onError.place : undefined);
}

function readTask(following: Following, reach: Reach, spec: TaskSpec, frame: Frame, goesOn?: Task["goesOn"]): void {
  const shared = environmentOf(reach, spec.shared, frame);
  const task: Task = {
    frame,
    shared,
    volumes: spec.volumes,
    budget: following.budget,
    ...(goesOn !== undefined && { goesOn }),
  };
  const named = [...spec.steps, ...spec.sidecars];
  for (const [index, step] of named.entries()) {
    const called = step.name?.value ?? String(index + 1);
    const inner: Reach = { ...reach, site: { ...reach.site, step: called } };
    readContainer(inner, task, step, index < spec.steps.length);
    if (step.ref !== undefined) noteRef(inner, step.ref, step.given, frame);
  }
}
