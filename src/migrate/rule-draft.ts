import { compileCatalogue } from "../catalogue/compile.ts";
import { fillExample } from "../catalogue/template.ts";
import type { ForeignRule } from "./foreign-rule.ts";
import { refuseNestedRepeats } from "./regex/nested-repeats.ts";
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

/** Ends that are tried for repeats without one, until the whole stays within what a match may be long. */
const BOUNDS = [1_000, 200, 60];

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
  refuseNestedRepeats(root);
  const requires = rule.requires === undefined ? undefined : parseRegex(rule.requires, "go").root;
  if (requires !== undefined) refuseNestedRepeats(requires);
  let problems: readonly string[] = [];
  for (const bound of BOUNDS) {
    const printed = printRegex(root, { bound, ...(group.index === undefined ? {} : { secretGroup: group.index }) });
    const companion = requires === undefined ? undefined : printRegex(requires, { bound });
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
    const compiled = compileCatalogue([{ path, text: write(true) }]);
    problems = compiled.problems;
    const [compiledRule] = compiled.rules;
    if (problems.length > 0 || compiledRule === undefined) continue;
    // Without a front of its own only what stands around the value gives it away.
    const text = write(compiledRule.prefix !== "");
    return {
      id,
      path,
      text,
      differences: [
        ...group.differences,
        ...differencesOf(printed.isBounded || companion?.isBounded === true, bound),
        ...keywordDifference(rule, samplesOf(root, group.index)),
      ],
    };
  }
  // What the loader says begins with the path, and goes on with advice for those who write rules here.
  const reasons = problems.map((problem) => problem.slice(path.length + 2).replace(/; name one .*$/, ""));
  throw new Untranslatable(reasons.join("; "));
}

function differencesOf(isBounded: boolean, bound: number): string[] {
  return isBounded ? [`repeats without an end got one, of ${bound}`] : [];
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
  const pattern = compiledOrNone(source, ignoreCase ? "ivd" : "vd");
  if (pattern === undefined) return undefined;
  for (const sample of samplesOf(root, secretGroup)) {
    // What has to stand nearby stands on the line below.
    const below = companion === undefined ? "" : `\n${sampleOf(companion, undefined, 0).replaceAll(/[«»]/g, "")}`;
    for (const tail of ["", " ", "\n"].map((end) => end + below)) {
      const example = sample + tail;
      if (fitsMarks(example, pattern, id)) return example;
    }
  }
  return undefined;
}

/** A pattern that is none gets no example; what is wrong with it is told when the rule is compiled. */
function compiledOrNone(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

/** Texts that a pattern matches, by the first, second … of its alternatives. */
const samplesOf = (root: RegexNode, secretGroup: number | undefined): readonly string[] =>
  [0, 1, 2, 3].map((option) => sampleOf(root, secretGroup, option));

/** Whether the pattern finds in an example just what is marked there. */
function fitsMarks(example: string, pattern: RegExp, id: string): boolean {
  try {
    const { text, marks } = fillExample(example, `${id}:flag:0`);
    const found = pattern.exec(text);
    const [from, to] = found?.indices?.groups?.["secret"] ?? found?.indices?.[0] ?? [-1, -1];
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
