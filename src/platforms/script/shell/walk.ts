import type { Function as ShellFunction, SyntaxNode } from "unbash";
import type { RunnerDialect, ScriptSink, ScriptUse, TextRange } from "../script.ts";

/** Takes a value that a command prints. */
export type Output = (use: ScriptUse, command: string) => void;

/** Standard streams of a command: what it may read, and where what it prints goes. */
export interface Streams {
  readonly stdin: readonly ScriptUse[];
  readonly out: Output;
  readonly err: Output;
}

/** The state of one walk through a script. Variables are followed in the order of the text, all branches taken. */
export interface Walk {
  /** The script with each hole blanked out, offset for offset. */
  readonly text: string;
  readonly holes: readonly TextRange[];
  readonly dialect: RunnerDialect;
  readonly sinks: ScriptSink[];
  /** Values from outside where they are read. */
  readonly reads: ScriptUse[];
  /** Variables that the script itself has set; others come from outside. */
  readonly variables: Map<string, readonly ScriptUse[]>;
  readonly functions: Map<string, ShellFunction>;
  /** Functions that are being called, against endless recursion. */
  readonly calling: Set<string>;
  /** Commands that may still be walked in calls of functions: functions that call functions grow without bound. */
  budget: number;
  /** How deep the walk is in nested nodes. */
  depth: number;
  /** Walks any node; here so that words can run what is substituted into them. */
  readonly run: (node: SyntaxNode, streams: Streams) => void;
}

/** What a node prints to its standard output. */
export function capture(walk: Walk, node: SyntaxNode, streams: Pick<Streams, "stdin" | "err">): ScriptUse[] {
  const printed: ScriptUse[] = [];
  walk.run(node, { stdin: streams.stdin, err: streams.err, out: (use) => printed.push(use) });
  return distinct(printed);
}

/** One use for each value: a script that doubles a variable again and again must not double them here. */
export function distinct(uses: readonly ScriptUse[]): ScriptUse[] {
  const known = new Map<string, ScriptUse>();
  for (const use of uses) {
    const key = `${use.origin} ${use.name} ${use.altered}`;
    if (!known.has(key)) known.set(key, use);
  }
  return [...known.values()];
}

export const altered = (uses: readonly ScriptUse[]): ScriptUse[] => uses.map((use) => ({ ...use, altered: true }));

/** Output that ends in the job's log. */
export function logOutput(walk: Walk): Output {
  return (use, command) => walk.sinks.push({ kind: "log", name: command, use });
}
