import type { YAMLError } from "yaml";
import type { DocumentProblem } from "../core/stages.ts";
import type { TextView } from "../core/text.ts";

/** Beyond these, one slip makes the parser stumble over all that follows. */
const MOST_SYNTAX_ERRORS = 10;

// The parser's own messages quote the text, which may hold a value: only its codes are used.
const WHAT: Readonly<Partial<Record<YAMLError["code"], string>>> = {
  BAD_DIRECTIVE: "a line that begins with `%` is not understood",
  BAD_DQ_ESCAPE: "a backslash in double quotes escapes nothing known",
  BAD_INDENT: "the indentation does not fit, or a bracket is not closed",
  BAD_SCALAR_START: "a text without quotes begins with a reserved character",
  BLOCK_AS_IMPLICIT_KEY: "a map or list stands where a value on one line belongs",
  MISSING_CHAR: "a character is missing, such as a colon, comma, bracket, quote or dash",
  MULTIPLE_DOCS: "there is a second document, after `---` or `...`",
  RESOURCE_EXHAUSTION: "it is nested too deeply",
  TAB_AS_INDENT: "a tab indents a line",
  TAG_RESOLVE_FAILED: "a tag, a word that begins with `!`, is not known",
  UNEXPECTED_TOKEN: "something stands where nothing may stand",
};

const HOW: Readonly<Partial<Record<YAMLError["code"], string>>> = {
  BAD_SCALAR_START: "Put the text in quotes.",
  BLOCK_AS_IMPLICIT_KEY: "Put a text with a colon in quotes, or indent the line below its key.",
  MULTIPLE_DOCS: "Keep one document in the file.",
  TAB_AS_INDENT: "Indent with spaces.",
  TAG_RESOLVE_FAILED: "Remove the tag, or put the text in quotes.",
};

/** What the YAML parser complains of first in each line, as problems that repeat nothing of the text. */
export function syntaxProblems(errors: readonly YAMLError[], view: TextView): DocumentProblem[] {
  const inOrder = [...errors].sort((a, b) => a.pos[0] - b.pos[0]);
  const perLine = Map.groupBy(inOrder, ({ pos }) => view.text.lastIndexOf("\n", pos[0] - 1));
  const first = [...perLine.values()].flatMap(([error]) => error ?? []).slice(0, MOST_SYNTAX_ERRORS);
  return first.map(({ code, pos }) => {
    const [start, end] = pos.map((index) => Math.min(index, view.text.length)) as [number, number];
    return {
      span: { start: view.byteAt(start), end: view.byteAt(end) },
      message: `is not valid YAML: ${WHAT[code] ?? "something is out of place"}`,
      hint: HOW[code] ?? "Correct the line, beginning with the first one that is reported.",
    };
  });
}
