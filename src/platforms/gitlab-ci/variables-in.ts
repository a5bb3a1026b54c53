import type { TextRange } from "../script/script.ts";

/** A variable in a text that GitLab or the runner fills in: `$NAME`, `${NAME}` or `%NAME%`; `$$` stands for a dollar sign. */
export interface VariableUse extends TextRange {
  readonly name: string;
}

const VARIABLE = /\$\$|\$\{(?<braced>[A-Za-z_]\w*)\}|\$(?<plain>[A-Za-z_]\w*)|%(?<percent>[A-Za-z_]\w*)%/g;

export function variablesIn(text: string): VariableUse[] {
  return Array.from(text.matchAll(VARIABLE)).flatMap(({ index, 0: written, groups }) => {
    const name = groups?.["braced"] ?? groups?.["plain"] ?? groups?.["percent"];
    return name === undefined ? [] : [{ name, start: index, end: index + written.length }];
  });
}

/** The `$[[ … ]]` of a text, which GitLab fills in before it reads the file. */
export function interpolationsIn(text: string): TextRange[] {
  return Array.from(text.matchAll(/\$\[\[[^\]\n]{0,500}\]\]/g), ({ index, 0: written }) => ({
    start: index,
    end: index + written.length,
  }));
}
