import type { PipelineFlows, PipelineScript } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { evaluatedVariables, mayEvaluate } from "../script/evaluated.ts";
import { readCommands } from "../script/read-commands.ts";
import type { GitlabCiModel } from "./model.ts";
import { interpolationsIn, variablesIn } from "./variables-in.ts";

/** A variable with a text that a contributor chooses, where a command takes that text for code. */
export interface Injection {
  readonly place: Place;
  /** The variable in the script. */
  readonly name: string;
  /** The command; absent where GitLab itself fills the text in. */
  readonly by?: string;
  readonly script: PipelineScript;
}

/** Variables of GitLab that hold what the author of a commit, branch or merge request wrote. */
const CHOSEN =
  /^CI_(?:COMMIT_(?:MESSAGE|TITLE|DESCRIPTION|AUTHOR|BRANCH|REF_NAME|TAG|TAG_MESSAGE)|BUILD_REF_NAME|MERGE_REQUEST_(?:TITLE|DESCRIPTION|SOURCE_BRANCH_NAME)|EXTERNAL_PULL_REQUEST_SOURCE_BRANCH_NAME)$|^GITLAB_USER_NAME$/;

/** Every place of a pipeline's scripts where such a text is run. GitLab itself fills inputs into a script, and nothing else. */
export function injectionsIn(model: GitlabCiModel, { scripts }: PipelineFlows): Injection[] {
  const holding = new Set(
    [...model.variables, ...model.jobs.flatMap(({ variables }) => variables)]
      .filter(({ value }) => variablesIn(value?.value ?? "").some(({ name }) => CHOSEN.test(name)))
      .map(({ name }) => name.value),
  );
  const open = new Set(model.inputs.filter(({ takesText }) => takesText).map(({ name }) => `inputs.${name.value}`));
  for (const name of model.started?.given ?? []) open.delete(`inputs.${name}`);
  return scripts.flatMap((script) => {
    const { value } = script.text;
    const given = (script.filled ?? [])
      .filter(({ path }) => open.has(path))
      .map(({ start, end, path }): Injection => ({ name: path, script, place: script.text.placeOf(start, end) }));
    const left = interpolationsIn(value).flatMap(({ start, end }): Injection[] => {
      const name = /^\$\[\[\s*(inputs\.[\w-]+)/.exec(value.slice(start, end))?.[1];
      return name === undefined || !open.has(name) ? [] : [{ name, script, place: script.text.placeOf(start, end) }];
    });
    const filled = [...given, ...left];
    if (!mayEvaluate(value)) return filled;
    const commands = readCommands({ text: value, language: "bash", holes: interpolationsIn(value) });
    const evaluated = evaluatedVariables(value, commands)
      .filter(({ name }) => CHOSEN.test(name) || holding.has(name))
      .map(({ name, by, start, end }) => ({ name, by, script, place: script.text.placeOf(start, end) }));
    return [...filled, ...evaluated];
  });
}
