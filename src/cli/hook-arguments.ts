import { ScanError } from "../core/errors.ts";
import { nearest } from "../core/nearest.ts";
import { HOOKS, type HookName } from "../hooks/hook-name.ts";
import { alternatives } from "./alternatives.ts";
import type { RawArguments } from "./read-flags.ts";

/** What `sealint hook install` and `sealint hook uninstall` were asked for. */
export interface HookArguments {
  readonly command: "hook install" | "hook uninstall";
  /** Those that were named; the usual ones where empty. */
  readonly hooks: readonly HookName[];
  readonly dryRun: boolean;
  readonly shared: boolean;
  readonly force: boolean;
}

/** What `sealint hook run` was asked for. */
export interface HookRunArguments {
  readonly command: "hook run";
  readonly hook: HookName;
  /** What git gives the hook. */
  readonly args: readonly string[];
}

/** A hook by its name. Throws a ScanError where sealint knows none of that name. */
function hookNamed(word: string): HookName {
  const hook = HOOKS.find((name) => name === word);
  if (hook !== undefined) return hook;
  const near = nearest(word, HOOKS);
  const meant = near === undefined ? "" : `Did you mean \`${near}\`? `;
  throw new ScanError(`\`${word}\` is no hook that sealint runs at`, `${meant}There are ${alternatives(HOOKS)}.`);
}

/** Checks what stands behind `sealint hook install` and `sealint hook uninstall`. */
export function hookArguments(command: HookArguments["command"], { operands, switches }: RawArguments): HookArguments {
  return {
    command,
    hooks: operands.map(hookNamed),
    dryRun: switches.has("dry-run"),
    shared: switches.has("shared"),
    force: switches.has("force"),
  };
}

/** Checks what stands behind `sealint hook run`. */
export function hookRunArguments([name, ...args]: readonly string[]): HookRunArguments {
  if (name !== undefined) return { command: "hook run", hook: hookNamed(name), args };
  throw new ScanError("`sealint hook run` names no hook", "Write `sealint hook run pre-commit`.");
}
