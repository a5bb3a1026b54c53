import type { Command, CommandArgument } from "unbash";
import { WRAPPERS } from "./command-table.ts";

/** A command with its wrappers (`sudo`, `env`) taken off. */
export interface Call {
  readonly name: string;
  readonly args: readonly CommandArgument[];
}

/** The call that a simple command makes; undefined where it only sets variables or redirects. */
export function callOf({ name, args }: Command): Call | undefined {
  return name === undefined ? undefined : unwrap({ name: programOf(name.value), args });
}

/** A program without its folder. */
export const programOf = (word: string): string => word.replace(/^.*\//, "");

/** Options of wrappers that take the next word as their value. */
const VALUED_OPTION = /^-(?:[ugnCskSio]|-user|-group|-adjustment|-signal|-kill-after)$/;

function unwrap(call: Call): Call {
  if (!WRAPPERS.has(call.name)) return call;
  let index = 0;
  for (; index < call.args.length; index++) {
    const arg = call.args[index];
    if (arg?.type === "Assignment" || (arg !== undefined && /^\w+=/.test(arg.value))) continue;
    if (arg !== undefined && VALUED_OPTION.test(arg.value)) index++;
    else if (arg === undefined || !/^(?:-|\d+(?:\.\d+)?[smhd]?$)/.test(arg.value)) break;
  }
  const next = call.args[index];
  if (next === undefined || next.type === "Assignment") return call;
  return unwrap({ name: programOf(next.value), args: call.args.slice(index + 1) });
}
