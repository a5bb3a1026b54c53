import type { TextRange } from "../script/script.ts";

/** What CircleCI fills into a text before anything runs: `<< parameters.token >>`, `<< pipeline.git.branch >>`. */
export interface Expression extends TextRange {
  /** What stands between the brackets: `parameters.token`. */
  readonly name: string;
  /** Whether the shell then reads it as the name of a variable: `${<< parameters.token >>}`. */
  readonly named: boolean;
}

/** An expression, with what makes a variable of it. A backslash keeps it as it is written, and a heredoc's mark has no dot. */
const EXPRESSION =
  /(?<!\\)(?<before>\$\{?)?<<[ \t]*(?<name>[A-Za-z_][\w-]{0,100}\.[\w.-]{0,200}[\w-])[ \t]*>>(?<after>(?:[:#%\/^,][^{}\n]{0,200})?\})?/g;

/** The expressions of a text; the ranges of named ones go from the dollar sign to the closing brace. */
export function expressionsIn(text: string): Expression[] {
  if (!text.includes("<<")) return [];
  return Array.from(text.matchAll(EXPRESSION), ({ index, 0: written, groups }): Expression => {
    const { before = "", name = "", after = "" } = groups ?? {};
    const opens = before === "${" && after !== "";
    const named = opens || before === "$";
    // A dollar sign that opens what does not close is none of ours.
    const start = named ? index : index + before.length;
    const end = index + written.length - (opens ? 0 : after.length);
    return { name, named, start, end };
  });
}

/** The parameter that a text consists of, and nothing else: `<< parameters.steps >>`. */
export function wholeParameter(text: string): string | undefined {
  return /^\s*<<\s*parameters\.([\w.-]{1,200})\s*>>\s*$/.exec(text)?.[1];
}
