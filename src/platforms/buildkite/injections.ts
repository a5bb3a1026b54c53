import type { PipelineFlows, PipelineScript } from "../../core/pipeline.ts";
import type { ChosenText } from "../flow/chosen-text.ts";
import { evaluatedVariables, mayEvaluate } from "../script/evaluated.ts";
import { readCommands } from "../script/read-commands.ts";
import { uploadedScript } from "./interpolation.ts";
import type { BuildkiteModel, CommandStep } from "./model.ts";

/** Variables that hold what the author of a commit wrote, and those that members choose: names of branches and tags allow `$(…)`. */
const AUTHORS: readonly { readonly names: RegExp; readonly author: ChosenText["author"] }[] = [
  { names: /^BUILDKITE_(?:MESSAGE|PULL_REQUEST_REPO|BUILD_AUTHOR(?:_EMAIL)?)$/, author: "merged" },
  {
    names:
      /^BUILDKITE_(?:BRANCH|TAG|PULL_REQUEST_(?:LABELS|BASE_BRANCH)|BUILD_CREATOR(?:_EMAIL)?|UNBLOCKER(?:_EMAIL)?)$/,
    author: "project",
  },
];

function authorOf({ branches }: CommandStep, name: string): ChosenText["author"] | undefined {
  // Where the step runs only for branches whose whole names are written, nobody chooses one.
  const isNamed = branches.length > 0 && branches.every(({ value }) => /^[\w./-]+$/.test(value));
  return isNamed && name === "BUILDKITE_BRANCH" ? undefined : AUTHORS.find(({ names }) => names.test(name))?.author;
}

/** Every place of a pipeline's scripts where such a text is run. */
export function injectionsIn({ steps }: BuildkiteModel, { scripts }: PipelineFlows): ChosenText[] {
  const scriptAt = new Map(scripts.map((script) => [script.text.placeOf(0, 0).span.start, script] as const));
  return steps.filter((step) => step.kind === "command").flatMap((step) => ofStep(step, scriptAt));
}

function ofStep(step: CommandStep, scriptAt: ReadonlyMap<number, PipelineScript>): ChosenText[] {
  const ofStepItself = new Set(step.env.map(({ name }) => name.value));
  const { text, filled } = uploadedScript(step.commands, (name) => ofStepItself.has(name));
  if (text.value === "") return [];
  const script = scriptAt.get(text.placeOf(0, 0).span.start);
  if (script === undefined) return [];
  const uploaded = filled.flatMap(({ name, place }): ChosenText[] => {
    const author = authorOf(step, name);
    return author === undefined ? [] : [{ name, place, author, script }];
  });
  if (!mayEvaluate(text.value)) return uploaded;
  const commands = readCommands({ text: text.value, language: "bash", holes: filled });
  const evaluated = evaluatedVariables(text.value, commands).flatMap(({ name, by, start, end }): ChosenText[] => {
    const author = authorOf(step, name);
    if (author === undefined || filled.some((one) => one.start <= start && start < one.end)) return [];
    return [{ name, by, author, script, place: text.placeOf(start, end) }];
  });
  return [...uploaded, ...evaluated];
}
