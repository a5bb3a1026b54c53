import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { RuleMeta } from "../core/rule.ts";
import { noPipelines } from "../engine/no-pipelines.ts";
import { mayBePipeline } from "../engine/pipeline-path.ts";
import type { Pipelines } from "../engine/pipelines.ts";
import type { Program } from "./program.ts";
import type { ScanArguments } from "./scan-arguments.ts";

/**
 * What reads pipelines, for a scan of these paths. It is loaded only where there may be one: below whatever is no plain
 * file, or in a file that is named like one.
 */
export async function pipelinesFor(
  { history, stdin, stdinPath = "" }: Pick<ScanArguments, "history" | "stdin" | "stdinPath">,
  paths: readonly string[],
  { cwd }: Pick<Program, "cwd">,
  policies: readonly RuleMeta[],
): Promise<Pipelines> {
  const isPlain = (path: string): boolean => !mayBePipeline(path) && isFile(resolve(cwd, path));
  if (history) return noPipelines(policies);
  const isWithout = stdin ? !mayBePipeline(stdinPath) : paths.every(isPlain);
  return isWithout ? noPipelines(policies) : (await import("../engine/pipelines.ts")).pipelines;
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
