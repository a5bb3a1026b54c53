import type { Problem, SourceEvent } from "../core/source.ts";
import type { Platform } from "../core/stages.ts";
import { mayBeCompanion } from "../engine/companion-facts.ts";
import { mayBePipeline } from "../engine/pipeline-path.ts";
import { eventsOf, fileReader } from "../sources/read-file.ts";
import { findFiles } from "../sources/scan-paths.ts";
import type { FoundEvent } from "../sources/walk.ts";
import type { PreparedScan } from "./prepare-scan.ts";
import type { Program } from "./program.ts";
import type { ScanArguments } from "./scan-arguments.ts";

/** The pipelines among what is asked for: nothing else is opened; a file that is named and cannot be one is told. */
export function* pipelinesIn(
  { ignore }: Pick<ScanArguments, "ignore">,
  { cwd, env }: Pick<Program, "cwd" | "env">,
  { config, options: { platforms }, range: { paths, root } }: Pick<PreparedScan, "config" | "options" | "range">,
): Iterable<SourceEvent> {
  const read = fileReader();
  const excluding = config === undefined ? {} : { isExcluded: config.isExcluded };
  const files = findFiles(paths, { cwd, root, ignore, environment: env, ...excluding });
  for (const found of pipelinesAmong(files, platforms)) yield* eventsOf(found.type === "file" ? read(found) : found);
}

/** What was found without the files that are no pipelines and that none may name; one that is asked for is told. */
export function* pipelinesAmong(all: Iterable<FoundEvent>, platforms: readonly Platform[]): Iterable<FoundEvent> {
  const isCompanion = mayBeCompanion(platforms);
  for (const found of all) {
    if (found.type !== "file" || mayBePipeline(found) || (!found.named && isCompanion(found.path))) yield found;
    else if (found.named) yield { type: "problem", problem: noPipeline(found.path) };
  }
}

function noPipeline(subject: string): Problem {
  return {
    level: "note",
    code: "malformed",
    subject,
    message: "is no pipeline that sealint reads",
    hint: "Name the pipeline's YAML file, or the folder that it lies in.",
  };
}
