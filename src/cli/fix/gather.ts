import { resolve } from "node:path";
import type { Finding } from "../../core/finding.ts";
import type { SourceEvent } from "../../core/source.ts";
import { eventsOf, fileReader } from "../../sources/read-file.ts";
import { findFiles } from "../../sources/scan-paths.ts";
import { pipelinesIn } from "../pipeline-events.ts";
import type { PreparedScan } from "../prepare-scan.ts";
import type { Program } from "../program.ts";

/** Contents by their paths from the root: all pipelines of the repository, since they lead into each other, and the files of findings. */
export function gather(
  findings: readonly Finding[],
  program: Pick<Program, "cwd" | "env">,
  prepared: PreparedScan,
): Map<string, Uint8Array> {
  const contents = new Map<string, Uint8Array>();
  const { root } = prepared.range;
  const everywhere = { ...prepared, range: { ...prepared.range, paths: [root] } };
  for (const event of pipelinesIn({ ignore: true }, program, everywhere)) take(event, contents);
  for (const [path, bytes] of readWhole(findings, root, program.env)) contents.set(path, bytes);
  return contents;
}

/** Contents of the files of findings by their paths from the root, of so many at most. */
export function readWhole(
  findings: readonly Finding[],
  root: string,
  environment: Program["env"],
  most = Number.POSITIVE_INFINITY,
): Map<string, Uint8Array> {
  const contents = new Map<string, Uint8Array>();
  const ofFiles = findings.filter(({ location, origin }) => origin.kind === "file" && location.inside === undefined);
  const paths = [...new Set(ofFiles.map(({ location }) => location.path))].slice(0, most);
  if (paths.length === 0) return contents;
  const read = fileReader();
  const absolute = paths.map((path) => resolve(root, path));
  for (const found of findFiles(absolute, { cwd: root, root, ignore: false, environment }))
    for (const event of eventsOf(found.type === "file" ? read(found) : found)) take(event, contents);
  return contents;
}

/** What is not held whole as it lies on the disk is left out: windows of large files, and what was UTF-16. */
function take(event: SourceEvent, contents: Map<string, Uint8Array>): void {
  if (event.type !== "unit") return;
  const { unit } = event;
  if (unit.whole && !unit.transcoded && !unit.binary && unit.inside === undefined)
    contents.set(unit.path, Uint8Array.from(unit.bytes));
}
