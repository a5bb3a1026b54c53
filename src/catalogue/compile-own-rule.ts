import { RE2JS } from "re2js";
import type { AnchorLiteral, CompanionPattern, SecretRule } from "../core/rule.ts";
import { needsDigit } from "./anchors/named-value.ts";
import { type FormPattern, namedPattern, tokenPattern } from "./forms.ts";
import { NotLinear, toLinear } from "./linear/translate.ts";
import type { OwnRuleFile } from "./own-rule-schema.ts";
import { analysePattern, type PatternFacts } from "./pattern.ts";
import { POLICY_FAMILIES } from "./rule-file.ts";

/** What keeps a rule from running: the key that it is about, what is wrong as a clause, and what to do as a sentence. */
export interface OwnRuleFault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly hint: string;
}

const MIN_ANCHOR = 3;
/** Longest match in bytes, whatever the pattern allows. */
const MOST_REACH = 65_536;

/** Compiles a rule of a repository's own, whose patterns run in an engine without backtracking. */
export function compileOwnRule(file: OwnRuleFile): {
  readonly rule?: SecretRule;
  readonly faults: readonly OwnRuleFault[];
} {
  const faults: OwnRuleFault[] = [];
  const fault = (path: readonly PropertyKey[], message: string, hint: string): void => {
    faults.push({ path, message, hint });
  };
  const { id, detector, slow, keywords, ignoreCase } = file;
  if (POLICY_FAMILIES.has(id.split("/")[0] ?? ""))
    fault(["id"], "has the name of a family of policies for its group", "Take a group of your own.");
  const isAssignment = detector === "assignment";
  const form = formOf(file, fault);
  if (!isAssignment && form === undefined) return { faults };
  const compiled = form === undefined ? undefined : compilePattern(form.pattern, ignoreCase, [form.key], fault);
  if (form !== undefined && compiled === undefined) return { faults };
  const facts = compiled?.facts;
  if (facts?.least === 0) fault([form?.key ?? "pattern"], "can find a value without a character", "Let it need some.");
  const anchors = slow ? [] : keywords.length > 0 ? keywordAnchors(file) : (form?.anchors ?? facts?.anchors ?? []);
  checkAnchors(file, anchors, fault);
  const requires = file.requires === undefined ? undefined : companionOf(file.requires, fault);
  if (faults.length > 0) return { faults };
  const {
    token: _,
    named,
    pattern: __,
    anchor: ___,
    examples: ____,
    slow: _____,
    severityInTests,
    ...meta
  } = rest(file);
  const reach = Math.min(facts?.reach ?? 0, MOST_REACH);
  return {
    faults,
    rule: {
      ...meta,
      detector: isAssignment ? "assignment" : "linear",
      pattern: compiled?.linear.source ?? "",
      flags: compiled?.linear.looksBack === true ? "b" : "",
      anchors,
      reach,
      prefix: facts?.prefix ?? "",
      least: facts?.least ?? 0,
      named: named !== undefined,
      digit: named !== undefined && needsDigit(named.value),
      distinctive: !isAssignment && named === undefined && file.distinctive,
      own: { isOpen: compiled?.linear.isOpen === true || (facts?.reach ?? 0) > MOST_REACH },
      ...(severityInTests === undefined ? {} : { severityInTests }),
      ...(requires === undefined ? {} : { requires }),
    },
  };
}

/** A file without what is compiled. */
function rest({ ignoreCase: _, keywords: __, requires: ___, ...file }: OwnRuleFile) {
  return file;
}

type Fault = (path: readonly PropertyKey[], message: string, hint: string) => void;

function formOf(file: OwnRuleFile, fault: Fault): (FormPattern & { readonly key: string }) | undefined {
  const keys = (["token", "named", "pattern"] as const).filter((key) => file[key] !== undefined);
  const [key] = keys;
  if (file.detector === "assignment") {
    if (key !== undefined) fault([key], "goes with the detector `regex` only", "Remove it, or remove `detector`.");
    return undefined;
  }
  if (keys.length !== 1 || key === undefined) {
    const message = key === undefined ? "says no pattern" : "has patterns of several forms";
    fault(key === undefined ? [] : [key], message, "Write one of `token`, `named` and `pattern`.");
    return undefined;
  }
  const at = key === "named" ? [key, "value"] : [key];
  try {
    // What is wrong with the part that is written here is best told of that part.
    toLinear(file.token ?? file.named?.value ?? "", false);
    if (file.token !== undefined) return { ...tokenPattern(file.token), key };
    return file.named === undefined ? { pattern: file.pattern ?? "", key } : { ...namedPattern(file.named), key };
  } catch (error) {
    noPattern(error, at, fault);
    return undefined;
  }
}

interface Compiled {
  readonly facts: PatternFacts;
  readonly linear: ReturnType<typeof toLinear>;
}

function compilePattern(
  pattern: string,
  ignoreCase: boolean,
  path: readonly PropertyKey[],
  fault: Fault,
): Compiled | undefined {
  try {
    const linear = toLinear(pattern, ignoreCase);
    RE2JS.compile(linear.source, linear.looksBack ? RE2JS.LOOKBEHINDS : 0);
    return { facts: analysePattern(pattern, ignoreCase), linear };
  } catch (error) {
    noPattern(error, path, fault);
    return undefined;
  }
}

const ESCAPES =
  "Patterns are those of JavaScript with the flag `v`: within `[…]`, escape `( ) [ ] { } / - |`; write `ignoreCase: true` in place of `(?i)`, `(?<name>…)` in place of `(?P<name>…)`, and `^` and `$` in place of `\\A` and `\\z`.";

function noPattern(error: unknown, path: readonly PropertyKey[], fault: Fault): void {
  if (error instanceof NotLinear) return fault(path, `cannot run: ${error.message}`, error.hint);
  if (error instanceof SyntaxError) return fault(path, `is no regular expression: ${reasonOf(error)}`, ESCAPES);
  if (error instanceof Error && error.name.startsWith("RE2JS"))
    return fault(path, "cannot run: it is too large", "Bound its repeats, above all those within others.");
  throw error;
}

/** What a parser says, without the pattern that it repeats. */
const reasonOf = ({ message }: Error): string =>
  message.replace(/^.*: /s, "").replace(/^./, (first) => first.toLowerCase());

function keywordAnchors({ keywords, ignoreCase, detector }: OwnRuleFile): readonly AnchorLiteral[] {
  const anyCase = ignoreCase || detector === "assignment";
  return keywords.map((text) => ({ text: anyCase ? text.toLowerCase() : text, ignoreCase: anyCase }));
}

function checkAnchors(
  { slow, keywords, detector }: OwnRuleFile,
  anchors: readonly AnchorLiteral[],
  fault: Fault,
): void {
  if (slow) {
    if (detector === "assignment") fault(["slow"], "goes with the detector `regex` only", "Name `keywords` instead.");
    return;
  }
  const stray = keywords.findIndex((text) => !/^[\t\x20-\x7e]+$/.test(text));
  if (stray !== -1)
    return fault(["keywords", stray], "is not plain ASCII", "Name a literal of plain letters and signs.");
  if (anchors.length > 0 && anchors.every(({ text }) => text.length >= MIN_ANCHOR)) return;
  fault(
    detector === "assignment" ? ["keywords"] : [],
    detector === "assignment"
      ? "names none, and the detector `assignment` looks for them"
      : "has no literal of three bytes that stands in every match, by which places are found fast",
    detector === "assignment"
      ? "Name parts of the names that a secret is assigned to."
      : "Name one or more under `keywords`, of which every match holds one; or write `slow: true` to have all of every file searched.",
  );
}

function companionOf(requires: NonNullable<OwnRuleFile["requires"]>, fault: Fault): CompanionPattern | undefined {
  const { pattern, ignoreCase, withinLines } = requires;
  const compiled = compilePattern(pattern, ignoreCase, ["requires", "pattern"], fault);
  if (compiled === undefined) return undefined;
  return { pattern: compiled.linear.source, flags: compiled.linear.looksBack ? "b" : "", withinLines };
}
