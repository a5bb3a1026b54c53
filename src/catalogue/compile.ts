import { lowerAscii } from "../core/anchor.ts";
import type { AnchorLiteral, CompanionPattern, Opening, PartnerPattern, SecretRule } from "../core/rule.ts";
import { needsDigit } from "./anchors/named-value.ts";
import { type FormPattern, namedPattern, tokenPattern } from "./forms.ts";
import { analysePattern, type PatternFacts } from "./pattern.ts";
import { withProviders } from "./providers.ts";
import { POLICY_FAMILIES, parseRuleFile, type RuleFile } from "./rule-file.ts";

/** A rule file's path relative to the repository, such as `rules/github/classic-token.yaml`, and its text. */
export interface RuleSource {
  readonly path: string;
  readonly text: string;
}

export interface Catalogue {
  /** In the order of their ids. */
  readonly rules: readonly SecretRule[];
  /** The same as written, where they can be read at all. */
  readonly files: readonly RuleFile[];
  /** One line each, beginning with the file's path; empty where every rule is fit. */
  readonly problems: readonly string[];
}

const MIN_ANCHOR = 3;

const NO_PATTERN: PatternFacts = { anchors: [], lead: 0, reach: 0, least: 0, prefix: "", faults: [] };

/** Reach of rules without a pattern of their own: the detector looks at the keyword's line. */
const ASSIGNMENT_REACH = 0;

/**
 * Turns rule files into what the scanner runs: checked patterns with their anchors and reach. `others` are ids of rules that
 * run beside them.
 */
export function compileCatalogue(sources: readonly RuleSource[], others: readonly string[] = []): Catalogue {
  const problems: string[] = [];
  const read = sources.flatMap(({ path, text }) => {
    const parsed = parseRuleFile(path, text);
    problems.push(...parsed.problems);
    return parsed.file === undefined ? [] : [{ path, file: parsed.file }];
  });
  const files = withProviders(read.map(({ file }) => file));
  const rules = files.map((file, at) => {
    const path = read[at]?.path ?? "";
    const { rule, faults } = compileRule(file, path);
    problems.push(...faults.map((fault) => `${path}: ${fault}`));
    return rule;
  });
  rules.sort(byId);
  return { rules, files: files.toSorted(byId), problems: [...problems, ...unknownOverlaps(rules, others)] };
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);

/** Compiles one rule; `faults` are clauses that say what is unfit. */
function compileRule(file: RuleFile, path: string): { readonly rule: SecretRule; readonly faults: readonly string[] } {
  const faults: string[] = [];
  // Rules of the catalogue are found by their path; those of others may lie where they like.
  if (path.startsWith("rules/") && path !== `rules/${file.id}.yaml`)
    faults.push(`the id \`${file.id}\` does not match the path`);
  if (POLICY_FAMILIES.has(file.id.split("/")[0] ?? "")) faults.push("its group is the name of a policy family");
  const form = patternOf(file, faults);
  const facts = form === undefined ? NO_PATTERN : analyse(form.pattern, file.ignoreCase, faults);
  faults.push(...facts.faults);
  const anchors = form?.anchors ?? anchorsOf(file, facts);
  const short = anchors.find(({ text }) => Buffer.byteLength(text) < MIN_ANCHOR);
  if (short !== undefined) faults.push(`the literal \`${short.text}\` is too short to be looked for`);
  if (anchors.length === 0 && file.detector !== "content")
    faults.push("no literal of three bytes is in every match; name one under `keywords`");
  const opening = openingOf(form, facts, file.ignoreCase);
  const { token, named, pattern, ignoreCase, keywords, anchor, requires, partner, examples, severityInTests, ...rest } =
    file;
  return {
    faults,
    rule: {
      ...rest,
      pattern: form?.pattern ?? "",
      flags: ignoreCase ? "iv" : "v",
      anchors,
      ...(opening === undefined ? {} : { opening }),
      reach: file.detector === "regex" ? facts.reach : ASSIGNMENT_REACH,
      prefix: facts.prefix,
      least: facts.least,
      named: file.named !== undefined,
      ...(file.named?.alone === false ? { loose: true as const } : {}),
      digit: file.named !== undefined && needsDigit(file.named.value),
      distinctive: file.detector === "regex" && file.named === undefined && file.distinctive,
      ...(severityInTests === undefined ? {} : { severityInTests }),
      ...(requires === undefined ? {} : { requires: companion(requires, faults) }),
      ...(partner === undefined ? {} : { partner: partnerOf(partner, faults) }),
    },
  };
}

/** The pattern of a rule: as written, or made from the value's form. */
export function patternOf(file: RuleFile, faults: string[]): FormPattern | undefined {
  const forms = [file.token, file.named, file.pattern].filter((form) => form !== undefined);
  if (file.detector !== "regex") {
    if (forms.length > 0) faults.push(`the detector \`${file.detector}\` takes no pattern`);
    return undefined;
  }
  if (forms.length !== 1) {
    faults.push("a rule of the detector `regex` needs one of `token`, `named` and `pattern`");
    return undefined;
  }
  try {
    if (file.token !== undefined) return tokenPattern(file.token);
    return file.named === undefined ? { pattern: file.pattern ?? "" } : namedPattern(file.named);
  } catch (error) {
    faults.push(`the pattern is no regular expression: ${(error as Error).message}`);
    return undefined;
  }
}

function analyse(pattern: string, ignoreCase: boolean, faults: string[]): PatternFacts {
  try {
    return analysePattern(pattern, ignoreCase);
  } catch (error) {
    faults.push(`the pattern is no regular expression: ${(error as Error).message}`);
    return NO_PATTERN;
  }
}

function anchorsOf(file: RuleFile, facts: PatternFacts): readonly AnchorLiteral[] {
  if (file.keywords.length === 0) return facts.anchors;
  return file.keywords.map((text) => {
    const ignoreCase = file.ignoreCase || file.detector !== "regex";
    return { text: ignoreCase ? lowerAscii(text) : text, ignoreCase };
  });
}

/** Keywords are left out: that every match holds one is what the rule's file says, and the matcher may know better anchors. */
function openingOf(
  form: FormPattern | undefined,
  { anchors, lead, tail: source }: PatternFacts,
  ignoreCase: boolean,
): Opening | undefined {
  if (form?.names?.beginsWithLiteral === true && form.anchors !== undefined) {
    return { literals: form.anchors, lead: 0 };
  }
  if (anchors.length === 0) return undefined;
  // Where a match begins with the literal the whole pattern tells as much.
  if (source === undefined || lead === 0) return { literals: anchors, lead };
  return { literals: anchors, lead, tail: { source, reach: analysePattern(source, ignoreCase).reach } };
}

function companion(
  requires: Pick<NonNullable<RuleFile["requires"]>, "pattern" | "ignoreCase" | "withinLines">,
  faults: string[],
): CompanionPattern {
  faults.push(...analyse(requires.pattern, requires.ignoreCase, faults).faults);
  return { pattern: requires.pattern, flags: requires.ignoreCase ? "iv" : "v", withinLines: requires.withinLines };
}

function partnerOf(partner: NonNullable<RuleFile["partner"]>, faults: string[]): PartnerPattern {
  const { says, rule, named } = partner;
  if (named !== undefined) faults.push(...analyse(named, true, faults).faults);
  return {
    ...companion(partner, faults),
    says,
    ...(named === undefined ? {} : { named }),
    ...(rule === undefined ? {} : { rule }),
  };
}

function unknownOverlaps(rules: readonly SecretRule[], others: readonly string[]): string[] {
  const known = new Set([...rules.map((rule) => rule.id), ...others]);
  return rules.flatMap((rule) =>
    rule.overlaps
      .filter((id) => !known.has(id))
      .map((id) => `rules/${rule.id}.yaml: overlaps names \`${id}\`, which is no rule`),
  );
}
