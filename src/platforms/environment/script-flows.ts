import type { PlacedText, Sink, Unheeded } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { atSink } from "../flow/at-sink.ts";
import { carriedByReads } from "../flow/carried-by-reads.ts";
import { addFlows } from "../flow/collected.ts";
import { noteScript } from "../flow/note-script.ts";
import { type Carried, everythingFixed, holdsUnder } from "../flow/scope.ts";
import type { ScriptReader } from "../flow/script-reader.ts";
import { holdsPath, isSecretName } from "../flow/secret-names.ts";
import type { ScriptLanguage, ScriptSink } from "../script/script.ts";
import { type HandOver, kindsOfFile } from "./hand-over.ts";
import { carriedByVariable, type Reach, scopeOf } from "./reach.ts";

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
