import type { PlacedText, Sink, Unheeded } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type { FollowedScript, ScriptLanguage, TextRange } from "../script/script.ts";
import { atSink } from "./at-sink.ts";
import { carriedByReads } from "./carried-by-reads.ts";
import { addFlows, type Collected, type Site } from "./collected.ts";
import { noteScript } from "./note-script.ts";
import { type Carried, everythingFixed, holdsUnder, type Scope } from "./scope.ts";
import type { ScriptReader } from "./script-reader.ts";
import { holdsPath } from "./secret-names.ts";

/** A range of a script that holds secrets before it runs. */
export interface ShellHole extends TextRange {
  readonly carried: readonly Carried[];
  /** Whether it is the substitution of a command that the script runs all the same: one that fetches a secret. */
  readonly isCommand?: boolean;
}

/** A script of a job whose environment is known, level by level. */
export interface ShellScript {
  readonly text: PlacedText;
  readonly language: ScriptLanguage;
  /** What the platform fills in, in the order of the text, and the secrets in each. */
  readonly holes: readonly ShellHole[];
  readonly scope: Scope;
  /** Secrets in a variable that the script reads. */
  readVariable(name: string, place: Place): readonly Carried[];
  /** Whether a variable of which the file tells nothing may be a secret, by a word of its name. */
  mayHold(word: string): boolean;
  /** What a sink of the script is for the platform, too: a file that is handed on is more than a file. */
  sinksOf(sink: Sink): readonly Sink[];
  readonly goesOn?: Unheeded;
}

/** Follows a script and notes what it does. Gives back the secrets that it reads. */
export function followShell(
  { collected, site, reader }: { readonly collected: Collected; readonly site: Site; readonly reader: ScriptReader },
  script: ShellScript,
): readonly Carried[] {
  const { text, scope } = script;
  if (text.value.trim() === "") return [];
  const followed = followAll(reader, script);
  if (followed === undefined) {
    collected.unfollowed ??= text.placeOf(0, 1);
    return [];
  }
  const filled = script.holes.map(({ carried }) => carried);
  const carriedBy = carriedByReads(text, followed.reads, script.readVariable, filled);
  for (const found of followed.sinks) {
    const { kind, name, use } = found;
    // What a path leads to is not in the variable.
    const arrived = carriedBy(use).filter(({ reference }) => reference.via !== "mount" && !holdsPath(use.name));
    if (arrived.length === 0) continue;
    const secrets = arrived.map((secret) => atSink(text, found, secret));
    for (const sink of script.sinksOf({ kind, name, place: text.placeOf(use.start, use.end) }))
      addFlows(collected, secrets, sink);
  }
  noteScript(collected, site, {
    text,
    followed,
    environment: everythingFixed(scope),
    carriedBy,
    mayHold: (word) => script.mayHold(word) || holdsUnder(scope, word),
    ...(script.goesOn !== undefined && { goesOn: script.goesOn }),
  });
  return followed.reads.flatMap(carriedBy);
}

/** A command that stands in a hole is one of the script's commands, too. */
function followAll(reader: ScriptReader, { text, language, holes }: ShellScript): FollowedScript | undefined {
  const followed = reader.read(text.value, language, holes);
  const filled = holes.filter(({ isCommand }) => isCommand !== true);
  if (followed === undefined || filled.length === holes.length) return followed;
  const whole = reader.read(text.value, language, filled);
  return whole === undefined ? followed : { ...followed, commands: whole.commands };
}
