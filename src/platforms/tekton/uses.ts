import type { Site } from "../flow/collected.ts";
import { remembered } from "../flow/remembered.ts";
import { type Custom, declare, type Frame, frameOf, frameWithin, give, type RunTask } from "./frames.ts";
import type { Binding, Ref, Resource, TektonModel } from "./model.ts";
import { type Named, namedIn } from "./named.ts";
import { addTriggers, ownTriggers } from "./triggers.ts";
import type { Used } from "./used.ts";
import { wireUp } from "./wires.ts";

/** The resources of a file, as the whole repository uses them. */
export const usesOf = (model: TektonModel): readonly Used[] =>
  usesIn(model.repository ?? alone(model)).get(model.path) ?? [];

const alone = remembered((model: TektonModel): readonly TektonModel[] => [model]);

/** All resources of some files, by the paths of these. */
const usesIn = remembered((files: readonly TektonModel[]): ReadonlyMap<string, readonly Used[]> => {
  const custom = customIn(files);
  const all = files.flatMap(({ path, resources }) => resources.map((resource) => unused(resource, path, custom)));
  const named = namedIn(all);
  const made = wireUp(all, named);
  for (const run of all) if (run.resource.kind.endsWith("Run")) startRun(run, made.get(run), named);
  for (const one of all) if (one.resource.pipeline !== undefined) startTasks(one, named);
  for (const task of all.flatMap(runTasks)) startActions(task, named);
  return Map.groupBy(all, ({ file }) => file);
});

function unused(resource: Resource, file: string, custom: Frame["custom"]): Used {
  const { task, name, params } = resource;
  const frame = frameOf(params, { file, custom });
  const triggers = ownTriggers(resource);
  const site: Site = { file, triggers, job: name.value };
  const own = task && { spec: task, frame, site, found: new Set<Ref>() };
  return { resource, file, frame, triggers, ...(own && { own }), tasks: [], outer: frame, isFound: false };
}

/** What runs in a resource: its own task, and those that are written out in its pipeline. */
const runTasks = ({ own, tasks }: Used): RunTask[] => [own ?? [], tasks.flatMap((one) => one.inline ?? [])].flat();

/** A run has the parameters of the trigger's template that it stands in under a name of their own. */
function startRun(run: Used, template: Used | undefined, named: Named): void {
  const { resource, file, frame, triggers } = run;
  const { given, ref, pipeline, task } = resource;
  run.outer = template?.frame ?? frameOf([], frame);
  if (template !== undefined) addTriggers(triggers, template.triggers);
  for (const spec of [...(pipeline?.params ?? []), ...(task?.params ?? [])]) declare(frame, spec);
  const site: Site = { file, triggers };
  give(frame, given, run.outer, site);
  if (ref === undefined) return;
  const found = named.find(resource.kind === "PipelineRun" ? "Pipeline" : "Task", ref, file, run.outer);
  for (const one of found) start(one, given, run.outer, site);
  run.isFound = found.length > 0;
}

function startTasks({ resource, file, frame, triggers, tasks }: Used, named: Named): void {
  for (const task of resource.pipeline?.tasks ?? []) {
    const { name, ref, spec, given } = task;
    const site: Site = { file, triggers, job: name.value };
    const found = ref === undefined ? [] : named.find("Task", ref, file, frame);
    for (const one of found) start(one, given, frame, site);
    const inline = spec && { spec, frame: frameWithin(frame, spec.params, given, site), site, found: new Set<Ref>() };
    tasks.push({ task, isFound: found.length > 0, ...(inline !== undefined && { inline }) });
    frame.tasks.set(name.value, [...(inline === undefined ? [] : [inline]), ...found.flatMap(runTasks)]);
  }
}

function startActions({ spec, frame, site, found }: RunTask, named: Named): void {
  for (const { ref, given } of spec.steps) {
    const actions = ref === undefined ? [] : named.find("StepAction", ref, site.file, frame);
    for (const action of actions) start(action, given, frame, site);
    if (ref !== undefined && actions.length > 0) found.add(ref);
  }
}

function start({ frame, triggers }: Used, given: readonly Binding[], from: Frame, site: Site): void {
  give(frame, given, from, site);
  addTriggers(triggers, site.triggers);
}

/** Parameters that Pipelines as Code fills in from secrets, as the repository's settings say. */
function customIn(files: readonly TektonModel[]): ReadonlyMap<string, Custom> {
  return new Map(
    files.flatMap(({ path, resources }) =>
      resources
        .flatMap(({ custom }) => custom)
        .map((secret) => [secret.boundTo?.value ?? "", { secret, site: { file: path, triggers: [] } }]),
    ),
  );
}
