import type { Flow, PipelineFlows } from "../../core/pipeline.ts";
import { type Collected, collectNothing, type Site } from "../flow/collected.ts";
import { type ScriptBudget, scriptBudget } from "../flow/follow-run.ts";
import { arriving } from "../flow/reach.ts";
import type { Carried } from "../flow/scope.ts";
import { noteAnnotations } from "./annotations.ts";
import type { Frame, RunTask } from "./frames.ts";
import { noteLiteral, noteParameters } from "./literals.ts";
import type { SecretName, TektonModel } from "./model.ts";
import { noteRef } from "./note-ref.ts";
import { resultsBy } from "./results.ts";
import { stepResultOf } from "./scripts.ts";
import { secretUses } from "./secret-uses.ts";
import { environmentOf, readContainer, type Task } from "./step-flows.ts";
import { reachAt, type TektonReach } from "./tekton-reach.ts";
import { startsOnAnyBranch } from "./triggers.ts";
import type { Used, UsedTask } from "./used.ts";
import { usesOf } from "./uses.ts";

const PLATFORM = "tekton";

/** References, flows and literals of all resources of a file, with what comes into them from others. */
export function flows(model: TektonModel): PipelineFlows {
  const used = usesOf(model);
  const collected = collectNothing();
  const reach = reachOf({ file: model.path, triggers: [] }, collected);
  const budget = scriptBudget();
  for (const one of used) readResource(reach, budget, one);
  const triggers = new Map(used.flatMap((one) => one.triggers).map((one) => [one.event, one] as const));
  const given = reach.elsewhere.references;
  return {
    platform: PLATFORM,
    file: model.path,
    triggers: [...triggers.values()],
    sharesSecrets: false,
    ...collected,
    ...(given.length > 0 && { given }),
  };
}

const reachOf = (site: Site, collected: Collected): TektonReach => ({
  platform: PLATFORM,
  home: site.file,
  own: collected,
  collected,
  elsewhere: collectNothing(),
  resultsOf,
  stepResults: new Map(),
  site,
  made: new Map(),
  scope: [],
  isSetElsewhere: () => false,
});

/** The results of a task are the same for all who read them. */
const resultsOf = resultsBy((task) => {
  const { site } = task;
  const collected = collectNothing();
  readTask(reachOf(site, collected), scriptBudget(), task);
  return collected.flows;
});

function readResource(outer: TektonReach, budget: ScriptBudget, used: Used): void {
  const { resource, file, frame, triggers, own } = used;
  const { collected } = outer;
  const reach = reachAt(outer, own?.site ?? { file, triggers });
  const { job } = reach.site;
  noteParameters(collected, resource);
  noteAnnotations(collected, resource);
  for (const secret of resource.secrets) noteSecret(reach, secret, frame);
  for (const { name, value } of resource.given) noteLiteral(collected, name.value, value, "input", job);
  const where = { place: resource.name.place, triggers, approved: false, anyBranch: startsOnAnyBranch(resource) };
  if (resource.ref !== undefined) noteRef(reach, resource.ref, resource.given, used.outer, used.isFound);
  if (own !== undefined) {
    collected.jobs.push({ name: resource.name.value, ...where });
    readTask(reach, budget, own);
  }
  for (const one of used.tasks) {
    const { name } = one.task;
    collected.jobs.push({ ...where, name: name.value, place: name.place });
    readPipelineTask(reachAt(outer, { file, triggers, job: name.value }), budget, one, frame);
  }
}

function noteSecret(reach: TektonReach, { boundTo, via, ...named }: SecretName, frame: Frame): void {
  for (const use of secretUses(named, frame, boundTo?.value)) arriving(reach, { ...use, via });
}

function readPipelineTask(
  reach: TektonReach,
  budget: ScriptBudget,
  { task: { ref, given, onError }, inline, isFound }: UsedTask,
  outer: Frame,
): void {
  for (const { name, value } of given) noteLiteral(reach.collected, name.value, value, "input", reach.site.job);
  if (ref !== undefined) noteRef(reach, ref, given, outer, isFound);
  if (inline !== undefined) readTask(reach, budget, inline, onError?.value === "continue" ? onError.place : undefined);
}

function readTask(
  reach: TektonReach,
  budget: ScriptBudget,
  { spec, frame, found }: RunTask,
  goesOn?: Task["goesOn"],
): void {
  const shared = environmentOf(reach, spec.shared, frame);
  const task: Task = { frame, shared, volumes: spec.volumes, budget, ...(goesOn !== undefined && { goesOn }) };
  const named = [...spec.steps, ...spec.sidecars];
  const stepResults = new Map<string, Carried[]>();
  for (const [index, step] of named.entries()) {
    const called = step.name?.value ?? String(index + 1);
    const inner: TektonReach = { ...reach, stepResults, site: { ...reach.site, step: called } };
    const before = reach.collected.flows.length;
    readContainer(inner, task, step, index < spec.steps.length);
    keepResults(stepResults, called, reach.collected.flows.slice(before));
    if (step.ref !== undefined) noteRef(inner, step.ref, step.given, frame, found.has(step.ref));
  }
}

/** Keeps what a step has left in its results for the steps behind it. */
function keepResults(kept: Map<string, Carried[]>, step: string, found: readonly Flow[]): void {
  for (const { reference, path, masked, sink } of found) {
    const name = sink.kind === "output" ? stepResultOf(sink.name) : undefined;
    if (name === undefined) continue;
    const key = `${step}/${name}`;
    kept.set(key, [...(kept.get(key) ?? []), { reference, path: [...path, sink.place], masked }]);
  }
}
