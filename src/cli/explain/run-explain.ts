import { loadExamples } from "../../config/load-examples.ts";
import { loadRules } from "../../config/load-rules.ts";
import { allRules, examplesOf } from "../../engine/all-rules.ts";
import { textStyle } from "../../reporters/text-style.ts";
import { wantsColors } from "../colors.ts";
import { EXIT } from "../exit-code.ts";
import type { Program } from "../program.ts";
import { printOut } from "../write-out.ts";
import type { ExplainArguments } from "./explain-arguments.ts";
import { findRule } from "./find-rule.ts";
import { explainFinding } from "./finding-text.ts";
import { lookForFinding } from "./look-for-finding.ts";
import { explainRule } from "./rule-text.ts";

/** Runs `sealint explain`. Throws a ScanError where there is no such rule, or no such finding. */
export async function runExplain(args: ExplainArguments, program: Program): Promise<number> {
  const style = textStyle(wantsColors({ choice: args.color, env: program.env, isTty: program.isTty }));
  if ("rule" in args) {
    const rule = findRule(args.rule, allRules(loadRules(program.rules.secrets)));
    const examples = examplesOf(loadExamples(program.examplesFile)).get(rule.id);
    printOut([...explainRule(rule, examples, style), ""].join("\n"));
    return EXIT.clean;
  }
  const { sought, pathPrefix } = await lookForFinding(args, program);
  printOut([...explainFinding(sought, style, pathPrefix), ""].join("\n"));
  return EXIT.clean;
}
