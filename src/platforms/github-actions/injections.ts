import type { Place } from "../../core/span.ts";
import { placeWithin, type Scalar } from "../document/tree.ts";
import { evaluatedVariables, mayEvaluate } from "../script/evaluated.ts";
import { readCommands } from "../script/read-commands.ts";
import { codeInputs } from "./code-inputs.ts";
import { createReader, heldBy, type Named, pathsOf, type Reader } from "./contexts-in.ts";
import { type Access, readExpressions } from "./expression.ts";
import type { Action, Choice, GithubActionsModel, Input, Job, Step } from "./model.ts";
import { authorInAction, authorOf, inputAt, isForeignText } from "./outside-text.ts";
import { isTaintedOutput } from "./tainted-outputs.ts";

/** A text that somebody outside the file chooses, where it becomes part of code. */
export interface Injection {
  readonly place: Place;
  /** What brings it, as written: `github.event.issue.title`. */
  readonly path: string;
  /** Who chooses it. */
  readonly chosen: readonly Choice[];
  /** True where none of the workflow's events brings the text today: it is empty until one does. */
  readonly idle?: boolean;
  readonly job?: Job;
  readonly step: Step;
  /** The command that takes a variable's text for code, where it is not the platform that fills it in. */
  readonly by?: string;
}

/** What can be told of a step before it runs: what its expressions mean. */
export interface Around extends Named {
  readonly job?: Job;
  readonly step: Step;
  readonly steps: readonly Step[];
  /** By a path in lower case. */
  choosersOf(path: string): readonly Choice[];
  /** Whether such a text would be there, if another event started the workflow. */
  mayBring(path: string): boolean;
}

/** Every place of a workflow or composite action where such a text becomes part of a script. */
export function injectionsIn(model: GithubActionsModel): Injection[] {
  const accessesOf = createReader();
  return aroundSteps(model).flatMap((around) => [...filledIn(around, accessesOf), ...evaluated(around, accessesOf)]);
}

export function aroundSteps(model: GithubActionsModel): Around[] {
  if (model.kind === "action") return model.steps.map((step) => aroundStepOfAction(model, step));
  return model.jobs.flatMap((job) =>
    job.steps.map((step): Around => {
      const choosersOf = (path: string) =>
        model.on.flatMap((event) => {
          const given = event.hasCallers === true ? inputGiven(path, event.inputs) : undefined;
          if (given !== undefined) return given;
          const isOutput = isTaintedOutput(path, job.steps, event.name.value);
          const author = isOutput ? "outsider" : authorOf(path, event);
          return author === undefined ? [] : [{ author, event }];
        });
      const { steps, matrix } = job;
      const env = [step.env, job.env, model.env];
      return { job, step, steps, env, ...(matrix !== undefined && { matrix }), choosersOf, mayBring: isForeignText };
    }),
  );
}

function aroundStepOfAction({ path: file, inputs, steps, env, events }: Action, step: Step): Around {
  const choosersOf = (path: string): readonly Choice[] => {
    const given = inputGiven(path, inputs);
    // What lies beside the workflows is for them alone; any other action may be used by other repositories, too.
    if (given !== undefined) return isInternal(file) ? given.filter((one) => one.author !== "caller") : given;
    if (events !== undefined && !path.startsWith("inputs."))
      return events.flatMap((event) => {
        const author = authorOf(path, event);
        return author === undefined ? [] : [{ author, event }];
      });
    const author = authorInAction(path, inputs);
    return author === undefined ? [] : [{ author }];
  };
  return { step, steps, env: [step.env, env], choosersOf, mayBring: () => false };
}

const isInternal = (path: string): boolean => /(?:^|\/)\.github\//.test(path);

/** Who chooses what callers hand over under an input, and the caller itself where they hand over nothing that others choose. */
function inputGiven(path: string, inputs: readonly Input[]): readonly Choice[] | undefined {
  const chosen = path.startsWith("inputs.") ? inputAt(path, inputs)?.chosen : undefined;
  return chosen?.length === 0 ? [{ author: "caller", isSettled: true }] : chosen;
}

/** Expressions whose text the platform puts into a script before any shell sees it. */
function filledIn(around: Around, accessesOf: Reader): Injection[] {
  const { step } = around;
  const scripts = [...(step.run === undefined ? [] : [step.run]), ...codeInputs(step).map(({ value }) => value)];
  return scripts.flatMap((script) =>
    readExpressions(script.value).flatMap(({ accesses }) => {
      const found = accesses
        .filter(({ carried }) => carried)
        .flatMap((access) => injectionOf(around, pathsOf(access, around, accessesOf), placeOf(script, access)));
      return found.slice(0, 1);
    }),
  );
}

const placeOf = (script: Scalar, { start, end }: Access): Place => placeWithin(script, start, end);

export function injectionOf(
  { job, step, choosersOf, mayBring }: Around,
  paths: readonly string[],
  place: Place,
): Injection[] {
  return paths.flatMap((path): Injection[] => {
    const chosen = choosersOf(path.toLowerCase());
    const found = { place, path, chosen, ...(job !== undefined && { job }), step };
    if (chosen.length > 0) return [found];
    return mayBring(path.toLowerCase()) ? [{ ...found, idle: true }] : [];
  });
}

/** Variables whose text a command of the script takes for code. */
function evaluated(around: Around, accessesOf: Reader): Injection[] {
  const { run } = around.step;
  if (run === undefined || run.value.length > MAX_SCRIPT || !mayEvaluate(run.value)) return [];
  const commands = readCommands({ text: run.value, language: "bash", holes: readExpressions(run.value) });
  return evaluatedVariables(run.value, commands).flatMap(({ name, by, start, end }) => {
    const paths = name === "GITHUB_HEAD_REF" ? ["github.head_ref"] : heldBy(name, around, accessesOf);
    const [first] = injectionOf(around, paths, placeWithin(run, start, end));
    return first === undefined ? [] : [{ ...first, by }];
  });
}

/** Longer scripts are not read anywhere. */
const MAX_SCRIPT = 128 * 1024;
