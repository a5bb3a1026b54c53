import type { PipelineFlows, PipelineScript } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { evaluatedVariables, mayEvaluate } from "../script/evaluated.ts";
import { readCommands } from "../script/read-commands.ts";
import type { CodebuildModel } from "./model.ts";

/** A text that somebody who pushes chooses, where a command takes it for code. */
export interface CodebuildInjection {
  readonly place: Place;
  readonly name: string;
  readonly author: "project";
  readonly by: string;
  readonly script: PipelineScript;
}

/** Variables of CodeBuild that hold names of branches and tags. */
const CHOSEN = /^CODEBUILD_(?:WEBHOOK_(?:HEAD_REF|BASE_REF|TRIGGER)|SOURCE_VERSION)$/;

/** Every place of a build's commands where such a text, or a variable that is given it, is run. */
export function codebuildInjections({ variables }: CodebuildModel, { scripts }: PipelineFlows): CodebuildInjection[] {
  const holding = new Set(
    variables
      .filter(({ value }) => (value.value.match(/\w+/g) ?? []).some((word) => CHOSEN.test(word)))
      .map(({ name }) => name.value),
  );
  return scripts.flatMap((script) => {
    const { value } = script.text;
    if (!mayEvaluate(value)) return [];
    return evaluatedVariables(value, readCommands({ text: value, language: "bash", holes: [] }))
      .filter(({ name }) => CHOSEN.test(name) || holding.has(name))
      .map(({ name, by, start, end }) => ({
        name: `$${name}`,
        by,
        author: "project" as const,
        script,
        place: script.text.placeOf(start, end),
      }));
  });
}
