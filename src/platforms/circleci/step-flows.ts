import type { Sink, ToolInput } from "../../core/pipeline.ts";
import { placedText, type Scalar } from "../document/tree.ts";
import { addFlows } from "../flow/collected.ts";
import { type Carried, everything } from "../flow/scope.ts";
import type { PlacedStep } from "./expand-steps.ts";
import { wholeParameter } from "./expressions.ts";
import { type Following, noteArguments } from "./following.ts";
import type { Frame } from "./frames.ts";
import { type HandOver, handOversOf } from "./hand-overs.ts";
import { type JobHost, languageOfStep } from "./hosts.ts";
import { noteLiteral } from "./literals.ts";
import { findCommand, orbOf } from "./lookup.ts";
import type { Argument, CallStep, RunStep } from "./model.ts";
import { secretsOfOrb } from "./orb-secrets.ts";
import { carriedByVariable, levelOf, type Reach, scopeOf } from "./reach.ts";
import { carriedBySetting, readRun } from "./script-flows.ts";
import { noteTransfers } from "./transfers.ts";

/** Reads the steps of a job one after the other. Gives back the secrets that their scripts read. */
export function readSteps(
  following: Following,
  reach: Reach,
  steps: readonly PlacedStep[],
  host: JobHost,
): readonly Carried[] {
  const handOvers = handOversOf(following.model, steps);
  noteTransfers(reach.collected, following.model, reach.site, steps);
  return steps.flatMap(({ step, frame }, index) => {
    following.seenSteps.add(step.place.span.start);
    const called = step.kind === "run" ? step.name?.value : step.name.value;
    const inner: Reach = { ...reach, site: { ...reach.site, step: called ?? String(index + 1) } };
    if (step.kind === "run") return readRunStep(following, inner, step, frame, host, handOvers);
    if (step.kind === "call") return readCall(following, inner, step, frame);
    for (const value of step.settings.flatMap(({ values }) => values)) carriedBySetting(inner, value, frame);
    return [];
  });
}

function readRunStep(
  following: Following,
  outer: Reach,
  step: RunStep,
  frame: Frame,
  host: JobHost,
  handOvers: readonly HandOver[],
): readonly Carried[] {
  const { collected, site } = outer;
  for (const { name, value } of step.environment) {
    noteLiteral(collected, site, name.value, value, "env", following.seenLiterals);
  }
  const reach: Reach = { ...outer, levels: [levelOf(step.environment, frame), ...outer.levels] };
  const shell = step.shell ?? host.shell;
  const language = languageOfStep(following.model, frame, shell, host.windows);
  if (language === undefined) return [];
  return scriptsOf(step.command, frame).flatMap(({ command, frame: at }) => [
    ...readRun(reach, following.reader, {
      command,
      frame: at,
      language,
      ...(shell !== undefined && { shell }),
      handOvers,
    }),
  ]);
}

/** The script, or those that are given for it where it is but a parameter. */
function scriptsOf(command: Scalar, frame: Frame): { readonly command: Scalar; readonly frame: Frame }[] {
  const bound = frame.parameters.get(wholeParameter(command.value) ?? "");
  if (bound === undefined) return [{ command, frame }];
  return bound.values.flatMap((value) => scriptsOf(value, bound.frame));
}

/** What a command or job is told in a word or text each. */
export const inputsOf = (given: readonly Argument[]): ToolInput[] =>
  given.flatMap(({ name, values: [value, ...others] }) =>
    value === undefined || others.length > 0 ? [] : [{ name: name.value, place: value.place, ...placedText(value) }],
  );

/** A command: what it is given; one of somebody else's orb gets that and the whole environment. */
function readCall(following: Following, reach: Reach, step: CallStep, frame: Frame): readonly Carried[] {
  const carried = noteArguments(following, reach, step.arguments, frame);
  const name = step.name.value;
  if (findCommand(frame.library, name) !== undefined) return [];
  const orb = orbOf(frame.library, name);
  if (orb === undefined) return [];
  const { collected, site } = reach;
  const tool = `${orb.name}/${name.slice(name.indexOf("/") + 1)}`;
  const { place } = step.name;
  const own = secretsOfOrb(tool, step.arguments).flatMap(({ variable, parameter }) => [
    ...carriedByVariable({ ...reach, site: { ...site, boundTo: parameter } }, variable, place, "input"),
  ]);
  const sink: Sink = { kind: "action", name: tool, place, pinned: orb.pinned, trusted: orb.trusted };
  addFlows(collected, [...carried, ...own, ...everything(scopeOf(reach)), ...reach.contexts], sink);
  const where = {
    ...(site.job !== undefined && { job: site.job }),
    ...(site.step !== undefined && { step: site.step }),
  };
  collected.tools.push({ name: tool, version: orb.version, place, ...where, inputs: inputsOf(step.arguments) });
  // Steps that the orb is given run where it puts them; their secrets are read here.
  return [...carried, ...own];
}
