import { readCalls } from "./read-calls.ts";
import { readCommands } from "./read-commands.ts";
import { readFallbacks } from "./read-fallbacks.ts";
import { readLines } from "./read-lines.ts";
import { readTraces } from "./read-traces.ts";
import type { FollowedScript, RunnerDialect, Script, ScriptSink, ScriptUse, WalkedScript } from "./script.ts";
import { readShell } from "./shell/read-shell.ts";

/** Where each value from outside leaves a script. Never throws on any text. */
export function readScript(script: Script, dialect: RunnerDialect): readonly ScriptSink[] {
  return followScript(script, dialect).sinks;
}

/** Scripts that are no longer than this are remembered; longer ones are seldom there twice. */
const MAX_REMEMBERED = 4_096;

/** What scripts do, by how a runner takes them and then by all that they are. */
const followed = new WeakMap<RunnerDialect, Map<string, FollowedScript>>();

/** How many of them are kept at most. */
const MOST_KEPT = 2_000;

/** What a script does with values from outside. Never throws on any text. */
export function followScript(script: Script, dialect: RunnerDialect): FollowedScript {
  if (script.text.length > MAX_REMEMBERED) return follow(script, dialect);
  const known = followed.get(dialect) ?? new Map<string, FollowedScript>();
  followed.set(dialect, known);
  const holes = script.holes.map(({ start, end }) => `${start}-${end}`).join(" ");
  const key = `${script.language}\0${holes}\0${script.text}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= MOST_KEPT) known.clear();
  const result = follow(script, dialect);
  known.set(key, result);
  return result;
}

function follow(script: Script, dialect: RunnerDialect): FollowedScript {
  const walked = read(script, dialect);
  const reads = distinctBy(walked.reads, ({ origin, name, start, end }) => [origin, name, start, end]);
  const sinks = distinctBy(walked.sinks, ({ kind, name, use }) => [
    kind,
    name,
    use.origin,
    use.name,
    use.start,
    use.end,
  ]);
  const commands = readCommands(script);
  const isSingle = ({ origin }: ScriptUse): boolean => origin !== "environment";
  return {
    reads: reads.filter(isSingle),
    sinks: sinks.filter(({ use }) => isSingle(use)),
    dumps: sinks.filter(({ kind, use }) => kind === "log" && !isSingle(use)),
    commands,
    traces: readTraces(commands, script.language, script.text.length),
    fallbacks: readFallbacks(script),
  };
}

function read(script: Script, dialect: RunnerDialect): WalkedScript {
  const { language } = script;
  if (language === "bash") return readShell(script, dialect);
  if (language === "python" || language === "node") return readCalls(script, language);
  return readLines(script, language, dialect);
}

function distinctBy<Item>(items: readonly Item[], keyOf: (item: Item) => readonly unknown[]): Item[] {
  if (items.length < 2) return [...items];
  const known = new Set<string>();
  return items.filter((item) => {
    const key = keyOf(item).join(" ");
    return !known.has(key) && known.add(key);
  });
}
