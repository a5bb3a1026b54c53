import { compileOwnText } from "../catalogue/compile-own-text.ts";
import { type FindValue, valueFinder } from "../catalogue/linear/value-finder.ts";
import { fillExample } from "../catalogue/template.ts";
import type { ForeignRule } from "./foreign-rule.ts";
import { parseRegex } from "./regex/parse.ts";
import { printRegex } from "./regex/print.ts";
import { type RegexNode, Untranslatable } from "./regex/syntax.ts";
import { renderRule } from "./render-rule.ts";
import { sampleOf } from "./sample.ts";
import { secretGroupOf } from "./secret-group.ts";

/** A rule as a file in our format, which compiles. */
export interface RuleDraft {
  readonly id: string;
  /** From the root. */
  readonly path: string;
  readonly text: string;
  /** What differs from the original, as clauses. */
  readonly differences: readonly string[];
}

const RULES_FOLDER = ".sealint/rules";

/** Turns a rule into a file of ours. Throws an Untranslatable where there is none that would compile. */
export function draftRule(
  rule: ForeignRule,
  { from, version }: { readonly from: string; readonly version: string },
): RuleDraft {
  const { root, groups } = parseRegex(rule.regex, "go");
  const group = secretGroupOf(root, groups.length, rule.secretGroup);
  const id = `imported/${slugOf(rule.id)}`;
  const path = `${RULES_FOLDER}/${id}.yaml`;
  const requires = rule.requires === undefined ? undefined : parseRegex(rule.requires, "go").root;
  const printed = printRegex(root, group.index === undefined ? {} : { secretGroup: group.index });
  const companion = requires === undefined ? undefined : printRegex(requires, {});
  const write = (distinctive: boolean): string =>
    renderRule({
      ...rule,
      id,
      from,
      version,
      printed,
      distinctive,
      example: exampleOf(root, group.index, printed, requires, id),
      ...(companion === undefined ? {} : { companion }),
    });
  const { rule: compiled, problems } = compileOwnText(path, write(true));
  if (compiled === undefined) throw new Untranslatable(`it ${problems.join(", and ")}`);
  return {
    id,
    path,
    // Without a front of its own only what stands around the value gives it away.
    text: write(compiled.prefix !== ""),
    differences: [...group.differences, ...keywordDifference(rule, samplesOf(root, group.index))],
  };
}

/** Keywords are dropped, because every match holds a literal; that says less where a match need not hold one of them. */
function keywordDifference({ keywords }: ForeignRule, samples: readonly string[]): string[] {
  const holdsOne = (sample: string): boolean =>
    keywords.some((word) => sample.toLowerCase().includes(word.toLowerCase()));
  return keywords.length === 0 || samples.every(holdsOne)
    ? []
    : ["it looks in all files, also in those without its keywords"];
}

function exampleOf(
  root: RegexNode,
  secretGroup: number | undefined,
  { source, ignoreCase }: { readonly source: string; readonly ignoreCase: boolean },
  companion: RegexNode | undefined,
  id: string,
): string | undefined {
  const find = finderOrNone(source, ignoreCase);
  if (find === undefined) return undefined;
  for (const sample of samplesOf(root, secretGroup)) {
    // What has to stand nearby stands on the line below.
    const below = companion === undefined ? "" : `\n${sampleOf(companion, undefined, 0).replaceAll(/[«»]/g, "")}`;
    for (const tail of ["", " ", "\n"].map((end) => end + below)) {
      const example = sample + tail;
      if (fitsMarks(example, find, id)) return example;
    }
  }
  return undefined;
}

/** A pattern that is none gets no example; what is wrong with it is told when the rule is compiled. */
function finderOrNone(source: string, ignoreCase: boolean): FindValue | undefined {
  try {
    return valueFinder(source, ignoreCase);
  } catch {
    return undefined;
  }
}

/** Texts that a pattern matches, by the first, second … of its alternatives. */
const samplesOf = (root: RegexNode, secretGroup: number | undefined): readonly string[] =>
  [0, 1, 2, 3].map((option) => sampleOf(root, secretGroup, option));

/** Whether the pattern finds in an example just what is marked there. */
function fitsMarks(example: string, find: FindValue, id: string): boolean {
  try {
    const { text, marks } = fillExample(example, `${id}:flag:0`);
    const [from, to] = find(text) ?? [-1, -1];
    const [mark] = marks;
    const before = Buffer.byteLength(text.slice(0, from));
    return (
      mark !== undefined &&
      marks.length === 1 &&
      mark.start === before &&
      mark.end === before + Buffer.byteLength(text.slice(from, to))
    );
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** An id in kebab-case. */
export function slugOf(id: string): string {
  const slug = id
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, "-")
    .replaceAll(/^-|-$/g, "");
  return slug === "" ? "rule" : slug;
}
