import { loadExamples } from "../config/load-examples.ts";
import { loadRules } from "../config/load-rules.ts";
import { allRules, examplesOf } from "../engine/all-rules.ts";
import { textStyle } from "../reporters/text-style.ts";
import { type ColorChoice, wantsColors } from "./colors.ts";
import { EXIT } from "./exit-code.ts";
import { explainRule } from "./explain-text.ts";
import { findRule } from "./find-rule.ts";
import type { Program } from "./program.ts";
import { printOut } from "./write-out.ts";

export interface ExplainArguments {
  readonly rule: string;
  readonly color: ColorChoice;
}

/** Runs `sealint explain`. Throws a ScanError where there is no such rule. */
export function runExplain({ rule: id, color }: ExplainArguments, program: Program): number {
  const rule = findRule(id, allRules(loadRules(program.rules.secrets)));
  const examples = examplesOf(loadExamples(program.examplesFile)).get(rule.id);
  const style = textStyle(wantsColors({ choice: color, env: program.env, isTty: program.isTty }));
  printOut([...explainRule(rule, examples, style), ""].join("\n"));
  return EXIT.clean;
}
