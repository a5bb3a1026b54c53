import type { Sink } from "../../core/pipeline.ts";
import type { Place, UnitId } from "../../core/span.ts";
import { placeWithin } from "../document/tree.ts";
import { isAmong } from "../environment/hand-over.ts";
import { atSink } from "../flow/at-sink.ts";
import { carriedByReads } from "../flow/carried-by-reads.ts";
import { addFlows } from "../flow/collected.ts";
import { type FoundScript, noteScript } from "../flow/note-script.ts";
import { type Carried, everythingFixed, holdsUnder } from "../flow/scope.ts";
import type { ScriptReader } from "../flow/script-reader.ts";
import { holdsPath, isSecretName } from "../flow/secret-names.ts";
import { startOf } from "../flow/start-of.ts";
import { joinLines } from "../script/join-lines.ts";
import type { RunnerDialect, ScriptSink } from "../script/script.ts";
import type { Job, ScriptLines } from "./model.ts";
import { arriving, inputsIn, type Origin, originOf } from "./origin.ts";
import { carriedByVariable, type Reach, scopeOf } from "./reach.ts";
import { languageOfJob } from "./script-lines.ts";
import { interpolationsIn, variablesIn } from "./variables-in.ts";

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
  const given = givenIn(lines);
  const carriedBy = carriedByReads(text, followed.reads, (name, place) => {
    const origin = given.get(`${name} ${startOf(place)}`);
    if (origin === undefined) return carriedByVariable(reach, name, place, "script");
    return origin.holes.reduce<readonly Carried[]>(arriving, carriedByVariable(reach, name, origin.place, "input"));
  });
  for (const found of followed.sinks) {
    const { use } = found;
    // What a path leads to is not in the variable.
    const arrived = carriedBy(use).filter(({ reference }) => reference.via !== "mount" && !holdsPath(use.name));
    if (arrived.length === 0) continue;
    const place = text.placeOf(use.start, use.end);
    const secrets = arrived.map((secret) => withoutEchoes(atSink(text, found, secret), place));
    for (const sink of sinksOf(job, found, place)) addFlows(reach.collected, secrets, sink);
  }
  const scope = scopeOf(reach);
  noteScript(reach.collected, reach.site, {
    text,
    followed,
    environment: everythingFixed(scope),
    carriedBy,
    mayHold: (word) => isSecretName(word.toUpperCase()) || holdsUnder(scope, word),
    ...filledInto(lines, reach.unit),
    ...goingOn(job),
  });
  return followed.reads.flatMap(carriedBy);
}

/** Where variables were written that inputs bring into a script, by their names and the places of the holes. */
function givenIn(lines: ScriptLines): ReadonlyMap<string, Origin> {
  const origins = new Map<string, Origin>();
  for (const line of lines) {
    if (line.filled === undefined) continue;
    for (const { name, start, end } of variablesIn(line.value)) {
      const origin = originOf(line, start, end);
      if (origin.holes.length > 0) origins.set(`${name} ${startOf(placeWithin(line, start, end))}`, origin);
    }
  }
  return origins;
}

/** What inputs of the file itself bring into a script: whoever starts it may give others. */
function filledInto(lines: ScriptLines, unit: UnitId): Pick<FoundScript, "filled"> {
  if (lines.every((line) => line.filled === undefined)) return {};
  let from = 0;
  const filled = lines.flatMap((line) => {
    const at = from;
    from += line.value.length + 1;
    return inputsIn(line, unit).map(({ name, start, end }) => ({
      start: at + start,
      end: at + end,
      path: `inputs.${name}`,
      secrets: [],
    }));
  });
  return { filled };
}

/** A way with each step once: a hole is where a variable is read, and may be the sink itself. */
function withoutEchoes(secret: Carried, sink: Place): Carried {
  const path = secret.path.filter((step, at) => startOf(step) !== startOf(secret.path[at + 1] ?? sink));
  return path.length === secret.path.length ? secret : { ...secret, path };
}

function goingOn({ allowFailure }: ScriptOwner): Pick<FoundScript, "goesOn"> {
  return allowFailure?.value === "true" ? { goesOn: { by: "job", place: allowFailure.place } } : {};
}

/** A file that the job hands on is more than a file: variables for later jobs, artefacts, the cache. */
function sinksOf(job: ScriptOwner, { kind, name }: ScriptSink, place: Place): Sink[] {
  if (kind !== "file") return [{ kind, name, place }];
  const reports = job.artifacts?.reports ?? [];
  const dotenv = reports.filter((report) => report.name.value === "dotenv").flatMap(({ paths }) => paths);
  if (isIn(name, dotenv)) return [{ kind: "output", name, place }];
  const sinks: Sink[] = [{ kind: "file", name, place }];
  if (isIn(name, [...(job.artifacts?.paths ?? []), ...reports.flatMap(({ paths }) => paths)])) {
    sinks.push({ kind: "artefact", name, place });
  }
  const cached = job.caches.flatMap(({ paths }) => paths);
  if (isIn(name, cached)) sinks.push({ kind: "cache", name, place });
  return sinks;
}

const FOLDER = { folder: /^(?:\$\{?CI_PROJECT_DIR\}?\/|\.\/)+/ };

/** Whether a file is one of the paths, lies below one, or matches one as a pattern. */
const isIn = (file: string, paths: ScriptLines): boolean => paths.some(({ value }) => isAmong(FOLDER, file, value));
