import type { HookRunArguments } from "./hook-arguments.ts";

/**
 * Reads what an installed pre-commit hook asks for, without the parser of command lines: it runs at each commit. Undefined
 * for all else.
 */
export function readPlainHook([first, second, hook, ...args]: readonly string[]): HookRunArguments | undefined {
  const isPlain = first === "hook" && second === "run" && hook === "pre-commit" && args.length === 0;
  return isPlain ? { command: "hook run", hook, args } : undefined;
}
