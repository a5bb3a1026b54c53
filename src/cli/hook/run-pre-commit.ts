import { resolve } from "node:path";
import type { Program } from "../program.ts";
import { runScan } from "../run-scan.ts";
import { type ScanArguments, scanArguments } from "../scan-arguments.ts";
import { prepareStaged } from "../search-staged.ts";
import { tellWaysOn } from "./tell-ways-on.ts";

const asked = (operands: readonly string[], ...switches: readonly string[]): ScanArguments =>
  scanArguments({ operands, switches: new Set(switches), values: new Map() });

/**
 * Searches what is staged. Files are named by the pre-commit framework; where not all of them are staged, it was asked to
 * look at files as they are (`--all-files`), and they are searched whole.
 */
export async function runPreCommit(files: readonly string[], program: Program): Promise<number> {
  const staged = asked(files, "staged");
  const search = prepareStaged(staged, program);
  const changed = new Set(search.changed.map((path) => resolve(search.range.root, path)));
  const isStaged = files.every((file) => changed.has(resolve(program.cwd, file)));
  const tell = tellWaysOn("pre-commit");
  return isStaged ? runScan(staged, program, { search, after: tell }) : runScan(asked(files), program, { after: tell });
}
