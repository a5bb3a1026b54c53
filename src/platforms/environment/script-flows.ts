import type { PlacedText, Sink, Unheeded } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { atSink } from "../flow/at-sink.ts";
import { carriedByReads } from "../flow/carried-by-reads.ts";
import { addFlows } from "../flow/collected.ts";
import { noteScript } from "../flow/note-script.ts";
import { type Carried, everythingFixed, holdsUnder } from "../flow/scope.ts";
import { holdsPath, isSecretName } from "../flow/secret-names.ts";
import { followScript } from "../script/read-script.ts";
import type { FollowedScript, RunnerDialect, ScriptLanguage, ScriptSink } from "../script/script.ts";
import { type HandOver, kindsOfFile } from "./hand-over.ts";
import { carriedByVariable, type Reach, scopeOf } from "./reach.ts";

/** Longer than any script that a runner takes: nobody writes one by hand, and reading it could take minutes. */
const MAX_SCRIPT = 128 * 1024;

/** Characters of script that one file may have, all jobs together; the same text counts once. */
const MAX_SCRIPTS = 4 * 1024 * 1024;

/** Scripts of a file that have been read: an anchor brings one into many jobs. */
export interface ScriptReader {
  /** Nothing for what is too long, or one too many. */
  read(text: string, language: ScriptLanguage): FollowedScript | undefined;
}

export function createScriptReader(runner: RunnerDialect): ScriptReader {
  const known = new Map<string, FollowedScript>();
  let left = MAX_SCRIPTS;
  return {
    read(text, language) {
      const key = `${language} ${text}`;
      const followed = known.get(key);
      if (followed !== undefined) return followed;
      left -= text.length;
      if (text.length > MAX_SCRIPT || left < 0) return undefined;
      const result = followScript({ text, language, holes: [] }, runner);
      known.set(key, result);
      return result;
    },
  };
}

/** What one shell runs, and what counts of its job. */
export interface Section {
  readonly text: PlacedText;
  readonly language: ScriptLanguage;
  readonly handOvers: readonly HandOver[];
  /** The setting by which the pipeline goes on when the script fails. */
  readonly goesOn?: Unheeded;
}

/** Follows one script. Gives back the secrets that it reads. */
export function readSection(reach: Reach, reader: ScriptReader, section: Section): readonly Carried[] {
  const { text, language, goesOn } = section;
  const followed = reader.read(text.value, language);
  if (followed === undefined) {
    reach.collected.unfollowed ??= text.placeOf(0, 1);
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
    for (const sink of sinksOf(reach, section, found)) addFlows(reach.collected, secrets, sink);
  }
  const scope = scopeOf(reach);
  noteScript(reach.collected, reach.site, {
    text,
    followed,
    environment: everythingFixed(scope),
    carriedBy,
    mayHold: (word) => isSecretName(word.toUpperCase()) || holdsUnder(scope, word),
    ...(goesOn && { goesOn }),
  });
  return followed.reads.flatMap(carriedBy);
}

function sinksOf({ dialect }: Reach, { text, handOvers }: Section, { kind, name, use }: ScriptSink): Sink[] {
  const place: Place = text.placeOf(use.start, use.end);
  const kinds = kind === "file" ? kindsOfFile(dialect, name, handOvers) : [kind];
  return kinds.map((one) => ({ kind: one, name, place }));
}
