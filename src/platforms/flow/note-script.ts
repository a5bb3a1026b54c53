import type { PipelineScript, PlacedText, Reference, Unheeded } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";
import type {
  FollowedScript,
  ScriptCommand,
  ScriptFallback,
  ScriptTrace,
  ScriptUse,
  TextRange,
} from "../script/script.ts";
import type { Collected, Site } from "./collected.ts";
import { rememberedLately } from "./remembered.ts";
import type { Carried } from "./scope.ts";

/** A script that was followed, with what its platform knows of it. */
export interface FoundScript {
  readonly text: PlacedText;
  readonly followed: FollowedScript;
  /** Secrets that its environment holds. */
  readonly environment: readonly Carried[];
  /** Secrets that a value from outside holds. */
  carriedBy(use: ScriptUse): readonly Carried[];
  /** Whether a variable with the word in its name may hold a secret. */
  mayHold(word: string): boolean;
  /** The setting by which the pipeline goes on when the script fails. */
  readonly goesOn?: Unheeded;
  /** The setting that starts the shell with its trace on. */
  readonly traced?: Place;
  /** What the platform fills in, where its own language tells. */
  readonly filled?: PipelineScript["filled"];
}

/** Notes what a script does as a whole: its commands, what it prints of its environment, and what stands in for secrets. */
export function noteScript(collected: Collected, { job, step }: Site, script: FoundScript): void {
  const where = { ...(job !== undefined && { job }), ...(step !== undefined && { step }) };
  const { text, followed, environment, carriedBy, mayHold } = script;
  const placeOf = ({ start, end }: TextRange): Place => text.placeOf(start, end);
  for (const command of followed.commands) {
    const { name, words, ranges } = command;
    const unheeded = unheededOf(script, command);
    collected.commands.push({
      name,
      words,
      place: placeOf(command),
      placeOfWord: (index) => placeOf(ranges[index] ?? command),
      ...where,
      ...(unheeded && { unheeded }),
    });
  }
  for (const fallback of followed.fallbacks) {
    const [reference] = referencesOf(carriedBy(variableOf(fallback)));
    const { name, value } = fallback;
    collected.fallbacks.push({ name, ...(reference && { reference }), value, place: placeOf(fallback) });
  }
  const secrets = withReads(environment, followed.reads.flatMap(carriedBy));
  collected.scripts.push({
    text,
    ...where,
    secrets,
    ...(script.filled !== undefined && { filled: script.filled }),
    dumps: followed.dumps
      .filter(({ use }) => use.name === "" || mayHold(use.name))
      .map(({ name, use }) => ({ name, place: placeOf(use.path[0] ?? use) })),
    traces: tracesOf(script).map((trace) => ({
      place: trace.place,
      shown: trace.elsewhere ? secrets : shownBy(script, trace),
    })),
  });
}

function unheededOf({ text, goesOn }: FoundScript, { unheeded }: ScriptCommand): Unheeded | undefined {
  if (unheeded !== undefined) return { by: unheeded.by, place: text.placeOf(unheeded.cause.start, unheeded.cause.end) };
  return goesOn;
}

const variableOf = ({ name, start, end }: ScriptFallback): ScriptUse => ({
  origin: "variable",
  name,
  start,
  end,
  path: [],
  altered: false,
});

/** References once each, in their order. */
function referencesOf(carried: readonly Carried[]): Reference[] {
  return [...new Set(carried.map(({ reference }) => reference))];
}

/** The references of an environment and of what is read besides; one list for all scripts of an environment that read nothing else. */
function withReads(environment: readonly Carried[], reads: readonly Carried[]): readonly Reference[] {
  const known = environmentsOf(environment);
  const others = referencesOf(reads).filter((reference) => !known.has(reference));
  return others.length === 0 ? listsOf(environment) : [...known, ...others];
}

const environmentsOf = rememberedLately(
  (carried: readonly Carried[]): ReadonlySet<Reference> => new Set(carried.map(({ reference }) => reference)),
);

const listsOf = rememberedLately((carried: readonly Carried[]): readonly Reference[] => [...environmentsOf(carried)]);

interface PlacedTrace extends Omit<ScriptTrace, "cause"> {
  readonly place: Place;
}

function tracesOf({ text, followed, traced }: FoundScript): PlacedTrace[] {
  const found = followed.traces.map(({ cause, ...trace }) => ({
    ...trace,
    place: text.placeOf(cause.start, cause.end),
  }));
  if (traced === undefined) return found;
  return [{ start: 0, end: text.value.length, values: true, elsewhere: false, place: traced }, ...found];
}

/** Secrets that stand in the commands which a trace prints. */
function shownBy({ followed, carriedBy }: FoundScript, trace: PlacedTrace): Reference[] {
  const within = ({ start, end }: TextRange): boolean => trace.start <= start && end <= trace.end;
  const uses = [...followed.reads, ...followed.sinks.map(({ use }) => use)].filter(
    (use) => within(use) && (trace.values || use.origin === "hole"),
  );
  return referencesOf(uses.flatMap(carriedBy));
}
