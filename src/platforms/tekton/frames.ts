import type { Scalar } from "../document/tree.ts";
import type { Site } from "../flow/collected.ts";
import { remembered } from "../flow/remembered.ts";
import { fillingsIn } from "./fillings.ts";
import type { Binding, ParamSpec, Ref, SecretName, TaskSpec } from "./model.ts";

/** What the fillings of a task, a pipeline or a run stand for, all its uses together. */
export interface Frame {
  readonly params: Map<string, Bound>;
  /** Path of the file that it belongs to. */
  readonly file: string;
  /** What the tasks of a pipeline run, by their names in it: their results are found there. */
  readonly tasks: Map<string, readonly RunTask[]>;
  /** Parameters that the repository's own settings in Pipelines as Code fill in from a secret. */
  readonly custom: ReadonlyMap<string, Custom>;
  /** The pipeline's, where a task is written out in it and reads its parameters as well. */
  readonly around?: Frame;
}

/** What a parameter may hold where it is read, as far as the repository tells. */
export interface Bound {
  readonly spec?: ParamSpec;
  readonly values: readonly Given[];
}

/** A text that is given for a parameter, what its own fillings stand for, and where that is written: one site object for each use. */
export interface Given {
  readonly value: Scalar;
  readonly frame: Frame;
  readonly site: Site;
}

/** A task with what it is given, and where it is known as what. */
export interface RunTask {
  readonly spec: TaskSpec;
  readonly frame: Frame;
  readonly site: Site;
  /** Step actions that it refers to and the repository has. */
  readonly found: Set<Ref>;
}

/** A secret that stands behind a name, and where it is named. */
export interface Custom {
  readonly secret: SecretName;
  readonly site: Site;
}

/** What parameters hold where nobody gives them anything. */
export function frameOf(params: readonly ParamSpec[], { file, custom }: Pick<Frame, "file" | "custom">): Frame {
  const frame: Frame = { params: new Map(), file, tasks: new Map(), custom };
  for (const spec of params) declare(frame, spec);
  return frame;
}

export function declare({ params }: Frame, spec: ParamSpec): void {
  params.set(spec.name.value, { spec, values: params.get(spec.name.value)?.values ?? [] });
}

/** Gives a frame's parameters what one use of it says. */
export function give({ params }: Frame, given: readonly Binding[], from: Frame, site: Site): void {
  for (const { name, value } of given) {
    const known = params.get(name.value);
    params.set(name.value, { ...known, values: [...(known?.values ?? []), { value, frame: from, site }] });
  }
}

/** The frame of a task that is written out in a pipeline: it reads the parameters of the pipeline around it as well. */
export function frameWithin(around: Frame, specs: readonly ParamSpec[], given: readonly Binding[], site: Site): Frame {
  const frame: Frame = { ...around, params: new Map(around.params), around };
  for (const { name } of specs) frame.params.delete(name.value);
  for (const spec of specs) declare(frame, spec);
  give(frame, given, around, site);
  return frame;
}

/** Parameters in parameters that are followed. */
const MAX_DEPTH = 8;

/**
 * A text with the parameters filled in that can have one text only: that of their default where the file itself gives them none, since other
 * files may be examples of how to use it.
 */
export function filledIn(text: string, frame: Frame, depth = 0): string {
  if (depth > MAX_DEPTH) return text;
  let filled = "";
  let from = 0;
  for (const { start, end, kind, name } of fillingsIn(text)) {
    const bound = kind === "param" ? frame.params.get(name) : undefined;
    const written = bound?.spec?.default;
    const given = (bound?.values ?? []).filter(({ site }) => written === undefined || site.file === frame.file);
    const values = new Set(given.map((one) => filledIn(one.value.value, one.frame, depth + 1)));
    const [only] = values.size === 0 && written !== undefined ? [written.value] : values;
    filled += text.slice(from, start) + (only === undefined || values.size > 1 ? text.slice(start, end) : only);
    from = end;
  }
  return filled + text.slice(from);
}

/** Every text that a parameter may hold, followed to where it is written. */
export function textsOf(name: string, frame: Frame, depth = 0): Scalar[] {
  const bound = frame.params.get(name);
  if (bound === undefined || depth > MAX_DEPTH) return [];
  return bound.values.flatMap(({ value, frame: outer }) => {
    const inner = fillingsIn(value.value).filter(({ kind }) => kind === "param");
    return [value, ...inner.flatMap((one) => textsOf(one.name, outer, depth + 1))];
  });
}

/** Ways to start something that are told apart; beyond them, what they give is taken together. */
const MOST_WAYS = 30;

/** A frame once for each way in which it is used, so that texts which belong together stay so: a secret's name and its key. */
export const waysOf: (frame: Frame) => readonly Frame[] = remembered((frame: Frame): readonly Frame[] => {
  const { around } = frame;
  if (around !== undefined) return waysOf(around).map((outer) => within(outer, frame, around));
  const uses = new Map([...frame.params.values()].flatMap(({ values }) => values.map((one) => [one.site, one.frame])));
  if (uses.size === 0) return [frame];
  const found = [...uses].flatMap(([site, from]) => waysOf(from).map((outer) => narrowed(frame, site, outer)));
  return found.length > MOST_WAYS ? [frame] : found;
});

/** A frame with what one use gives it, whose own fillings stand for one thing each. */
function narrowed({ params, ...rest }: Frame, site: Site, outer: Frame): Frame {
  const ofUse = ({ values, spec }: Bound): Bound => {
    const given = values.filter((one) => one.site === site).map((one) => ({ ...one, frame: outer }));
    // What this use gives takes the place of any default.
    return { values: given, ...(given.length === 0 && spec !== undefined && { spec }) };
  };
  return { ...rest, params: new Map([...params].map(([name, bound]) => [name, ofUse(bound)])) };
}

/** The frame of a task that is written out, in one way of its pipeline. */
function within(outer: Frame, { params, ...rest }: Frame, around: Frame): Frame {
  const own = [...params].filter(([name, bound]) => around.params.get(name) !== bound);
  const replaced = own.map(([name, { values, ...bound }]): [string, Bound] => [
    name,
    { ...bound, values: values.map((one) => (one.frame === around ? { ...one, frame: outer } : one)) },
  ]);
  return { ...rest, params: new Map([...outer.params, ...replaced]) };
}
