import { languageOf, type ScriptLanguage } from "./script.ts";

/** The first line of a script that names its interpreter. */
export interface Shebang {
  /** The interpreter with its options, without `env`. */
  readonly command: string;
  /** Undefined for an interpreter whose language is not read. */
  readonly language: ScriptLanguage | undefined;
  /** How far the line goes in the text. */
  readonly end: number;
}

const LINE = /^#![ \t]{0,10}(?<line>[^\n]{1,300})/;

/** Reads a script's first line; undefined where that names no interpreter. */
export function readShebang(text: string): Shebang | undefined {
  const found = LINE.exec(text);
  const line = found?.groups?.["line"]?.trim();
  if (found === null || line === undefined) return undefined;
  const command = line.replace(/^\S*\/env[ \t]+(?:-\S+[ \t]+|\w+=\S*[ \t]+)*/, "").replace(/^\S*\//, "");
  return { command, language: languageOf(command.replace(/^(python|node)[\d.]+/, "$1")), end: found[0].length };
}
