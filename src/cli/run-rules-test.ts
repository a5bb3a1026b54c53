import { readFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import { type ExampledRule, tryExamples } from "../catalogue/try-examples.ts";
import { loadExamples } from "../config/load-examples.ts";
import { loadRules } from "../config/load-rules.ts";
import type { OwnParts } from "../config/own/own-parts.ts";
import { rulesInFiles } from "../config/own/rules-in-files.ts";
import { ScanError } from "../core/errors.ts";
import type { SecretRule } from "../core/rule.ts";
import { allRules } from "../engine/all-rules.ts";
import { ownStages } from "../engine/own-stages.ts";
import { pipelines } from "../engine/pipelines.ts";
import { systemWords } from "../files/system-errors.ts";
import { plural } from "../reporters/plural.ts";
import { printable } from "../reporters/printable.ts";
import { textStyle } from "../reporters/text-style.ts";
import { type ColorChoice, wantsColors } from "./colors.ts";
import { EXIT } from "./exit-code.ts";
import { ownOfRepository } from "./own/own-of-repository.ts";
import type { Program } from "./program.ts";
import { runnerOf } from "./run-examples.ts";
import { amongSecrets, trialOptions } from "./try-rules.ts";
import { printOut } from "./write-out.ts";

export interface RulesTestArguments {
  /** As typed; the repository's own rules and policies where there are none, or the built-in rules where it has none of its own. */
  readonly files: readonly string[];
  readonly color: ColorChoice;
}

/** What is tried, and what runs over each example. */
interface Trial {
  readonly tried: readonly ExampledRule[];
  readonly builtIn: readonly SecretRule[];
  readonly own: OwnParts;
}

/** Runs `sealint rules test`: exit 1 where an example fails. Throws a ConfigError where a rule is not fit to run. */
export async function runRulesTest({ files, color }: RulesTestArguments, program: Program): Promise<number> {
  const { tried, builtIn, own } = await trialOf(files, program);
  const rules = own.rules.map(({ rule }) => rule);
  const policies = own.policies.map(({ policy }) => policy);
  const stages = ownStages({ rules, policies }, pipelines.platforms);
  const secrets = new Set([...builtIn, ...rules].map(({ id }) => id));
  const options = trialOptions(builtIn, program, stages);
  const runSecrets = runnerOf(amongSecrets(options));
  // An example is all that there is of its repository.
  const runAll = runnerOf({ ...options, isWhole: true });
  const { error, good, path } = textStyle(wantsColors({ choice: color, env: program.env, isTty: program.isTty }));
  let failures = 0;
  for (const rule of tried) {
    for (const { kind, number, message } of tryExamples(rule, secrets.has(rule.id) ? runSecrets : runAll)) {
      failures++;
      printOut(printable(`${path(rule.id)}: ${error(`${kind} example ${number}`)} ${message}.`).concat("\n"));
    }
  }
  const examples = tried.reduce((sum, rule) => sum + rule.examples.flag.length + rule.examples.ok.length, 0);
  const extent = `${plural(examples, "example")} of ${plural(tried.length, "rule")}`;
  printOut(
    failures === 0
      ? `${good(`${extent}: all as they say.`)}\n`
      : `${error(`${extent}: ${plural(failures, "fault")}.`)}\n`,
  );
  return failures === 0 ? EXIT.clean : EXIT.findings;
}

async function trialOf(files: readonly string[], program: Program): Promise<Trial> {
  const builtIn = loadRules(program.rules.secrets);
  if (files.length > 0) return fileTrial(files, builtIn, program);
  const own = await ownOfRepository(program);
  if (own.rules.length + own.policies.length === 0) return builtInTrial(builtIn, program);
  return { builtIn, own, tried: exampledOf(own, builtIn) };
}

function builtInTrial(rules: readonly SecretRule[], { examplesFile }: Program): Trial {
  const overlaps = new Map(rules.map((rule) => [rule.id, rule.overlaps]));
  const all = Object.entries(loadExamples(examplesFile));
  // Of a policy's examples only the policy's own word counts: a whole pipeline gives others reason to speak, too.
  const anything = allRules(rules).map(({ id }) => id);
  const tried = all.map(([id, examples]) => ({ id, examples, overlaps: overlaps.get(id) ?? anything }));
  return { builtIn: rules, own: { rules: [], policies: [], allow: [] }, tried };
}

/** Own rules in files. One that has the id of a built-in rule is tried in that one's place. */
function fileTrial(files: readonly string[], rules: readonly SecretRule[], { cwd }: Program): Trial {
  const read = files.map((file) => readRule(file, cwd));
  const found = rulesInFiles(read, rules, cwd);
  const ids = new Set(found.map(({ rule }) => rule.id));
  const own = { rules: found, policies: [], allow: [] };
  return { builtIn: rules.filter(({ id }) => !ids.has(id)), own, tried: exampledOf(own, rules) };
}

/** Own rules and policies with their examples. */
function exampledOf({ rules, policies }: OwnParts, builtIn: readonly SecretRule[]): readonly ExampledRule[] {
  const metas = [...rules.map(({ rule }) => rule), ...policies.map(({ policy }) => policy.meta)];
  const anything = [...allRules(builtIn, metas)].map(({ id }) => id);
  return [
    ...rules.map(({ rule: { id, overlaps }, examples }) => ({ id, overlaps, examples })),
    ...policies.map(({ policy: { meta, examples } }) => ({ id: meta.id, overlaps: anything, examples })),
  ];
}

function readRule(file: string, cwd: string): { readonly file: string; readonly path: string; readonly bytes: Buffer } {
  const absolute = resolve(cwd, file);
  try {
    return { file: absolute, path: relative(cwd, absolute).replaceAll("\\", "/"), bytes: readFileSync(absolute) };
  } catch (error) {
    const message = `the rule ${file} cannot be read: ${systemWords(error)}`;
    throw new ScanError(message, "Name rule files in YAML.", { cause: error });
  }
}
