import { loadExamples } from "../../config/load-examples.ts";
import { loadRules } from "../../config/load-rules.ts";
import type { OwnParts } from "../../config/own/own-parts.ts";
import type { Examples } from "../../core/stages.ts";
import { allRules } from "../../engine/all-rules.ts";
import { type TextStyle, textStyle } from "../../reporters/text-style.ts";
import { wantsColors } from "../colors.ts";
import { EXIT } from "../exit-code.ts";
import { ownMetas } from "../own/own-metas.ts";
import { ownOfRepository } from "../own/own-of-repository.ts";
import type { Program } from "../program.ts";
import { printOut } from "../write-out.ts";
import type { ExplainArguments, FindingAsked } from "./explain-arguments.ts";
import { findRule } from "./find-rule.ts";
import { explainFinding } from "./finding-text.ts";
import { lookForFinding } from "./look-for-finding.ts";
import { explainRule } from "./rule-text.ts";

/**
 * Runs `sealint explain`. Throws a ScanError where there is no such rule, or no such finding, a ConfigError where the rule could
 * be one of a broken configuration.
 */
export async function runExplain(args: ExplainArguments, program: Program): Promise<number> {
  const style = textStyle(wantsColors({ choice: args.color, env: program.env, isTty: program.isTty }));
  const lines = "rule" in args ? await ruleLines(args.rule, program, style) : await findingLines(args, program, style);
  printOut([...lines, ""].join("\n"));
  return EXIT.clean;
}

async function findingLines(asked: FindingAsked, program: Program, style: TextStyle): Promise<Iterable<string>> {
  const { sought, pathPrefix } = await lookForFinding(asked, program);
  return explainFinding(sought, style, pathPrefix);
}

async function ruleLines(id: string, program: Program, style: TextStyle): Promise<Iterable<string>> {
  const builtIn = allRules(loadRules(program.rules.secrets));
  const examples = loadExamples(program.examplesFile);
  const isBuiltIn = builtIn.some((rule) => rule.id === id);
  const own = isBuiltIn ? { rules: [], policies: [], allow: [] } : await ownOfRepository(program);
  const rule = findRule(id, [...builtIn, ...ownMetas(own)]);
  return explainRule(rule, examples[rule.id] ?? examplesIn(own, rule.id), style);
}

function examplesIn({ rules, policies }: OwnParts, id: string): Examples | undefined {
  const { examples } =
    rules.find(({ rule }) => rule.id === id) ??
    policies.map(({ policy }) => policy).find(({ meta }) => meta.id === id) ??
    {};
  return examples;
}
