import type { Edit } from "../../core/finding.ts";
import type { Span } from "../../core/span.ts";
import type { Attempt } from "../contract.ts";
import { edit } from "../edit.ts";
import { variableName } from "../value-name.ts";
import { IS_CONSTANT, type Language, languageOfPath } from "./languages.ts";
import { type Source, sourceOf } from "./source.ts";

/** A leaked value in a file that is no pipeline. */
export interface CodeScene {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly span: Span;
  /** Id of the rule that found it. */
  readonly rule: string;
  /** A name that no other value has: the wanted one, or one like it. */
  readonly unique: (wanted: string) => string;
}

/** Asks the environment for a value that is written out. Only an assignment whose syntax is sure is changed. */
export function mendCode({ path, bytes, span, rule, unique }: CodeScene): Attempt {
  if (/(?:^|\/)\.env(?:\.|$)/.test(path))
    return {
      refused: "a file of values has nothing to refer to: take it out of the repository, and list it in .gitignore",
    };
  const language = languageOfPath(path);
  if (language === undefined)
    return { refused: "what could stand in place of the value is not known for this kind of file" };
  const source = sourceOf(path, bytes);
  const found = assignmentAt(source, language, span);
  if ("refused" in found) return found;
  const wanted = variableName(found.name, rule);
  if (wanted === undefined) return { refused: "no name for a variable follows from what the value is assigned to" };
  const name = unique(wanted);
  const quotes = language.keepsQuotes === true ? 0 : found.quote.length;
  const insert = language.reference(name, found.quote);
  const edits: Edit[] = [
    edit(path, span.start - quotes, span.end + quotes, insert),
    ...(language.imports?.(source) ?? []).map(({ at, insert: line }) => edit(path, at, at, line)),
    ...otherWord(source, language, span),
  ];
  return { does: `Takes the value from the variable ${name}.`, edits, variables: [name] };
}

interface Assignment {
  readonly name: string;
  /** Empty where the value stands without quotes. */
  readonly quote: string;
}

function assignmentAt(
  { text }: Source,
  language: Language,
  { start, end }: Span,
): Assignment | { readonly refused: string } {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = (text.indexOf("\n", end) + 1 || text.length + 1) - 1;
  const [opening = ""] = /["'`]$/.exec(text.slice(lineStart, start)) ?? [];
  const closing = text.slice(end, end + opening.length);
  if (text.slice(start, end).includes("\n")) return { refused: "the value takes several lines" };
  if (opening === "" && language.isBare !== true) return { refused: "only a part of the text is the value" };
  if (closing !== opening) return { refused: "only a part of the text is the value" };
  const before = text.slice(lineStart, start - opening.length);
  const after = text.slice(end + opening.length, lineEnd).replace(/\r$/, "");
  if (opening !== "" && (before.endsWith(opening) || after.startsWith(opening)))
    return { refused: "the value stands in a text of several lines" };
  const barred = language.never?.find((one) => one.before.test(before));
  if (barred !== undefined && !/^\s*[;]/.test(after)) return { refused: barred.why };
  if (language.neverWithin?.test(text.slice(0, lineStart)) === true) return { refused: IS_CONSTANT };
  const groups = language.before.map((pattern) => pattern.exec(before)?.groups).find((one) => one !== undefined);
  const name = groups?.["name"] ?? groups?.["name2"];
  if (name === undefined || !language.after.test(after)) return { refused: "it is no plain assignment on one line" };
  if (isInComment(before)) return { refused: "it stands in a comment" };
  return { name, quote: opening === "`" ? '"' : opening };
}

const isInComment = (before: string): boolean => /^\s*(?:\/\/|#|\*|\/\*|--|;)/.test(before);

/** A constant becomes a variable, where that is one word of the line. */
function otherWord({ path, text }: Source, { word }: Language, { start }: Span): Edit[] {
  if (word === undefined) return [];
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const found = word.from.exec(text.slice(lineStart, start));
  return found === null
    ? []
    : [edit(path, lineStart + found.index, lineStart + found.index + found[0].length, word.to)];
}
