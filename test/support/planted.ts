import { fillExample } from "../../src/catalogue/template.ts";
import { ruleFiles } from "./catalogue.ts";

/** An example of a rule with its tokens filled in. */
export interface Planted {
  readonly id: string;
  readonly text: string;
  readonly path: string;
  /** The values without the front that is the same in all. */
  readonly secrets: readonly string[];
}

/** All examples that rules say they flag, filled by a seed: another seed gives other values. */
export function plantedBy(seed: string): readonly Planted[] {
  return ruleFiles.flatMap((file) =>
    file.examples.flag.map((example, index): Planted => {
      const { text, marks } = fillExample(example.text, `${file.id}:${seed}:${index}`);
      const bytes = Buffer.from(text);
      return {
        id: file.id,
        text,
        path: "path" in example ? example.path : "src/settings.conf",
        secrets: marks.map(({ start, end }) => bytes.toString("utf8", start, end)),
      };
    }),
  );
}
