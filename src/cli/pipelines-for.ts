import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { RuleMeta } from "../core/rule.ts";
import { noPipelines } from "../engine/no-pipelines.ts";
import { mayBePipeline } from "../engine/pipeline-path.ts";
import type { Pipelines } from "../engine/pipelines.ts";
import type { Program } from "./program.ts";
import type { ScanArguments } from "./scan-arguments.ts";

/** What a scan will meet, as far as that is known before. */
export interface Expected extends Pick<ScanArguments, "stdin" | "stdinPath" | "paths"> {
  /** Paths of all files that will be searched, where these are known. */
  readonly names?: readonly string[];
}

/**
 * What reads pipelines, for a scan of these paths. It is loaded only where there may be one: below whatever is no plain
 * file, or in a file that is named like one.
 */
export async function pipelinesFor(
  expected: Expected,
  { cwd }: Pick<Program, "cwd">,
  policies: readonly RuleMeta[],
): Promise<Pipelines> {
  return isWithout(expected, cwd) ? noPipelines(policies) : (await import("../engine/pipelines.ts")).pipelines;
}

function isWithout({ stdin, stdinPath = "", paths, names }: Expected, cwd: string): boolean {
  if (stdin) return !mayBePipeline({ path: stdinPath });
  if (names !== undefined) return !names.some((path) => mayBePipeline({ path }));
  return paths.every((path) => !mayBePipeline({ path }) && isFile(resolve(cwd, path)));
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
