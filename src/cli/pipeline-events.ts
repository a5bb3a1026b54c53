import type { Problem, SourceEvent } from "../core/source.ts";
import { mayBePipeline } from "../engine/pipeline-path.ts";
import { eventsOf, fileReader } from "../sources/read-file.ts";
import { findFiles } from "../sources/scan-paths.ts";
import type { PreparedScan } from "./prepare-scan.ts";
import type { Program } from "./program.ts";
import type { ScanArguments } from "./scan-arguments.ts";

/** The pipelines among what is asked for: nothing else is opened; a file that is named and cannot be one is told. */
export function* pipelinesIn(
  { ignore }: Pick<ScanArguments, "ignore">,
  { cwd, env }: Pick<Program, "cwd" | "env">,
  { config, range: { paths, root } }: Pick<PreparedScan, "config" | "range">,
): Iterable<SourceEvent> {
  const read = fileReader();
  const excluding = config === undefined ? {} : { isExcluded: config.isExcluded };
  for (const found of findFiles(paths, { cwd, root, ignore, environment: env, ...excluding })) {
    if (found.type !== "file") yield* eventsOf(found);
    else if (mayBePipeline(found)) yield* eventsOf(read(found));
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
