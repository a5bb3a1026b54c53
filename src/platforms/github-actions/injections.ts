import type { Place } from "../../core/span.ts";
import { type DocumentNode, placeWithin, type Scalar } from "../document/tree.ts";
import { evaluatedVariables, mayEvaluate } from "../script/evaluated.ts";
import { readCommands } from "../script/read-commands.ts";
import { codeInputs } from "./code-inputs.ts";
import { type Access, readExpressions } from "./expression.ts";
import { matrixValues } from "./matrix.ts";
import type { Action, Bindings, Event, GithubActionsModel, Job, Step } from "./model.ts";
import { type Author, authorInAction, authorOf, isForeignText } from "./outside-text.ts";
import { isTaintedOutput } from "./tainted-outputs.ts";

/** A text that somebody outside the file chooses, where it becomes part of code. */
export interface Injection {
  readonly place: Place;
  /** What brings it, as written: `github.event.issue.title`. */
  readonly path: string;
  /** Who chooses it; with the event that it comes through, which an action does not know. */
  readonly chosen: readonly { readonly author: Author; readonly event?: Event }[];
  /** True where none of the workflow's events brings the text today: it is empty until one does. */
  readonly idle?: boolean;
  readonly job?: Job;
  readonly step: Step;
  /** The command that takes a variable's text for code, where it is not the platform that fills it in. */
  readonly by?: string;
}

/** What can be told of a step before it runs: what its expressions mean. */
export interface Around {
  readonly job?: Job;
  readonly step: Step;
  readonly steps: readonly Step[];
  /** Variables from the inside out. */
  readonly env: readonly Bindings[];
  readonly matrix?: DocumentNode;
  /** By a path in lower case. */
  choosersOf(path: string): Injection["chosen"];
  /** Whether such a text would be there, if another event started the workflow. */
  mayBring(path: string): boolean;
}

/** Every place of a workflow or composite action where such a text becomes part of a script. */
export function injectionsIn(model: GithubActionsModel): Injection[] {
  const accessesOf = createReader();
  return aroundSteps(model).flatMap((around) => [...filledIn(around, accessesOf), ...evaluated(around, accessesOf)]);
}

/** The contexts that a variable's value holds, once each. */
export type Reader = (value: Scalar) => readonly Access[];

/** Reads each value once: a variable of the workflow is in reach of every step. */
export function createReader(): Reader {
  const known = new Map<Scalar, readonly Access[]>();
  return (value) => {
    const read = known.get(value);
    if (read !== undefined) return read;
    const carried = readExpressions(value.value).flatMap(({ accesses }) => accesses.filter((access) => access.carried));
    const distinct = [...new Map(carried.map((access) => [pathOf(access), access])).values()];
    known.set(value, distinct);
    return distinct;
  };
}

export function aroundSteps(model: GithubActionsModel): Around[] {
  if (model.kind === "action") return model.steps.map((step) => aroundStepOfAction(model, step));
  return model.jobs.flatMap((job) =>
    job.steps.map((step): Around => {
      const choosersOf = (path: string) =>
        model.on.flatMap((event) => {
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

function aroundStepOfAction({ inputs, steps, env }: Action, step: Step): Around {
  const choosersOf = (path: string): Injection["chosen"] => {
    const author = authorInAction(path, inputs);
    return author === undefined ? [] : [{ author }];
  };
  return { step, steps, env: [step.env, env], choosersOf, mayBring: () => false };
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

const pathOf = ({ context, keys }: Access): string => [context, ...keys].join(".");

/** Where values stand that an expression may name. */
type Named = Pick<Around, "env" | "matrix">;

/** What an access means: itself, or what the variable or the matrix holds that it names. */
export function pathsOf(access: Access, named: Named, accessesOf: Reader): string[] {
  const [key = ""] = access.keys;
  if (access.context === "env") return heldBy(key, named, accessesOf);
  if (access.context !== "matrix") return [pathOf(access)];
  // A matrix is worked out before there are jobs, from contexts that hold neither variables nor another matrix.
  return matrixValues(named.matrix, key).flatMap((value) => accessesOf(value).map(pathOf));
}

/** What the expressions in a variable mean; an inner variable may name the outer one. */
export function heldBy(name: string, { env: [inner, ...outer], matrix }: Named, accessesOf: Reader): string[] {
  if (inner === undefined) return [];
  const around = { env: outer, ...(matrix !== undefined && { matrix }) };
  const entry = inner.entries.find((one) => one.name.value === name);
  if (entry === undefined) return heldBy(name, around, accessesOf);
  return accessesOf(entry.value).flatMap((access) => pathsOf(access, around, accessesOf));
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
