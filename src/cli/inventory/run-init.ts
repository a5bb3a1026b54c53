import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { ON_DISK } from "../../config/file-access.ts";
import { surroundingsOf } from "../../config/inventory-surroundings.ts";
import { ScanError } from "../../core/errors.ts";
import type { PipelineFlows, Reference } from "../../core/pipeline.ts";
import { pipelineFlows } from "../../engine/pipeline-flows.ts";
import { systemWords } from "../../files/system-errors.ts";
import type { SoughtWord } from "../../history/first-mention.ts";
import { parseCodeOwners } from "../../inventory/code-owners.ts";
import { addEntries } from "../../inventory/draft/add-entries.ts";
import { type DraftEntry, draftEntries } from "../../inventory/draft/draft-entries.ts";
import { renderEntries, renderManifest } from "../../inventory/draft/render-draft.ts";
import { isComputed } from "../../inventory/environment-pattern.ts";
import { declarationsOf, isCaseless } from "../../inventory/match-references.ts";
import { plural } from "../../reporters/plural.ts";
import { printable } from "../../reporters/printable.ts";
import { describeProblem } from "../../reporters/text-problem.ts";
import { findRoot } from "../../sources/find-root.ts";
import { EXIT } from "../exit-code.ts";
import { pathPrefixOf } from "../path-prefix.ts";
import { pipelinesIn } from "../pipeline-events.ts";
import { type PreparedScan, prepareScan } from "../prepare-scan.ts";
import type { Program } from "../program.ts";
import { printError, printOut } from "../write-out.ts";
import { firstUses } from "./first-uses.ts";
import type { InventoryInitArguments } from "./inventory-arguments.ts";
import { inventoryHome } from "./inventory-home.ts";

/** Where a draft goes. */
const INVENTORY_FILE = ".sealint/inventory.yaml";

/**
 * Runs `sealint inventory init`: drafts an inventory from the pipelines, or adds what one lacks, and changes nothing that is
 * there. Throws a ScanError or ConfigError where it cannot.
 */
export async function runInventoryInit(args: InventoryInitArguments, program: Program): Promise<number> {
  const root = findRoot([], program.cwd);
  const scan = { ...args.scan, paths: [inventoryHome(args.scan, program)] };
  const prepared = await prepareScan(scan, program, { isWhole: true });
  const { pipelines, problems } = pipelineFlows(pipelinesIn(scan, program, prepared), prepared.options.platforms);
  const pathPrefix = pathPrefixOf(root, program.cwd);
  for (const problem of problems) printError(`sealint: ${problem.level}: ${describeProblem(problem, { pathPrefix })}`);
  const entries = await draft(pipelines, prepared, root, program);
  const code = problems.some(({ level }) => level === "error") ? EXIT.failed : EXIT.clean;
  const text = textOf(entries, pipelines, prepared);
  if (text === undefined) {
    tell("The inventory declares every secret that a pipeline uses; nothing was written.");
    return code;
  }
  if (args.dryRun || args.output === "-") {
    printOut(text.content);
    return code;
  }
  const path = text.isAdded ? text.path : resolve(program.cwd, args.output ?? join(root, INVENTORY_FILE));
  write(path, text.content, text.isAdded);
  const shown = `${pathPrefix}${text.shown}`;
  const where = text.isAdded
    ? `Added ${plural(entries.length, "secret")} to ${shown}`
    : `Wrote ${args.output ?? shown} with ${plural(entries.length, "secret")}`;
  tell(`${where}. Fill in what is marked TODO; \`sealint inventory check\` says what is missing.`);
  return code;
}

const tell = (text: string): void => void printError(printable(text));

/** Entries for what is used and not declared. */
async function draft(
  pipelines: readonly PipelineFlows[],
  { options: { inventory } }: PreparedScan,
  root: string,
  program: Program,
): Promise<DraftEntry[]> {
  const { parsed } = inventory ?? {};
  const broken = parsed?.problems[0];
  if (broken !== undefined)
    throw new ScanError(
      `the inventory has ${plural(parsed?.problems.length ?? 0, "problem")}, the first one being: ${broken.message}`,
      "Mend it first; `sealint inventory check` names each with its line. Nothing was written.",
    );
  const declared = parsed?.inventory === undefined ? (): [] => [] : declarationsOf(parsed.inventory);
  const owners = (inventory?.surroundings ?? surroundingsOf(root, root, ON_DISK)).codeOwners() ?? "";
  const scene = {
    pipelines,
    codeOwners: parseCodeOwners(owners),
    isDeclared: (reference: Parameters<typeof declared>[0]) => declared(reference).length > 0,
  };
  const names = new Map<string, SoughtWord>();
  const ask = ({ platform, secret: word }: Pick<Reference, "platform" | "secret">): undefined =>
    void names.set(word, { word, isCaseless: isCaseless(platform) || names.get(word)?.isCaseless === true });
  draftEntries({ ...scene, firstUse: ask });
  const days = await firstUses([...names.values()], pipelines, root, program);
  return draftEntries({ ...scene, firstUse: ({ secret }) => days.get(secret) });
}

interface DraftText {
  readonly content: string;
  /** Whether it is an inventory that is there with more in it; its absolute path is then `path`. */
  readonly isAdded: boolean;
  readonly path: string;
  /** From the root. */
  readonly shown: string;
}

function textOf(
  entries: readonly DraftEntry[],
  pipelines: readonly PipelineFlows[],
  { options: { inventory }, range: { root } }: PreparedScan,
): DraftText | undefined {
  const unit = inventory?.parsed.units.at(-1);
  if (unit === undefined) {
    const content = renderManifest({ entries, environments: environmentsOf(pipelines) });
    return { content, isAdded: false, path: "", shown: INVENTORY_FILE };
  }
  if (entries.length === 0) return undefined;
  const content = addEntries(unit, entries);
  if (content === undefined)
    throw new ScanError(
      `${unit.path} cannot be added to without changing the rest of it`,
      "Write `secrets:` as its last key, with an item a line, or copy what follows into it. Nothing was written.",
      { lines: renderEntries(entries, "  ") },
    );
  return { content, isAdded: true, path: resolve(root, unit.path), shown: unit.path };
}

/** Environments that jobs name, in the order of their names. */
function environmentsOf(pipelines: readonly PipelineFlows[]): string[] {
  const names = pipelines.flatMap(({ jobs }) => jobs.flatMap(({ environment }) => environment?.name ?? []));
  return [...new Set(names.filter((name) => !isComputed(name)))].sort();
}

/** A new file is never written over one that is there. */
function write(path: string, content: string, isAdded: boolean): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content, isAdded ? {} : { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST")
      throw new ScanError(`${path} is there already`, "Name another file with `--output`; nothing was written.");
    const hint = "Name a file in a folder that you may write to, with `--output`.";
    throw new ScanError(`${path} cannot be written: ${systemWords(error)}`, hint, { cause: error });
  }
}
