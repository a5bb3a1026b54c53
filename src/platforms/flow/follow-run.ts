import type { PlacedText, Sink, Unheeded } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import { followScript } from "../script/read-script.ts";
import type { RunnerDialect, ScriptLanguage, TextRange } from "../script/script.ts";
import { atSink } from "./at-sink.ts";
import { carriedByReads } from "./carried-by-reads.ts";
import { addFlows } from "./collected.ts";
import { noteScript } from "./note-script.ts";
import { carriedByVariable, type Reach } from "./reach.ts";
import { type Carried, everything, holdsUnder } from "./scope.ts";
import { holdsPath, isSecretName } from "./secret-names.ts";

/** Longer than any script that a runner takes: nobody writes one by hand, and reading it could take minutes. */
const MAX_SCRIPT = 128 * 1024;

/** Characters of script that one file may have, all jobs together. */
const MAX_SCRIPTS = 4 * 1024 * 1024;

/** How much of a file's scripts may still be read. */
export interface ScriptBudget {
  left: number;
}

export const scriptBudget = (): ScriptBudget => ({ left: MAX_SCRIPTS });

/** A script, and what its platform makes of it. */
export interface Run {
  readonly text: PlacedText;
  readonly language: ScriptLanguage;
  readonly dialect: RunnerDialect;
  /** What the platform fills in before any shell sees the text. */
  readonly holes: readonly TextRange[];
  /** Secrets that a hole stands for. */
  carriedByHole(text: string, place: Place): readonly Carried[];
  /** What a file that the script writes is besides. */
  kindsOfFile?(name: string): readonly Sink["kind"][];
  readonly goesOn?: Unheeded;
  /** Where the shell is told to trace. */
  readonly traced?: Place;
}

/** Follows a script. Gives back the secrets that it reads. */
export function followRun(reach: Reach, budget: ScriptBudget, run: Run): readonly Carried[] {
  const { text, language, dialect, holes, goesOn, traced } = run;
  const { collected, scope, site } = reach;
  budget.left -= text.value.length;
  if (text.value.length > MAX_SCRIPT || budget.left < 0) {
    collected.unfollowed ??= text.placeOf(0, Math.min(1, text.value.length));
    return [];
  }
  const followed = followScript({ text: text.value, language, holes }, dialect);
  const carriedBy = carriedByReads(
    text,
    followed.reads,
    (name, place) => carriedByVariable(reach, name, place),
    holes.map(({ start, end }) => run.carriedByHole(text.value.slice(start, end), text.placeOf(start, end))),
  );
  for (const found of followed.sinks) {
    const { use } = found;
    // What a path leads to is not in the variable.
    const arrived = carriedBy(use).filter(({ reference }) => reference.via !== "mount" && !holdsPath(use.name));
    if (arrived.length === 0) continue;
    const secrets = arrived.map((secret) => atSink(text, found, secret));
    const place = text.placeOf(use.start, use.end);
    const kinds = found.kind === "file" ? (run.kindsOfFile?.(found.name) ?? ["file"]) : [found.kind];
    for (const kind of kinds) addFlows(collected, secrets, { kind, name: found.name, place });
  }
  noteScript(collected, site, {
    text,
    followed,
    environment: everything(scope),
    carriedBy,
    mayHold: (word) => isSecretName(word.toUpperCase()) || holdsUnder(scope, word),
    ...(goesOn !== undefined && { goesOn }),
    ...(traced !== undefined && { traced }),
  });
  return followed.reads.flatMap(carriedBy);
}
