import { type VariableUse, variablesBy } from "../environment/dialect.ts";
import type { TextRange } from "../script/script.ts";

/** `$NAME`, `${NAME}` and `%NAME%`; `$$` stands for a dollar sign. */
const VARIABLE = /\$\$|\$\{(?<braced>[A-Za-z_]\w*)\}|\$(?<plain>[A-Za-z_]\w*)|%(?<percent>[A-Za-z_]\w*)%/g;

/** The variables in a text that GitLab or the runner fills in. */
export const variablesIn = (text: string): VariableUse[] => variablesBy(VARIABLE, text);

/** The `$[[ … ]]` of a text, which GitLab fills in before it reads the file. */
export function interpolationsIn(text: string): TextRange[] {
  return Array.from(text.matchAll(/\$\[\[[^\]\n]{0,500}\]\]/g), ({ index, 0: written }) => ({
    start: index,
    end: index + written.length,
  }));
}
