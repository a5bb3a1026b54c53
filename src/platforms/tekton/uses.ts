import type { Trigger } from "../../core/pipeline.ts";
import type { Scalar } from "../document/tree.ts";
import { fillingsIn } from "./fillings.ts";
import type { Binding, ParamSpec, Resource, TektonModel } from "./model.ts";
import { triggersOf } from "./triggers.ts";

/** What a parameter may hold where it is read, as far as the file tells. */
export interface Bound {
  readonly spec?: ParamSpec;
  /** Every text that is given for it, each with what its own parameters hold. */
  readonly values: { readonly value: Scalar; readonly frame: Frame }[];
}

export type Frame = Map<string, Bound>;

/** A resource with who starts it and what it is given, all its uses in the file together. */
export interface Used {
  readonly resource: Resource;
  readonly frame: Frame;
  readonly triggers: Trigger[];
  /** Whether something in the file starts it. */
  started: boolean;
}

/** All resources of a file, from those that start others to those that are started. */
export function usesOf(model: TektonModel): readonly Used[] {
  const all = model.resources.map((resource): Used => {
    const triggers = [...triggersOf(resource, model)];
    return { resource, frame: frameOf(resource.params), triggers, started: false };
  });
  const templates = all.filter(({ resource }) => resource.kind === "TriggerTemplate");
  const bindings = all.filter(({ resource }) => resource.kind.endsWith("TriggerBinding"));
  const empty: Frame = new Map();
  for (const template of templates) {
    for (const { resource } of bindings) give(template.frame, resource.given, empty);
  }
  const inTemplates: Frame = new Map(templates.flatMap(({ frame }) => [...frame]));
  const named = (kinds: readonly string[], name: string | undefined): Used[] =>
    name === undefined
      ? []
      : all.filter(({ resource }) => kinds.includes(resource.kind) && resource.name.value === name);
  const start = (starter: Used, started: readonly Used[], given: readonly Binding[], frame: Frame): void => {
    for (const one of started) {
      one.started = true;
      give(one.frame, given, frame);
      const known = new Set(one.triggers.map(({ event }) => event));
      one.triggers.push(...starter.triggers.filter(({ event }) => !known.has(event)));
    }
  };
  for (const run of all.filter(({ resource }) => resource.kind.endsWith("Run"))) {
    const { resource } = run;
    for (const spec of [...(resource.pipeline?.params ?? []), ...(resource.task?.params ?? [])])
      declare(run.frame, spec);
    // A run of a trigger's template has the template's parameters, under a name of their own.
    give(run.frame, resource.given, inTemplates);
    start(
      run,
      named(["Pipeline"], resource.kind === "PipelineRun" ? resource.ref?.name?.value : undefined),
      resource.given,
      inTemplates,
    );
    start(
      run,
      named(TASKS, resource.kind === "TaskRun" ? resource.ref?.name?.value : undefined),
      resource.given,
      inTemplates,
    );
  }
  for (const one of all) {
    for (const task of one.resource.pipeline?.tasks ?? [])
      start(one, named(TASKS, task.ref?.name?.value), task.given, one.frame);
  }
  for (const one of all) {
    for (const step of one.resource.task?.steps ?? []) {
      start(one, named(["StepAction"], step.ref?.name?.value), step.given, one.frame);
    }
  }
  return all;
}

const TASKS = ["Task", "ClusterTask"];

/** What parameters hold where nobody gives them anything. */
function frameOf(params: readonly ParamSpec[]): Frame {
  const frame: Frame = new Map();
  for (const spec of params) declare(frame, spec);
  return frame;
}

export function declare(frame: Frame, spec: ParamSpec): void {
  const known = frame.get(spec.name.value)?.values ?? [];
  frame.set(spec.name.value, { spec, values: known });
}

export function give(frame: Frame, given: readonly Binding[], from: Frame): void {
  for (const { name, value } of given) {
    const known = frame.get(name.value);
    const bound = { value, frame: from };
    if (known === undefined) frame.set(name.value, { values: [bound] });
    else known.values.push(bound);
  }
}

/** Parameters in parameters that are followed. */
const MAX_DEPTH = 8;

/** A text with the parameters filled in that can have one text only, that of their default where nobody gives them any. */
export function filledIn(text: string, frame: Frame, depth = 0): string {
  if (depth > MAX_DEPTH) return text;
  let filled = "";
  let from = 0;
  for (const { start, end, kind, name } of fillingsIn(text)) {
    const bound = kind === "param" ? frame.get(name) : undefined;
    const values = new Set((bound?.values ?? []).map((one) => filledIn(one.value.value, one.frame, depth + 1)));
    const [only] = values.size === 0 && bound?.spec?.default !== undefined ? [bound.spec.default.value] : values;
    filled += text.slice(from, start) + (only === undefined || values.size > 1 ? text.slice(start, end) : only);
    from = end;
  }
  return filled + text.slice(from);
}

/** Every text that a parameter may hold, followed to where it is written. */
export function textsOf(name: string, frame: Frame, depth = 0): Scalar[] {
  const bound = frame.get(name);
  if (bound === undefined || depth > MAX_DEPTH) return [];
  return bound.values.flatMap(({ value, frame: outer }) => {
    const inner = fillingsIn(value.value).filter(({ kind }) => kind === "param");
    return [value, ...inner.flatMap((one) => textsOf(one.name, outer, depth + 1))];
  });
}
