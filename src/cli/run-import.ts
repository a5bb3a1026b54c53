import { existsSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { configFaults } from "../config/config-faults.ts";
import { CONFIG_FILE } from "../config/find-config.ts";
import { type OpenRules, openRules } from "../config/open-rules.ts";
import type { Problem } from "../core/source.ts";
import { knownRules } from "../engine/known-rules.ts";
import { keepAccepted } from "../migrate/accepted.ts";
import { type ConfigContent, isEmptyConfig, renderConfig } from "../migrate/config-text.ts";
import { joinImported, type Part } from "../migrate/imported.ts";
import { settleRules } from "../migrate/settle-rules.ts";
import { tellParts } from "../migrate/tell-parts.ts";
import type { ImportTool } from "../migrate/tool-names.ts";
import { TOOLS } from "../migrate/tools.ts";
import { uniqueDrafts } from "../migrate/unique-drafts.ts";
import { plural } from "../reporters/plural.ts";
import { printable } from "../reporters/printable.ts";
import { describeProblem } from "../reporters/text-problem.ts";
import { textStyle } from "../reporters/text-style.ts";
import { wrapWords } from "../reporters/width.ts";
import { findRoot } from "../sources/find-root.ts";
import { type ColorChoice, wantsColors } from "./colors.ts";
import { EXIT } from "./exit-code.ts";
import { findKnown } from "./import/find-known.ts";
import { besideBaseline, importedBaseline } from "./import/imported-baseline.ts";
import { draftTodos, nextSteps } from "./import/next-steps.ts";
import { readImportFiles } from "./import/read-import-files.ts";
import { type TriedDraft, tryDrafts } from "./import/try-drafts.ts";
import { type OutputFile, printFiles, writeNew } from "./import/write-imported.ts";
import { pathPrefixOf } from "./path-prefix.ts";
import type { Program } from "./program.ts";
import { printError } from "./write-out.ts";

/** What `sealint import` was asked for. */
export interface ImportArguments {
  readonly tool: ImportTool;
  /** As typed; the tool's usual files where there are none. */
  readonly files: readonly string[];
  /** As typed, `-` for standard output. */
  readonly output?: string;
  readonly dryRun: boolean;
  readonly color: ColorChoice;
}

/** Where a configuration goes that must not be written over the one that is there. */
const BESIDE = "sealint.imported.yaml";

/** Runs `sealint import`: reads another tool's files and writes what they come to, telling what became of each part. */
export async function runImport(args: ImportArguments, program: Program): Promise<number> {
  const { cwd } = program;
  const root = findRoot([], cwd);
  const files = readImportFiles(args.tool, args.files, root, cwd);
  const { importerOf } = TOOLS[args.tool];
  const imported = joinImported(files.map((file) => importerOf(file)(file, { version: program.version })));
  const found = await findKnown(imported.known, { root, excluded: imported.excluded.map(({ path }) => path) }, program);
  const rules = openRules(program.rules);
  const { settings, parts: unsettled } = settleRules(imported.off, imported.severities);
  const { allow, baseline } = keepAccepted(found.accepted);
  const drafts = tryDrafts(uniqueDrafts(imported.rules), program);
  const place = placeOf(args, root, cwd);
  const content: ConfigContent = {
    ...imported,
    ruleFiles: ruleFilesOf(drafts, root, place),
    command: `sealint import ${args.tool} ${files.map(({ name }) => name).join(" ")}`,
    settings,
    allow,
  };
  const config = isEmptyConfig(content) ? undefined : renderConfig(content);
  const faults = config === undefined ? [] : faultsOf(config, drafts, rules);
  // What is written has to load; that it does not would be a fault of ours.
  if (faults.length > 0) throw new Error(`the imported configuration does not load: ${faults.join("; ")}`);
  const shown = (file: string): string => shownFrom(file, root, cwd);
  const outputs: readonly OutputFile[] = [
    ...(config === undefined ? [] : [{ file: place, shown: shown(place), text: config }]),
    ...importedBaseline(baseline, besideBaseline(found.baselineFile), shown),
    ...drafts.map(({ path, text }) => ({ file: join(root, path), shown: shown(join(root, path)), text })),
  ];
  const isShown = args.dryRun || args.output === "-";
  const written = isShown ? [] : writeNew(outputs, root);
  if (isShown) printFiles(outputs);
  const pathPrefix = pathPrefixOf(root, cwd);
  for (const problem of found.problems)
    printError(`sealint: ${problem.level}: ${describeProblem(problem, { pathPrefix })}`);
  const parts = [...imported.parts, ...found.parts, ...unsettled];
  const steps = isShown ? [] : nextSteps(outputs, { root, place, baselineFile: found.baselineFile });
  tell(parts, [...draftTodos(drafts), ...steps], args, program);
  if (isShown && outputs.length > 0) printError(`${plural(outputs.length, "file")} shown, nothing written.`);
  else printError(written.length === 0 ? "There was nothing to write." : `Wrote ${written.join(", ")}.`);
  return hasError(found.problems) ? EXIT.failed : EXIT.clean;
}

/** What is wrong with the configuration that is about to be written; it may name the rules that are written with it. */
function faultsOf(config: string, drafts: readonly TriedDraft[], rules: OpenRules): readonly string[] {
  const known = knownRules(rules.secrets, rules.policies, rules.inventory);
  return configFaults(config, [...known, ...drafts.map(({ rule }) => rule)]);
}

/** The folders of the rules that can run, as paths from the configuration, which has to lie above them. */
function ruleFilesOf(drafts: readonly TriedDraft[], root: string, place: string): readonly string[] {
  const fit = drafts.filter(({ faults }) => faults.length === 0);
  const folders = new Set(fit.map(({ path }) => dirname(relative(dirname(place), join(root, path)))));
  return [...folders]
    .map((folder) => `${folder.replaceAll("\\", "/")}/*.yaml`)
    .filter((path) => !path.startsWith("../"));
}

const hasError = (problems: readonly Problem[]): boolean => problems.some(({ level }) => level === "error");

/** Where the configuration goes. */
function placeOf({ output }: ImportArguments, root: string, cwd: string): string {
  const usual = join(root, existsSync(join(root, CONFIG_FILE)) ? BESIDE : CONFIG_FILE);
  return output === undefined || output === "-" ? usual : resolve(cwd, output);
}

/** A file as people see it. */
function shownFrom(file: string, root: string, cwd: string): string {
  const way = relative(root, file).replaceAll("\\", "/");
  return way.startsWith("../") ? file.replaceAll("\\", "/") : pathPrefixOf(root, cwd) + way;
}

const WIDTH = 100;
const HANGING = "    ";

function tell(
  parts: readonly Part[],
  todos: readonly string[],
  { color }: ImportArguments,
  { env, isErrorTty }: Program,
): void {
  const { title } = textStyle(wantsColors({ choice: color, env, isTty: isErrorTty }));
  for (const section of tellParts(parts, todos)) {
    printError(title(section.title));
    for (const item of section.items) {
      const [first = "", ...rest] = wrapWords(printable(item), WIDTH - HANGING.length);
      printError([`  - ${first}`, ...rest.map((line) => HANGING + line)].join("\n"));
    }
    printError("");
  }
}
