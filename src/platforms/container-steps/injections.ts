import type { PipelineFlows } from "../../core/pipeline.ts";
import type { ChosenText } from "../flow/chosen-text.ts";
import { evaluatedVariables, mayEvaluate } from "../script/evaluated.ts";
import { readCommands } from "../script/read-commands.ts";
import type { Dialect } from "./dialect.ts";
import { namesBranches } from "./filters.ts";
import type { ContainerFile } from "./model.ts";
import { substituted } from "./substitution.ts";

/** Every place of a file's scripts where a text that somebody else chooses is run. */
export function injectionsIn(
  dialect: Dialect,
  { pipelines }: ContainerFile<string>,
  { scripts, jobs }: PipelineFlows,
): ChosenText[] {
  const scriptAt = new Map(scripts.map((script) => [script.text.placeOf(0, 0).span.start, script] as const));
  const open = new Set(
    jobs.filter(({ triggers }) => triggers.some(({ untrusted }) => untrusted)).map(({ name }) => name),
  );
  return pipelines.flatMap((pipeline) =>
    pipeline.steps.flatMap((step): ChosenText[] => {
      const { commands } = step;
      const isNamed = namesBranches([pipeline, step]);
      const { text, filled } = substituted(dialect, commands);
      const script = text.value === "" ? undefined : scriptAt.get(text.placeOf(0, 0).span.start);
      if (script === undefined) return [];
      const authorOf = (name: string): ChosenText["author"] | undefined => {
        const author = isNamed && dialect.branch.test(name) ? undefined : dialect.authorOf(name);
        return author === "outsider" && !open.has(script.job ?? "") ? "merged" : author;
      };
      const found = filled.flatMap(({ name, place }): ChosenText[] => {
        const author = authorOf(name);
        return author === undefined ? [] : [{ name, place, author, script }];
      });
      if (!mayEvaluate(text.value)) return found;
      const called = readCommands({ text: text.value, language: "bash", holes: filled });
      const evaluated = evaluatedVariables(text.value, called).flatMap(({ name, by, start, end }): ChosenText[] => {
        const author = authorOf(name);
        if (author === undefined || filled.some((one) => one.start <= start && start < one.end)) return [];
        return [{ name, by, author, script, place: text.placeOf(start, end) }];
      });
      return [...found, ...evaluated];
    }),
  );
}
