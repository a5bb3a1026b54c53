import { readCalls } from "./read-calls.ts";
import { readLines } from "./read-lines.ts";
import type { RunnerDialect, Script, ScriptSink } from "./script.ts";
import { readShell } from "./shell/read-shell.ts";

/** What a script does with values from outside: where each one leaves it. Never throws on any text. */
export function readScript(script: Script, dialect: RunnerDialect): readonly ScriptSink[] {
  const sinks =
    script.language === "bash"
      ? readShell(script, dialect)
      : script.language === "python" || script.language === "node"
        ? readCalls(script, script.language)
        : readLines(script, script.language, dialect);
  const known = new Set<string>();
  return sinks.filter(({ kind, name, use }) => {
    const key = [kind, name, use.origin, use.name, use.start, use.end].join(" ");
    return !known.has(key) && known.add(key);
  });
}
