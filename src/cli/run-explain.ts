import { loadExamples } from "../config/load-examples.ts";
import { loadRules } from "../config/load-rules.ts";
import type { OwnParts } from "../config/own/own-parts.ts";
import type { Examples } from "../core/stages.ts";
import { allRules, examplesOf } from "../engine/all-rules.ts";
import { textStyle } from "../reporters/text-style.ts";
import { type ColorChoice, wantsColors } from "./colors.ts";
import { EXIT } from "./exit-code.ts";
import { explainRule } from "./explain-text.ts";
import { findRule } from "./find-rule.ts";
import { ownMetas } from "./own/own-metas.ts";
import { ownOfRepository } from "./own/own-of-repository.ts";
import type { Program } from "./program.ts";
import { printOut } from "./write-out.ts";

export interface ExplainArguments {
  readonly rule: string;
  readonly color: ColorChoice;
}

/** Runs `sealint explain`. Throws a ScanError where there is no such rule, a ConfigError where that could be one of a broken configuration. */
export async function runExplain({ rule: id, color }: ExplainArguments, program: Program): Promise<number> {
  const builtIn = allRules(loadRules(program.rules.secrets));
  const examples = examplesOf(loadExamples(program.examplesFile));
  const isBuiltIn = builtIn.some((rule) => rule.id === id);
  const own = isBuiltIn ? { rules: [], policies: [], allow: [] } : await ownOfRepository(program);
  const rule = findRule(id, [...builtIn, ...ownMetas(own)]);
  const style = textStyle(wantsColors({ choice: color, env: program.env, isTty: program.isTty }));
  printOut([...explainRule(rule, examples.get(rule.id) ?? examplesIn(own, rule.id), style), ""].join("\n"));
  return EXIT.clean;
}

function examplesIn({ rules, policies }: OwnParts, id: string): Examples | undefined {
  const { examples } =
    rules.find(({ rule }) => rule.id === id) ??
    policies.map(({ policy }) => policy).find(({ meta }) => meta.id === id) ??
    {};
  return examples;
}
