import { tryExamples } from "../../catalogue/try-examples.ts";
import type { OwnRule } from "../../config/own/own-parts.ts";
import type { Problem } from "../../core/source.ts";
import { assemble } from "../../engine/assemble.ts";
import { ownStages } from "../../engine/own-stages.ts";
import { runnerOf } from "../run-examples.ts";

/** Tries a rule's examples on that rule alone, and gives each that does not come out as it says, with its place. */
export function exampleProblems({ rule, examples, problemAt }: OwnRule): readonly Problem[] {
  const options = assemble({
    version: "",
    rules: [],
    own: ownStages({ rules: [rule], policies: [] }, []),
    pipelines: { platforms: [], policies: [] },
    selection: { preset: "all", ids: [] },
    minConfidence: "low",
    failOn: "never",
    salt: "",
    asOf: "",
  });
  return tryExamples({ ...rule, examples }, runnerOf(options)).map(({ kind, number, message }) =>
    problemAt(
      ["examples", kind, number - 1],
      `\`${kind}\` example ${number} of ${rule.id} ${message}`,
      "Correct the rule or the example: a value that reads like a placeholder is none, and `‹alnum 32›` stands for one that does not.",
    ),
  );
}
