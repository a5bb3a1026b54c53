import type { PipelineFlows, PipelineScript } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { remembered } from "../flow/remembered.ts";
import { evaluatedVariables, mayEvaluate } from "../script/evaluated.ts";
import { readCommands } from "../script/read-commands.ts";
import { fillingsIn } from "./fillings.ts";
import { type Frame, textsOf } from "./frames.ts";
import type { Resource, Step, TektonModel } from "./model.ts";
import { usesOf } from "./uses.ts";

/** A text from outside that becomes part of a script, or that a command of it runs. */
export interface TektonInjection {
  readonly place: Place;
  /** As the file writes it: `{{ body.pull_request.title }}`, `params.title`. */
  readonly name: string;
  readonly author: "outsider" | "project" | "caller";
  /** The command that takes a variable for code; absent where Tekton itself fills the text in. */
  readonly by?: string;
  readonly script: PipelineScript;
}

/** What an event tells that its author chose: `{{ … }}` of Pipelines as Code, `$(body.…)` of a binding. */
const OUTSIDER =
  /(?:^|\W)(?:source_branch|trigger_comment|pull_request_title|body\.(?:pull_request\.(?:title|body|head\.(?:ref|label|repo\.(?:full_name|name|description|default_branch)|user\.(?:login|email|name))|user\.(?:email|name))|comment\.body|issue\.(?:title|body)|review\.body|object_attributes\.(?:title|description|note|source_branch)|user\.(?:email|name)|sender\.(?:email|name)))(?:\W|$)/;

/** The same of those who may push. */
const PROJECT =
  /(?:^|\W)(?:git_tag|body\.(?:ref|head_commit\.(?:message|author\.(?:name|email))|commits\[?\.?\d*\]?\.(?:message|author\.(?:name|email))|release\.(?:name|body|tag_name)|base_ref))(?:\W|$)/;

/** Names of parameters that cannot hold what a shell takes for a command, or that only the repository itself gives. */
const HARMLESS = /(?:^|[-_.])(?:verbose|debug|path|dir|directory|folder|subdirectory|depth|timeout|replicas|port)$/i;

/** Every place of a file's scripts where a text of somebody else is run. */
export function tektonInjections(model: TektonModel, { scripts }: PipelineFlows): TektonInjection[] {
  const frames = framesByJob(model);
  return scripts.flatMap((script) => {
    const frame = frames.get(script.job);
    if (frame === undefined) return [];
    const { value } = script.text;
    const open = new Set<string>();
    const filled = fillingsIn(value).flatMap(({ kind, name, start, end }): TektonInjection[] => {
      if (kind === "other") return [];
      const author = kind === "template" ? authorOf(name) : authorOfParam(name, frame, model.path);
      if (author === undefined || (author === "caller" && open.has(name))) return [];
      // What a caller chooses is told once a script.
      open.add(name);
      const shown = kind === "template" ? `{{ ${name} }}` : `params.${name}`;
      return [{ name: shown, author, script, place: script.text.placeOf(start, end) }];
    });
    return [...filled, ...evaluatedIn(model, script, frame)];
  });
}

/** Variables of a step that hold such a text, and that a command runs as code. */
function evaluatedIn(model: TektonModel, script: PipelineScript, frame: Frame): TektonInjection[] {
  const { value } = script.text;
  if (!mayEvaluate(value)) return [];
  const held = new Map<string, NonNullable<ReturnType<typeof authorOf>>>();
  for (const { env } of stepsOf(model, script)) {
    for (const one of env) {
      const authors = fillingsIn(one.value?.value ?? "").map((part) =>
        part.kind === "template"
          ? authorOf(part.name)
          : part.kind === "param"
            ? authorOfParam(part.name, frame, model.path)
            : undefined,
      );
      const author = authors.find((by) => by === "outsider") ?? authors.find((by) => by === "project");
      if (author !== undefined) held.set(one.name.value, author);
    }
  }
  if (held.size === 0) return [];
  const commands = readCommands({ text: value, language: "bash", holes: fillingsIn(value) });
  return evaluatedVariables(value, commands).flatMap(({ name, by, start, end }) => {
    const author = held.get(name);
    return author === undefined
      ? []
      : [{ name: `$${name}`, by, author, script, place: script.text.placeOf(start, end) }];
  });
}

function authorOf(template: string): "outsider" | "project" | undefined {
  if (OUTSIDER.test(template)) return "outsider";
  return PROJECT.test(template) ? "project" : undefined;
}

function authorOfParam(name: string, frame: Frame, file: string): TektonInjection["author"] | undefined {
  const texts = textsOf(name, frame)
    .flatMap(({ value }) => fillingsIn(value))
    .filter(({ kind }) => kind !== "param");
  const authors = new Set(texts.map((one) => authorOf(one.name)));
  if (authors.has("outsider")) return "outsider";
  if (authors.has("project")) return "project";
  const bound = frame.params.get(name);
  if (bound?.spec?.takesText !== true || HARMLESS.test(name)) return undefined;
  // Where the file itself says what it is given, nobody else chooses; other files may be examples of how to use it.
  if (bound.values.some(({ site }) => site.file === file)) return undefined;
  return "caller";
}

/** What the parameters of each job hold. */
const framesByJob = (model: TektonModel): ReadonlyMap<string | undefined, Frame> =>
  new Map(
    usesOf(model)
      .flatMap(({ own, tasks }) => [own ?? [], tasks.flatMap(({ inline }) => inline ?? [])].flat())
      .map(({ site, frame }) => [site.job, frame]),
  );

const keyOf = (job: string | undefined, step: string | undefined): string => JSON.stringify([job, step]);

/** The steps and sidecars of each job, under what they are called. */
const stepsByName = remembered(({ resources }: TektonModel) => {
  const tasks = resources.flatMap(({ task, name, pipeline }: Resource) => [
    ...(task === undefined ? [] : [{ job: name.value, task }]),
    ...(pipeline?.tasks ?? []).flatMap((one) =>
      one.spec === undefined ? [] : [{ job: one.name.value, task: one.spec }],
    ),
  ]);
  const steps = tasks.flatMap(({ job, task }) =>
    [...task.steps, ...task.sidecars].map((step, index) => ({
      key: keyOf(job, step.name?.value ?? String(index + 1)),
      step,
    })),
  );
  return Map.groupBy(steps, ({ key }) => key);
});

const stepsOf = (model: TektonModel, { job, step }: PipelineScript): Step[] =>
  (stepsByName(model).get(keyOf(job, step)) ?? []).map((one) => one.step);
