import type { Edit } from "../../core/finding.ts";
import type { Span } from "../../core/span.ts";
import type { Attempt } from "../contract.ts";
import { edit } from "../edit.ts";
import { nameInScript, nameOfRule, variableName } from "../value-name.ts";
import { withoutFallback } from "./fallbacks.ts";
import { HAS_PREFIX, IS_CONSTANT, type Language, languageOfPath } from "./languages.ts";
import { inText } from "./partial.ts";
import { type Source, sourceOf } from "./source.ts";
import { whyNotIn } from "./without-reference.ts";

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
  const source = sourceOf(path, bytes);
  const asked = withoutFallback(path, source.text, span);
  if (asked !== undefined)
    return {
      does: `Takes the value from the variable ${asked.variable}, and nothing in place of it where that is not set.`,
      edits: [edit(path, asked.start, asked.end, asked.insert)],
      variables: [asked.variable],
    };
  const language = languageOfPath(path);
  if (language === undefined) return { refused: whyNotIn(path) };
  const found = assignmentAt(source, language, span);
  if ("refused" in found) return asPart(source, language, span, { rule, unique }) ?? found;
  const wanted = found.name === undefined ? nameOfRule(rule) : variableName(found.name, rule);
  if (wanted === undefined) return { refused: "no name for a variable follows from what the value is assigned to" };
  const name = unique(wanted);
  const quotes = language.keepsQuotes === true ? 0 : found.quote.length;
  if (found.name !== undefined && language.isConstantIn?.(source.text, found.name) === true)
    return { refused: IS_CONSTANT };
  const insert = language.reference(name, found.quote, path);
  const edits: Edit[] = [
    edit(path, span.start - quotes, span.end + quotes, insert),
    ...(language.imports?.(source) ?? []).map(({ at, insert: line }) => edit(path, at, at, line)),
    ...otherWord(source, language, span),
  ];
  return { does: `Takes the value from the variable ${name}.`, edits, variables: [name] };
}

/** A value that is a part of a text, or stands in a command of a shell. */
function asPart(
  source: Source,
  language: Language,
  span: Span,
  { rule, unique }: Pick<CodeScene, "rule" | "unique">,
): Attempt | undefined {
  const { path, text } = source;
  const before = text.slice(text.lastIndexOf("\n", span.start - 1) + 1, span.start);
  // What may not stand in place of the text may not become a part of it either.
  const upToText = before.slice(0, Math.max(...["'", '"', "`"].map((quote) => before.lastIndexOf(quote))));
  if (language.never?.some(({ before: bars, why }) => why !== HAS_PREFIX && bars.test(upToText)) === true)
    return undefined;
  const wanted = nameInScript(before, rule);
  if (wanted === undefined || text.slice(span.start, span.end).includes("\n")) return undefined;
  const name = unique(wanted);
  const replaced = inText(path, text, span, name);
  if (replaced === undefined) return undefined;
  const imports = (language.imports?.(source) ?? []).map(({ at, insert }) => edit(path, at, at, insert));
  return {
    does: `Takes the value from the variable ${name}.`,
    edits: [edit(path, replaced.start, replaced.end, replaced.insert), ...imports],
    variables: [name],
  };
}

interface Assignment {
  /** Undefined for an argument of a call, which has none. */
  readonly name: string | undefined;
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
  if (barred !== undefined && (barred.unlessEnded !== true || !/^\s*;/.test(after))) return { refused: barred.why };
  if (language.neverWithin?.test(text.slice(0, lineStart)) === true) return { refused: IS_CONSTANT };
  const groups = language.before.map((pattern) => pattern.exec(before)?.groups).find((one) => one !== undefined);
  const name = groups?.["name"] ?? groups?.["name2"];
  const isArgument = name === undefined && language.argument?.test(before) === true && /^\s*[,)]/.test(after);
  if (!isArgument && (name === undefined || !language.after.test(after)))
    return { refused: "it is no plain assignment on one line" };
  if (language.isComment?.test(before) ?? isInComment(before)) return { refused: "it stands in a comment" };
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
