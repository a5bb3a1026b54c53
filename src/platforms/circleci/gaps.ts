import type { Gap } from "../../core/pipeline.ts";
import type { Scalar } from "../document/tree.ts";
import { findCommand, findJob, orbOf } from "./lookup.ts";
import type { CircleciModel, Command, Step } from "./model.ts";

/** The one file that has to hold all that its jobs need; others may be put together of several. */
const WHOLE_PATH = /(?:^|\/)\.circleci\/config\.ya?ml$/i;

/** Names of one kind that are told. */
const MOST_NAMED = 20;

/** Commands that call each other in a row and are looked at. */
const MAX_DEPTH = 100;

/** What a configuration calls and does not have, and commands that call themselves in the end. */
export function gapsOf(model: CircleciModel): Gap[] {
  if (!WHOLE_PATH.test(model.path)) return [];
  const jobs = model.workflows
    .flatMap((workflow) => workflow.jobs)
    .filter(({ type, job }) => type === undefined && findJob(model, job.value) === undefined && isUnknown(model, job))
    .map(({ job }) => lacking(model, job, "job"));
  const calls = callsIn(model)
    .filter((name) => findCommand(model, name.value) === undefined && isUnknown(model, name))
    .map((name) => lacking(model, name, "command"));
  return [...onceEach(jobs), ...onceEach(calls), ...circlesIn(model)];
}

/** Orbs of others have what nobody sees here; a name that is filled in may be anything. */
const isUnknown = (model: CircleciModel, { value }: Scalar): boolean =>
  !value.includes("<<") && orbOf(model, value) === undefined;

const callsIn = ({ jobs, commands, workflows }: CircleciModel): Scalar[] =>
  [
    ...[...jobs, ...commands].map(({ steps }) => steps),
    ...workflows.flatMap((workflow) => workflow.jobs).flatMap(({ preSteps, postSteps }) => [preSteps, postSteps]),
  ].flatMap(calledBy);

/** The names of the commands that steps call, at any depth. */
function calledBy(steps: readonly Step[]): Scalar[] {
  return steps.flatMap((step) => {
    if (step.kind === "conditional") return calledBy(step.steps);
    return step.kind === "call" ? [step.name, ...step.arguments.flatMap((one) => calledBy(one.steps))] : [];
  });
}

function lacking({ orbs }: CircleciModel, { value, place }: Scalar, kind: "job" | "command"): Gap {
  const orb = value.includes("/") ? value.slice(0, value.indexOf("/")) : undefined;
  const isThere = orb === undefined || orbs.some(({ alias }) => alias.value === orb);
  const what = isThere ? `the ${kind} ${shown(value)}` : `the orb ${shown(orb)}`;
  return {
    place,
    isMissing: false,
    why: "",
    message: `calls ${what}, which is not in this file`,
    hint: "Check the name, or define it. The rest was searched.",
  };
}

const shown = (name: string): string => name.slice(0, 100);

const onceEach = (gaps: readonly Gap[]): Gap[] =>
  [...new Map(gaps.toReversed().map((gap) => [gap.message, gap])).values()].toReversed().slice(0, MOST_NAMED);

/** A circle is told once, in the first of its commands, with the way round. */
function circlesIn(model: CircleciModel): Gap[] {
  const ends = new Set<Command>();
  const gaps: Gap[] = [];
  const walk = (command: Command, way: readonly Command[]): void => {
    for (const name of calledBy(command.steps)) {
      const next = findCommand(model, name.value)?.found;
      if (next === undefined) continue;
      const at = way.indexOf(next);
      if (at !== -1) gaps.push(circle(name, [...way.slice(at), next]));
      else if (!ends.has(next) && way.length < MAX_DEPTH) walk(next, [...way, next]);
    }
    ends.add(command);
  };
  for (const command of model.commands) if (!ends.has(command)) walk(command, [command]);
  return gaps.slice(0, MOST_NAMED);
}

const circle = ({ place }: Scalar, way: readonly Command[]): Gap => ({
  place,
  isMissing: false,
  why: "",
  message: `has commands that call each other in a circle: ${way.map(({ name }) => shown(name.value)).join(" → ")}`,
  hint: "Take one of the calls out. Each command was followed once.",
});
