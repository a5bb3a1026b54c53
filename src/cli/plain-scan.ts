import { GLOBAL_FLAGS } from "./flags.ts";
import type { RawArguments } from "./read-flags.ts";
import { type ScanArguments, scanArguments } from "./scan-arguments.ts";
import { SCAN } from "./scan-flags.ts";

/**
 * Reads a command line that asks for a scan in a plain way: paths, and flags in full with their values behind them.
 * Undefined for all else, above all for what is wrong: that is for the parser of command lines, which is loaded only then.
 */
export function readPlainScan([command, ...words]: readonly string[]): ScanArguments | undefined {
  const raw = command === "scan" ? readPlainFlags(words) : undefined;
  return raw === undefined ? undefined : scanArguments(raw);
}

/** The flags of a scan, where every word is plain. */
export function readPlainFlags(words: readonly string[]): RawArguments | undefined {
  const operands: string[] = [];
  const switches = new Set<string>();
  const values = new Map<string, string[]>();
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (!word.startsWith("-")) {
      operands.push(word);
      continue;
    }
    const flag = SCAN.flags.find(({ name }) => word === `--${name}`);
    if (flag === undefined || GLOBAL_FLAGS.includes(flag)) return undefined;
    if (flag.kind === "switch") {
      switches.add(flag.name);
      continue;
    }
    const value = words[++at];
    if (value === undefined || value === "" || value.startsWith("-")) return undefined;
    values.set(flag.name, [...(values.get(flag.name) ?? []), value]);
  }
  return { operands, switches, values };
}
