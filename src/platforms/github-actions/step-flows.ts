import type { Sink, Unheeded } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { placedText, placeWithin, type Scalar } from "../document/tree.ts";
import { addFlows, type Site } from "../flow/collected.ts";
import { noteScript } from "../flow/note-script.ts";
import { type Carried, everything, everythingFixed, lookUp, type Scope, through } from "../flow/scope.ts";
import { followScript } from "../script/read-script.ts";
import { startsTraced } from "../script/read-traces.ts";
import { languageOf, type RunnerDialect, type ScriptSink, type ScriptUse } from "../script/script.ts";
import { callAction, type Trail, write } from "./call-action.ts";
import { carriedBy as carriedByHole, carriedByText, noteCondition, readBindings } from "./collect.ts";
import { addHeld, contextPath } from "./contexts.ts";
import { readExpressions } from "./expression.ts";
import type { Following } from "./following.ts";
import type { Step } from "./model.ts";
import { noteTransfer } from "./transfers.ts";
import { readUses } from "./uses.ts";
import { writtenName } from "./written-name.ts";

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

/** What a step finds around it. */
export interface Surroundings {
  /** The shell where the step names none; without a place where the file does not name one either. */
  readonly shell: { readonly value: string; readonly place?: Place };
  /** What expressions see of `env`. */
  readonly outer: Scope;
  /** What programs see: with a job container its variables too. */
  readonly process: Scope;
  /** What the steps before it have left; it adds to that. */
  readonly trail: Trail;
  /** The job's `continue-on-error`. */
  readonly continueOnError?: Scalar;
}

/** Reads one step. */
export function readStep(
  following: Following,
  outerSite: Site,
  step: Step,
  { shell, outer, process, trail, continueOnError }: Surroundings,
): void {
  const { collected } = following;
  const site: Site = { ...outerSite, step: callOf(step) };
  const around = [trail.written, ...outer, trail.outputs];
  const own = readBindings(collected, site, step.env, around, "env");
  const scope = [own, ...around];
  noteCondition(collected, site, step.if, scope);
  for (const text of [step.name, step.workingDirectory, step.continueOnError])
    carriedByText(collected, site, text, scope);
  const inputs = readBindings(collected, site, step.with, scope, "input");
  const environment = [own, trail.written, ...process];
  const goesOn = goingOn(step.continueOnError, "step") ?? goingOn(continueOnError, "job");
  if (step.uses !== undefined) {
    const sink = actionSink(step.uses);
    addFlows(collected, everything([inputs]), sink);
    addFlows(collected, everythingFixed(environment), sink);
    const where = {
      ...(site.job !== undefined && { job: site.job }),
      ...(site.step !== undefined && { step: site.step }),
    };
    const { version } = readUses(step.uses.value);
    const told = step.with.expression === undefined && {
      inputs: step.with.entries.map(({ name, value }) => ({
        name: name.value,
        place: value.place,
        ...placedText(value),
      })),
    };
    collected.tools.push({
      name: sink.name,
      version,
      place: sink.place,
      ...where,
      ...told,
      ...(goesOn && { unheeded: goesOn }),
    });
    noteTransfer(collected, step.uses, step.with, where);
    callAction(following, site, step, { inputs, environment, trail });
  }
  if (step.run !== undefined)
    readRun(following, site, step.run, { step, shell: step.shell ?? shell, scope, environment, goesOn, trail });
}

function goingOn(setting: Scalar | undefined, by: Unheeded["by"]): Unheeded | undefined {
  return setting?.value === "true" ? { by, place: setting.place } : undefined;
}

function actionSink(uses: Scalar): Sink {
  const { kind, name, pinned, trusted } = readUses(uses.value);
  return { kind: kind === "image" ? "image" : "action", name, place: uses.place, pinned, trusted };
}

/** Longer than any script that a runner takes: nobody writes one by hand, and reading it could take minutes. */
const MAX_SCRIPT = 128 * 1024;

/** How a script is run. */
interface Run {
  readonly step: Step;
  readonly trail: Trail;
  readonly shell: Surroundings["shell"];
  readonly scope: Scope;
  readonly environment: Scope;
  readonly goesOn: Unheeded | undefined;
}

function readRun(following: Following, site: Site, run: Scalar, how: Run): void {
  const { collected } = following;
  const { shell, scope, environment, goesOn } = how;
  if (run.value.length > MAX_SCRIPT) {
    collected.unfollowed ??= run.place;
    return;
  }
  const holes = readExpressions(run.value);
  const filled = holes.map((hole) => carriedByHole(collected, site, run, hole, scope, "script"));
  const language = languageOf(shell.value);
  if (language === undefined) return;
  const carriedBy = ({ origin, name }: ScriptUse): readonly Carried[] =>
    origin === "hole" ? (filled[Number(name)] ?? []) : lookUp(environment, name);
  const followed = followScript({ text: run.value, language, holes }, RUNNER);
  for (const found of followed.sinks) {
    const arrived = carriedBy(found.use).map((secret) => arriving(run, found, secret));
    if (arrived.length === 0) continue;
    const sink = sinkOf(run, found);
    addFlows(collected, arrived, sink);
    if (found.kind === "output") leave(following, how, writtenName(run.value, found.use.start), sink, arrived);
  }
  noteScript(collected, site, {
    text: placedText(run),
    followed,
    environment: everythingFixed(environment),
    carriedBy,
    mayHold: (word) => holdsUnder(environment, word),
    ...(goesOn !== undefined && { goesOn }),
    ...(shell.place !== undefined && startsTraced(shell.value) && { traced: shell.place }),
  });
}

/** Notes what a step has written for those behind it, under the name that it gave it. */
function leave(
  { writes }: Following,
  { step, trail }: Run,
  name: string | undefined,
  { name: target, place }: Sink,
  arrived: readonly Carried[],
): void {
  if (name === undefined) return;
  writes.add(place);
  const carried = through(arrived, place);
  if (/ENV$|set-env/.test(target)) write(trail, name, carried);
  else if (/OUTPUT$|set-output/.test(target) && step.id !== undefined)
    addHeld(trail.outputs, contextPath("steps", step.id.value, "outputs", name), carried);
}

/** Whether a variable with the word in its name holds a secret. */
function holdsUnder(environment: Scope, word: string): boolean {
  const part = word.toLowerCase();
  return environment.some((held) =>
    [...held].some(([name, { length }]) => length > 0 && (name === "*" || name.toLowerCase().includes(part))),
  );
}

/** A secret as it arrives at a sink of a script, over the script's own variables. */
function arriving(run: Scalar, { use }: ScriptSink, secret: Carried): Carried {
  const places: Place[] = use.path.map(({ start, end }) => placeWithin(run, start, end));
  const arrived = places.reduce<readonly Carried[]>((carried, place) => through(carried, place), [secret]);
  return { ...secret, path: arrived[0]?.path ?? secret.path, masked: secret.masked && !use.altered };
}

function sinkOf(run: Scalar, { kind, name, use }: ScriptSink): Sink {
  return { kind, name, place: placeWithin(run, use.start, use.end) };
}
