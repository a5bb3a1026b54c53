import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { configFaults } from "../config/config-faults.ts";
import { CONFIG_FILE } from "../config/find-config.ts";
import { openRules } from "../config/open-rules.ts";
import type { Problem } from "../core/source.ts";
import { knownRules } from "../engine/known-rules.ts";
import { allowEntries } from "../migrate/accepted.ts";
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
  const content: ConfigContent = {
    ...imported,
    command: `sealint import ${args.tool} ${files.map(({ name }) => name).join(" ")}`,
    settings,
    allow: allowEntries(found.accepted),
  };
  const drafts = tryDrafts(uniqueDrafts(imported.rules), program);
  const config = isEmptyConfig(content) ? undefined : renderConfig(content);
  const faults = config === undefined ? [] : configFaults(config, knownRules(rules.secrets, rules.policies));
  // What is written has to load; that it does not would be a fault of ours.
  if (faults.length > 0) throw new Error(`the imported configuration does not load: ${faults.join("; ")}`);
  const outputs = outputsOf(args, config, drafts, root, cwd);
  const isShown = args.dryRun || args.output === "-";
  if (isShown) printFiles(outputs);
  else writeNew(outputs);
  const pathPrefix = pathPrefixOf(root, cwd);
  for (const problem of found.problems)
    printError(`sealint: ${problem.level}: ${describeProblem(problem, { pathPrefix })}`);
  const parts = [...imported.parts, ...found.parts, ...unsettled];
  tell(parts, [...draftTodos(drafts), ...nextSteps(outputs, config !== undefined, isShown, root)], args, program);
  tellEnd(outputs, isShown);
  return hasError(found.problems) ? EXIT.failed : EXIT.clean;
}

const hasError = (problems: readonly Problem[]): boolean => problems.some(({ level }) => level === "error");

function outputsOf(
  { output }: ImportArguments,
  config: string | undefined,
  drafts: readonly TriedDraft[],
  root: string,
  cwd: string,
): readonly OutputFile[] {
  const usual = join(root, existsSync(join(root, CONFIG_FILE)) ? BESIDE : CONFIG_FILE);
  const place = output === undefined || output === "-" ? usual : resolve(cwd, output);
  const shown = (file: string): string => {
    const way = relative(root, file).replaceAll("\\", "/");
    return way.startsWith("../") ? file.replaceAll("\\", "/") : pathPrefixOf(root, cwd) + way;
  };
  const files = drafts.map(({ path, text }) => ({ file: join(root, path), shown: shown(join(root, path)), text }));
  return config === undefined ? files : [{ file: place, shown: shown(place), text: config }, ...files];
}

/** What the examples of rules say of them. */
function draftTodos(drafts: readonly TriedDraft[]): readonly string[] {
  return drafts
    .filter(({ faults }) => faults.length > 0)
    .map(({ path, faults }) => `Mend ${path}: ${faults.join("; ")}.`);
}

function nextSteps(
  outputs: readonly OutputFile[],
  hasConfig: boolean,
  isShown: boolean,
  root: string,
): readonly string[] {
  const [config] = hasConfig ? outputs : [];
  if (config === undefined || isShown) return [];
  if (config.file === join(root, CONFIG_FILE)) return ["Read sealint.yaml, run `sealint scan`, and commit it."];
  const isThere = existsSync(join(root, CONFIG_FILE));
  const why = isThere
    ? "there is a sealint.yaml, which was left as it is"
    : "scans read sealint.yaml at the root alone";
  const what = isThere
    ? `Copy what you want from ${config.shown} into sealint.yaml`
    : `Name it with \`--config ${config.shown}\`, or rename it`;
  return [`${what}: ${why}.`];
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

function tellEnd(outputs: readonly OutputFile[], isShown: boolean): void {
  if (outputs.length === 0) printError("There was nothing to write.");
  else if (isShown) printError(`${plural(outputs.length, "file")} shown, nothing written.`);
  else printError(`Wrote ${outputs.map(({ shown }) => shown).join(", ")}.`);
}
