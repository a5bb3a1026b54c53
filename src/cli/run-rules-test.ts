import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { compileCatalogue, type RuleSource } from "../catalogue/compile.ts";
import { parseRuleFile } from "../catalogue/rule-file.ts";
import { type ExampledRule, tryExamples } from "../catalogue/try-examples.ts";
import { loadExamples } from "../config/load-examples.ts";
import { loadRules } from "../config/load-rules.ts";
import { ScanError } from "../core/errors.ts";
import type { SecretRule } from "../core/rule.ts";
import { allRules, examplesOf } from "../engine/all-rules.ts";
import { systemWords } from "../files/system-errors.ts";
import { plural } from "../reporters/plural.ts";
import { printable } from "../reporters/printable.ts";
import { textStyle } from "../reporters/text-style.ts";
import { type ColorChoice, wantsColors } from "./colors.ts";
import { EXIT } from "./exit-code.ts";
import type { Program } from "./program.ts";
import { amongSecrets, runnerOf, trialOptions } from "./try-rules.ts";
import { printError, printOut } from "./write-out.ts";

export interface RulesTestArguments {
  /** As typed; the built-in rules where there are none. */
  readonly files: readonly string[];
  readonly color: ColorChoice;
}

/** What is tried, and the secret rules that run over each example. */
interface Trial {
  readonly tried: readonly ExampledRule[];
  readonly rules: readonly SecretRule[];
}

/** Runs `sealint rules test`: exit 1 where an example fails, 2 where a rule is not fit to run. */
export function runRulesTest({ files, color }: RulesTestArguments, program: Program): number {
  const builtIn = loadRules(program.rules.secrets);
  const trial = files.length === 0 ? builtInTrial(builtIn, program) : trialOf(files, builtIn, program);
  if (trial === undefined) return EXIT.failed;
  const secrets = new Set(trial.rules.map(({ id }) => id));
  const options = trialOptions(trial.rules, program);
  const runSecrets = runnerOf(amongSecrets(options));
  const runAll = runnerOf(options);
  const { error, good, path } = textStyle(wantsColors({ choice: color, env: program.env, isTty: program.isTty }));
  let failures = 0;
  for (const rule of trial.tried) {
    for (const { kind, number, message } of tryExamples(rule, secrets.has(rule.id) ? runSecrets : runAll)) {
      failures++;
      printOut(printable(`${path(rule.id)}: ${error(`${kind} example ${number}`)} ${message}.`).concat("\n"));
    }
  }
  const examples = trial.tried.reduce((sum, rule) => sum + rule.examples.flag.length + rule.examples.ok.length, 0);
  const extent = `${plural(examples, "example")} of ${plural(trial.tried.length, "rule")}`;
  printOut(
    failures === 0
      ? `${good(`${extent}: all as they say.`)}\n`
      : `${error(`${extent}: ${plural(failures, "fault")}.`)}\n`,
  );
  return failures === 0 ? EXIT.clean : EXIT.findings;
}

function builtInTrial(rules: readonly SecretRule[], { examplesFile }: Program): Trial {
  const overlaps = new Map(rules.map((rule) => [rule.id, rule.overlaps]));
  const all = [...examplesOf(loadExamples(examplesFile))];
  // Of a policy's examples only the policy's own word counts: a whole pipeline gives others reason to speak, too.
  const anything = allRules(rules).map(({ id }) => id);
  return { rules, tried: all.map(([id, examples]) => ({ id, examples, overlaps: overlaps.get(id) ?? anything })) };
}

/** Compiles the files; undefined, with each fault printed, where one is not fit. */
function trialOf(files: readonly string[], builtIn: readonly SecretRule[], { cwd }: Program): Trial | undefined {
  const sources = files.map((file) => readRule(file, cwd));
  const { rules, problems } = compileCatalogue(
    sources,
    builtIn.map(({ id }) => id),
  );
  for (const problem of problems) printError(printable(`sealint: error: ${problem}.`));
  if (problems.length > 0) return undefined;
  const own = new Set(rules.map(({ id }) => id));
  const tried = sources.flatMap(({ path, text }) => parseRuleFile(path, text).file ?? []);
  return { tried, rules: [...builtIn.filter(({ id }) => !own.has(id)), ...rules] };
}

function readRule(file: string, cwd: string): RuleSource {
  const absolute = resolve(cwd, file);
  try {
    return { path: relative(cwd, absolute).replaceAll("\\", "/"), text: readFileSync(absolute, "utf8") };
  } catch (error) {
    const message = `the rule ${file} cannot be read: ${systemWords(error)}`;
    throw new ScanError(message, "Name rule files in YAML.", { cause: error });
  }
}
