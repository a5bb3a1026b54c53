import type { PlacedText, Sink, Unheeded } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type { FollowedScript, ScriptLanguage, ScriptSink, ScriptUse, TextRange } from "../script/script.ts";
import { addFlows, type Collected, type Site } from "./collected.ts";
import { noteScript } from "./note-script.ts";
import { type Carried, everythingFixed, type Scope, through } from "./scope.ts";
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
  const carriedBy = carriedByUses(script, followed.reads);
  for (const found of followed.sinks) {
    const { kind, name, use } = found;
    // What a path leads to is not in the variable.
    const arrived = carriedBy(use).filter(({ reference }) => reference.via !== "mount" && !holdsPath(use.name));
    if (arrived.length === 0) continue;
    const secrets = arrived.map((secret) => arriving(text, found, secret));
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

/** Secrets by the places that read them. Whatever else names a variable means the one that was read first. */
function carriedByUses(
  { text, holes, readVariable }: ShellScript,
  reads: readonly ScriptUse[],
): (use: ScriptUse) => readonly Carried[] {
  const carried = new Map<string, readonly Carried[]>();
  for (const { origin, name, start, end } of reads) {
    if (origin !== "variable") continue;
    const secrets = readVariable(name, text.placeOf(start, end));
    carried.set(`${name} ${start}`, secrets);
    if (!carried.has(name)) carried.set(name, secrets);
  }
  return ({ origin, name, start, path: [first] }) => {
    if (origin === "hole") return holes[Number(name)]?.carried ?? [];
    if (origin !== "variable") return [];
    return carried.get(`${name} ${first?.start ?? start}`) ?? carried.get(name) ?? [];
  };
}

/** Whether a variable with the word in its name holds a secret. */
function holdsUnder(scope: Scope, word: string): boolean {
  const part = word.toLowerCase();
  return scope.some((held) => [...held].some(([name, { length }]) => length > 0 && name.toLowerCase().includes(part)));
}

/** A secret as it arrives at a sink, over the script's own variables. The first of these is where it was read. */
function arriving(text: PlacedText, { use }: ScriptSink, secret: Carried): Carried {
  const places = use.path.map(({ start, end }) => text.placeOf(start, end));
  const stations = secret.path.length === 0 ? places.slice(1) : places;
  const arrived = stations.reduce<readonly Carried[]>((carried, place) => through(carried, place), [secret]);
  return { ...secret, path: arrived[0]?.path ?? secret.path, masked: secret.masked && !use.altered };
}
