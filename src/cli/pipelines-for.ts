import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { RuleMeta } from "../core/rule.ts";
import { noPipelines } from "../engine/no-pipelines.ts";
import { mayBePipeline, PIPELINE_HEAD } from "../engine/pipeline-path.ts";
import type { Pipelines } from "../engine/pipelines.ts";
import { mayBeRecognised } from "../engine/recognise-head.ts";
import type { Program } from "./program.ts";
import type { Range } from "./range.ts";
import type { ScanArguments } from "./scan-arguments.ts";

/** Contents that a file has or may have: those of all stages of a merge; nothing where they cannot be told. */
export type ContentsOf = (name: string) => readonly Uint8Array[] | undefined;

/** What a scan will meet, as far as that is known before. */
export interface Expected extends Pick<ScanArguments, "stdin" | "stdinPath">, Pick<Range, "paths" | "root"> {
  /** Paths of all files that will be searched, where these are known. */
  readonly names?: readonly string[];
  /** What is in them, where that is known as well. */
  readonly contentsOf?: ContentsOf;
}

/** Files that may be looked into beforehand; what reads pipelines is loaded faster than more of them. */
const FEW = 16;

/**
 * What reads pipelines, for a scan of these paths. It is loaded only where there may be one: below whatever is no plain
 * file, or in a file that is named and begins like one.
 */
export async function pipelinesFor(
  expected: Expected,
  { cwd }: Pick<Program, "cwd">,
  policies: readonly RuleMeta[],
): Promise<Pipelines> {
  return isWithout(expected, cwd) ? noPipelines(policies) : (await import("../engine/pipelines.ts")).pipelines;
}

function isWithout({ stdin, stdinPath = "", names, contentsOf, ...asked }: Expected, cwd: string): boolean {
  if (stdin) return !mayBePipeline({ path: stdinPath });
  const found = names?.map((path) => ({ path, read: () => contentsOf?.(path) })) ?? filesAt(asked, cwd);
  const named = found?.filter(mayBePipeline);
  if (named === undefined || named.length > FEW) return false;
  if (named.length === 0) return true;
  return named.every(({ path, read }) => read()?.every((bytes) => !mayBeRecognised(path, bytes)) === true);
}

/** The files that were asked for, with their paths as the scan will show them; nothing where something is no plain file. */
function filesAt(
  { paths, root }: Pick<Expected, "paths" | "root">,
  cwd: string,
): readonly { readonly path: string; readonly read: () => readonly Uint8Array[] | undefined }[] | undefined {
  const files = paths.map((path) => resolve(cwd, path));
  if (!files.every(isFile)) return undefined;
  return files.map((file) => ({ path: relative(root, file).replaceAll("\\", "/"), read: () => headOf(file) }));
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/** The start of a file; nothing where it cannot be read, which the scan itself will tell. */
function headOf(file: string): readonly Uint8Array[] | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, "r");
    const bytes = Buffer.allocUnsafe(Math.min(fstatSync(descriptor).size, PIPELINE_HEAD));
    return [bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0))];
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
