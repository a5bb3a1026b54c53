import { ScanError } from "../core/errors.ts";
import { type BytePath, textOfPath } from "../files/byte-path.ts";
import { type ExistingHook, isThere, lookAtHook } from "./existing-hook.ts";
import { frameworkRefusal } from "./framework.ts";
import type { HookName } from "./hook-name.ts";
import { hookScript, type Installed, keptName } from "./hook-script.ts";
import type { Plan } from "./plan.ts";

export interface PlainRequest {
  readonly hook: HookName;
  /** The folder that git takes hooks from. */
  readonly folder: BytePath;
  readonly installed: Installed | undefined;
  /** Whether to go around the hook of the pre-commit framework. */
  readonly isForced: boolean;
}

const EXECUTABLE = 0o755;

/** Puts our script in the place of a hook; what was there is kept beside it, and run first. */
export function installPlain({ hook, folder, installed, isForced }: PlainRequest): Plan {
  const path = `${folder}/${hook}`;
  const kept = `${folder}/${keptName(hook)}`;
  const shown = textOfPath(path);
  const content = hookScript(hook, installed);
  const existing = lookAtHook(path);
  if (existing.kind === "ours" && existing.content === content)
    return { hook, changes: [], outcome: `The ${hook} hook is installed already (${shown}).`, notes: [] };
  if (existing.kind === "framework" && !isForced) throw frameworkRefusal(hook, shown);
  const write = { kind: "write", path, content, mode: EXECUTABLE } as const;
  if (existing.kind === "ours")
    return { hook, changes: [write], outcome: `The ${hook} hook is brought up to date (${shown}).`, notes: [] };
  if (existing.kind === "absent")
    return { hook, changes: [write], outcome: `The ${hook} hook is installed (${shown}).`, notes: leftover(kept) };
  if (isThere(kept)) throw twoHooks(shown, textOfPath(kept));
  return {
    hook,
    changes: [{ kind: "move", from: path, to: kept }, write],
    outcome: `The ${hook} hook is installed (${shown}).`,
    notes: keptNotes(existing, hook),
  };
}

function leftover(kept: BytePath): string[] {
  return isThere(kept) ? [`${textOfPath(kept)} was there already and runs first.`] : [];
}

function keptNotes(existing: ExistingHook, hook: HookName): string[] {
  const name = keptName(hook);
  if (existing.kind === "other" && !existing.runs)
    return [`The hook that was there is kept as ${name}; as git could not run it, neither does sealint.`];
  const asks = existing.kind === "other" && existing.asksForItsName;
  return [
    `The hook that was there is kept as ${name} and runs first.`,
    ...(asks ? [`It seems to ask what it is called, which is ${name} now: try whether it still does its work.`] : []),
  ];
}

function twoHooks(shown: string, kept: string): ScanError {
  return new ScanError(
    `${shown} is not sealint's, and ${kept} is there as well`,
    "Look which of the two is wanted, move the other one away, and run it again; nothing was changed.",
  );
}

/** Takes our script away and puts back what was there before. Undefined where the hook is not ours. */
export function uninstallPlain(hook: HookName, folder: BytePath): Plan | undefined {
  const path = `${folder}/${hook}`;
  const kept = `${folder}/${keptName(hook)}`;
  if (lookAtHook(path).kind !== "ours") return undefined;
  const outcome = `The ${hook} hook is taken away (${textOfPath(path)}).`;
  return isThere(kept)
    ? {
        hook,
        changes: [{ kind: "move", from: kept, to: path }],
        outcome,
        notes: ["The hook that was there before is back."],
      }
    : { hook, changes: [{ kind: "remove", path }], outcome, notes: [] };
}
