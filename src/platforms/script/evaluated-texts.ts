import type { PipelineScript } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { evaluatedVariables, mayEvaluate } from "./evaluated.ts";
import { readCommands } from "./read-commands.ts";

/** A variable with a text that somebody outside the file chooses, where a command takes that text for code. */
export interface EvaluatedText {
  readonly place: Place;
  readonly name: string;
  /** The command. */
  readonly by: string;
  readonly script: PipelineScript;
}

/** Every place of shell scripts where one of the variables is run as code. */
export function evaluatedTexts(scripts: readonly PipelineScript[], chosen: RegExp): EvaluatedText[] {
  return scripts.flatMap((script) => {
    const { value } = script.text;
    if (!mayEvaluate(value) || !namesOne(value, chosen)) return [];
    const commands = readCommands({ text: value, language: "bash", holes: [] });
    return evaluatedVariables(value, commands)
      .filter(({ name }) => chosen.test(name))
      .map(({ name, by, start, end }) => ({ name, by, script, place: script.text.placeOf(start, end) }));
  });
}

const VARIABLE = /\$\{?(\w+)/g;

const namesOne = (text: string, chosen: RegExp): boolean =>
  [...text.matchAll(VARIABLE)].some(([, name = ""]) => chosen.test(name));
