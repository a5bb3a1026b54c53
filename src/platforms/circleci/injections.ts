import type { PipelineFlows, PipelineScript } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { placeWithin, type Scalar } from "../document/tree.ts";
import { evaluatedVariables, mayEvaluate } from "../script/evaluated.ts";
import { readCommands } from "../script/read-commands.ts";
import { type Author, authorOf } from "./chosen-text.ts";
import { expressionsIn } from "./expressions.ts";
import { findCommand, findJob } from "./lookup.ts";
import type { Argument, CircleciModel, Command, Library, RunStep, Step } from "./model.ts";
import { variablesIn } from "./reach.ts";

/** A text that somebody outside the file chooses, where it becomes part of a script or a command takes it for code. */
export interface Injection {
  readonly place: Place;
  /** What brings it, as written: `pipeline.git.branch`, `$CIRCLE_TAG`. */
  readonly path: string;
  readonly author: Author;
  /** The command, where it is not CircleCI that fills the text in. */
  readonly by?: string;
  readonly script: PipelineScript;
}

/** A job, a command or the steps of a workflow: where parameters have one meaning. */
interface Section {
  readonly library: Library;
  readonly command?: Command;
  readonly steps: readonly Step[];
}

/** Something that is given to a parameter, and where that stands. */
interface Given {
  readonly argument: Argument;
  readonly from: Section;
}

interface Source {
  readonly path: string;
  readonly author: Author;
}

/** Every place of a configuration's scripts where such a text is run. */
export function injectionsIn(model: CircleciModel, { scripts }: PipelineFlows): Injection[] {
  const sections = sectionsOf(model, model);
  const given = givenIn(model, sections);
  const known = new Map<string, readonly Source[]>();
  const scriptAt = new Map(scripts.map((script) => [script.text.placeOf(0, 0).span.start, script] as const));
  const sourcesIn = (text: string, section: Section): readonly Source[] =>
    expressionsIn(text).flatMap(({ name, named }) => (named ? [] : sourcesOf(name, section)));
  const sourcesOf = (name: string, { command }: Section): readonly Source[] => {
    const own = /^parameters\.(.+)$/.exec(name)?.[1];
    if (own === undefined) {
      const author = authorOf(model, name);
      return author === undefined ? [] : [{ path: name, author }];
    }
    if (command === undefined) return [];
    const key = `${command.place.span.start} ${own}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    known.set(key, []);
    const handed = (given.get(command) ?? []).filter(({ argument }) => argument.name.value === own);
    const found = handed.flatMap(({ argument, from }) =>
      argument.values.flatMap(({ value }) => sourcesIn(value, from)),
    );
    known.set(key, found);
    return found;
  };
  return sections.flatMap((section) =>
    runsIn(section.steps).flatMap(({ command, environment }) => {
      const script = scriptAt.get(placeWithin(command, 0, 0).span.start);
      if (script === undefined) return [];
      const filled = expressionsIn(command.value).flatMap(({ name, named, start, end }): Injection[] => {
        const [source] = named ? [] : sourcesOf(name, section);
        return source === undefined ? [] : [{ ...source, place: placeWithin(command, start, end), script }];
      });
      const holding = environment.flatMap(({ name, value }) => {
        const [source] = sourcesIn(value.value, section);
        const variable = variablesIn(value.value).find((one) => CHOSEN.test(one.name));
        const author = source?.author ?? (variable === undefined ? undefined : "project");
        return author === undefined ? [] : [[name.value, author] as const];
      });
      return [...filled, ...evaluated(command, new Map(holding), script)];
    }),
  );
}

/** Variables of CircleCI that hold what somebody called a branch, a tag, or themselves. */
const CHOSEN = /^CIRCLE_(?:BRANCH|TAG|USERNAME|PR_USERNAME|PR_REPONAME|PULL_REQUESTS?)$/;

function evaluated(command: Scalar, holding: ReadonlyMap<string, Author>, script: PipelineScript): Injection[] {
  const { value } = command;
  if (!mayEvaluate(value)) return [];
  const commands = readCommands({ text: value, language: "bash", holes: expressionsIn(value) });
  return evaluatedVariables(value, commands).flatMap(({ name, by, start, end }) => {
    const author = holding.get(name) ?? (CHOSEN.test(name) ? ("project" as const) : undefined);
    return author === undefined
      ? []
      : [{ path: `$${name}`, author, by, script, place: placeWithin(command, start, end) }];
  });
}

function sectionsOf(model: CircleciModel, library: Library): Section[] {
  const commands = [...library.jobs, ...library.commands].map((command) => ({
    library,
    command,
    steps: command.steps,
  }));
  const inner = library.orbs.flatMap(({ inline }) => (inline === undefined ? [] : sectionsOf(model, inline)));
  const around =
    library === model
      ? model.workflows.flatMap(({ jobs }) =>
          jobs.map((job) => ({
            library,
            steps: [...job.preSteps, ...job.postSteps, ...job.arguments.flatMap((one) => one.steps)],
          })),
        )
      : [];
  return [...commands, ...inner, ...around];
}

/** All arguments by the job or command that they are given to. */
function givenIn(model: CircleciModel, sections: readonly Section[]): ReadonlyMap<Command, readonly Given[]> {
  const given = new Map<Command, Given[]>();
  const note = (command: Command | undefined, handed: readonly Argument[], from: Section): void => {
    if (command === undefined) return;
    const known = given.get(command) ?? [];
    known.push(...handed.map((argument) => ({ argument, from })));
    given.set(command, known);
  };
  const top: Section = { library: model, steps: [] };
  for (const use of model.workflows.flatMap(({ jobs }) => jobs)) {
    note(findJob(model, use.job.value)?.found, [...use.arguments, ...use.matrix], top);
  }
  for (const section of sections) {
    for (const step of allSteps(section.steps)) {
      if (step.kind === "call") note(findCommand(section.library, step.name.value)?.found, step.arguments, section);
    }
  }
  return given;
}

/** Steps at any depth, also those that are handed to others. */
function allSteps(steps: readonly Step[]): Step[] {
  return steps.flatMap((step) => {
    if (step.kind === "conditional") return allSteps(step.steps);
    return step.kind === "call" ? [step, ...allSteps(step.arguments.flatMap((one) => one.steps))] : [step];
  });
}

const runsIn = (steps: readonly Step[]): RunStep[] => allSteps(steps).filter((step) => step.kind === "run");
