import type { Sink } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { placeWithin, type Scalar } from "../document/tree.ts";
import { readScript } from "../script/read-script.ts";
import { languageOf, type RunnerDialect, type ScriptSink } from "../script/script.ts";
import {
  addFlows,
  type Collected,
  carriedBy,
  carriedByText,
  noteCondition,
  readBindings,
  type Site,
} from "./collect.ts";
import { readExpressions } from "./expression.ts";
import type { Step } from "./model.ts";
import { type Carried, everything, lookUp, type Scope, through } from "./scope.ts";
import { readUses } from "./uses.ts";

/** Files that the runner reads, and lines that it takes as commands. A summary is shown, and masked, like the log. */
const RUNNER: RunnerDialect = {
  files: new Map([
    ["GITHUB_OUTPUT", "output"],
    ["GITHUB_ENV", "output"],
    ["GITHUB_STATE", "output"],
    ["GITHUB_STEP_SUMMARY", "log"],
  ]),
  commands: [
    { prefix: "::add-mask::", effect: "mask" },
    { prefix: "::set-output ", effect: "output" },
    { prefix: "::save-state ", effect: "output" },
    { prefix: "::set-env ", effect: "output" },
  ],
};

/** People call a step by its name, its id, or what it uses; a nameless one by its number. */
const callOf = (step: Step): string => step.name?.value ?? step.id?.value ?? String(step.number);

/**
 * Reads one step. `outer` is what expressions see of `env`, `process` what programs see: with a job container the latter
 * holds its variables too.
 */
export function readStep(
  collected: Collected,
  outerSite: Site,
  step: Step,
  defaultShell: string,
  outer: Scope,
  process: Scope,
): void {
  const site: Site = { ...outerSite, step: callOf(step) };
  const own = readBindings(collected, site, step.env, outer, "env");
  const scope = [own, ...outer];
  noteCondition(collected, site, step.if, scope);
  for (const text of [step.name, step.workingDirectory, step.continueOnError])
    carriedByText(collected, site, text, scope);
  const inputs = readBindings(collected, site, step.with, scope, "input");
  const environment = [own, ...process];
  if (step.uses !== undefined) {
    const sink = actionSink(step.uses);
    addFlows(collected, everything([inputs]), sink);
    addFlows(collected, everything(environment), sink);
  }
  if (step.run !== undefined) readRun(collected, site, step.run, step.shell?.value ?? defaultShell, scope, environment);
}

function actionSink(uses: Scalar): Sink {
  const { kind, name, pinned, trusted } = readUses(uses.value);
  return { kind: kind === "image" ? "image" : "action", name, place: uses.place, pinned, trusted };
}

/** Longer than any script that a runner takes: nobody writes one by hand, and reading it could take minutes. */
const MAX_SCRIPT = 128 * 1024;

function readRun(collected: Collected, site: Site, run: Scalar, shell: string, scope: Scope, environment: Scope): void {
  if (run.value.length > MAX_SCRIPT) {
    collected.unfollowed ??= run.place;
    return;
  }
  const holes = readExpressions(run.value);
  const filled = holes.map((hole) => carriedBy(collected, site, run, hole, scope, "script"));
  const language = languageOf(shell);
  if (language === undefined || (filled.every((hole) => hole.length === 0) && !holdsAny(environment))) return;
  for (const found of readScript({ text: run.value, language, holes }, RUNNER)) {
    const { use } = found;
    const carried = use.origin === "hole" ? (filled[Number(use.name)] ?? []) : lookUp(environment, use.name);
    for (const secret of carried) addFlows(collected, [arriving(run, found, secret)], sinkOf(run, found));
  }
}

const holdsAny = (scope: Scope): boolean => everything(scope)[Symbol.iterator]().next().done === false;

/** A secret as it arrives at a sink of a script, over the script's own variables. */
function arriving(run: Scalar, { use }: ScriptSink, secret: Carried): Carried {
  const places: Place[] = use.path.map(({ start, end }) => placeWithin(run, start, end));
  const arrived = places.reduce<readonly Carried[]>((carried, place) => through(carried, place), [secret]);
  return { ...secret, path: arrived[0]?.path ?? secret.path, masked: secret.masked && !use.altered };
}

function sinkOf(run: Scalar, { kind, name, use }: ScriptSink): Sink {
  return { kind, name, place: placeWithin(run, use.start, use.end) };
}
