import { minimatch } from "minimatch";
import type { Sink } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { atSink } from "../flow/at-sink.ts";
import { carriedByReads } from "../flow/carried-by-reads.ts";
import { addFlows } from "../flow/collected.ts";
import { type FoundScript, noteScript } from "../flow/note-script.ts";
import { type Carried, everythingFixed, holdsUnder } from "../flow/scope.ts";
import type { ScriptReader } from "../flow/script-reader.ts";
import { holdsPath, isSecretName } from "../flow/secret-names.ts";
import { joinLines } from "../script/join-lines.ts";
import type { RunnerDialect, ScriptSink } from "../script/script.ts";
import type { Job, ScriptLines } from "./model.ts";
import { carriedByVariable, type Reach, scopeOf } from "./reach.ts";
import { languageOfJob } from "./script-lines.ts";
import { interpolationsIn } from "./variables-in.ts";

/** GitLab's runner takes no commands from a script's output, and PowerShell has the variables as its own, too. */
export const RUNNER: RunnerDialect = { files: new Map(), commands: [], plainVariables: true };

/** What counts of a job for its scripts. */
export type ScriptOwner = Pick<Job, "tags" | "image" | "allowFailure" | "artifacts" | "caches">;

/** Follows one section of a job's script. Gives back the secrets that it reads. */
export function readSection(
  reach: Reach,
  reader: ScriptReader,
  job: ScriptOwner,
  lines: ScriptLines,
): readonly Carried[] {
  const [first] = lines;
  if (first === undefined) return [];
  const text = joinLines(lines);
  const followed = reader.read(text.value, languageOfJob(job, text.value), interpolationsIn(text.value));
  if (followed === undefined) {
    reach.collected.unfollowed ??= first.place;
    return [];
  }
  const carriedBy = carriedByReads(text, followed.reads, (name, place) =>
    carriedByVariable(reach, name, place, "script"),
  );
  for (const found of followed.sinks) {
    const { use } = found;
    // What a path leads to is not in the variable.
    const arrived = carriedBy(use).filter(({ reference }) => reference.via !== "mount" && !holdsPath(use.name));
    if (arrived.length === 0) continue;
    const secrets = arrived.map((secret) => atSink(text, found, secret));
    for (const sink of sinksOf(job, found, text.placeOf(use.start, use.end))) addFlows(reach.collected, secrets, sink);
  }
  const scope = scopeOf(reach);
  noteScript(reach.collected, reach.site, {
    text,
    followed,
    environment: everythingFixed(scope),
    carriedBy,
    mayHold: (word) => isSecretName(word.toUpperCase()) || holdsUnder(scope, word),
    ...goingOn(job),
  });
  return followed.reads.flatMap(carriedBy);
}

function goingOn({ allowFailure }: ScriptOwner): Pick<FoundScript, "goesOn"> {
  return allowFailure?.value === "true" ? { goesOn: { by: "job", place: allowFailure.place } } : {};
}

/** A file that the job hands on is more than a file: variables for later jobs, artefacts, the cache. */
function sinksOf(job: ScriptOwner, { kind, name }: ScriptSink, place: Place): Sink[] {
  if (kind !== "file") return [{ kind, name, place }];
  const reports = job.artifacts?.reports ?? [];
  const dotenv = reports.filter((report) => report.name.value === "dotenv").flatMap(({ paths }) => paths);
  if (isAmong(name, dotenv)) return [{ kind: "output", name, place }];
  const sinks: Sink[] = [{ kind: "file", name, place }];
  if (isAmong(name, [...(job.artifacts?.paths ?? []), ...reports.flatMap(({ paths }) => paths)])) {
    sinks.push({ kind: "artefact", name, place });
  }
  const cached = job.caches.flatMap(({ paths }) => paths);
  if (isAmong(name, cached)) sinks.push({ kind: "cache", name, place });
  return sinks;
}

const plain = (path: string): string => path.replace(/^(?:\$\{?CI_PROJECT_DIR\}?\/|\.\/)+/, "").replace(/\/+$/, "");

/** Whether a file is one of the paths, lies below one, or matches one as a pattern. */
function isAmong(file: string, paths: ScriptLines): boolean {
  const path = plain(file);
  if (path === "" || path.length > 1000) return false;
  return paths.some(({ value }) => {
    const pattern = plain(value);
    if (pattern.length > 1000) return false;
    return (
      path === pattern || pattern === "." || path.startsWith(`${pattern}/`) || minimatch(path, pattern, { dot: true })
    );
  });
}
