import { lstatSync, readFileSync } from "node:fs";
import { ScanError } from "../core/errors.ts";
import { type BytePath, openable, textOfPath } from "../files/byte-path.ts";
import { systemWords } from "../files/system-errors.ts";
import type { HookName } from "./hook-name.ts";
import type { HooksFolder } from "./hooks-folder.ts";
import type { Plan } from "./plan.ts";
import { sharedBlock } from "./shared-block.ts";

/** The folder of husky's own scripts, where husky sets the repository's hooks up; undefined where it does not. */
export function huskyFolder({ path, scope }: HooksFolder, top: BytePath | undefined): BytePath | undefined {
  if (scope !== "repository" || top === undefined) return undefined;
  const folder = `${top}/.husky`;
  return path === folder || path === `${folder}/_` ? folder : undefined;
}

const BEGIN = /^# >>> sealint hook \d+: .*\n/m;
const END = /^# <<< sealint hook <<<\n?/m;

/** The block with its lines in a script; undefined where there is none. */
function blockIn(content: string): { readonly start: number; readonly end: number } | undefined {
  const begin = BEGIN.exec(content);
  if (begin === null) return undefined;
  const end = END.exec(content.slice(begin.index));
  return end === null ? undefined : { start: begin.index, end: begin.index + end.index + end[0].length };
}

/** Where our block goes: before all that may read the input or leave early, behind what husky itself needs first. */
function startOfBody(content: string): number {
  const head = /^(?:#!.*\n)?(?:(?:[ \t]*(?:#.*)?\n)*(?:\.|source) .*husky\.sh.*\n)?/.exec(content);
  return head?.[0].length ?? 0;
}

function readScript(path: BytePath): string | undefined {
  try {
    if (lstatSync(openable(path), { throwIfNoEntry: false }) === undefined) return undefined;
    return readFileSync(openable(path)).toString("latin1");
  } catch (error) {
    throw new ScanError(`${textOfPath(path)} cannot be read: ${systemWords(error)}`, "Nothing was changed.", {
      cause: error,
    });
  }
}

const NEW_SCRIPT = "#!/bin/sh\n";

/** Puts a block into husky's script for a hook, or brings it up to date. */
export function installHusky(hook: HookName, folder: BytePath): Plan {
  const path = `${folder}/${hook}`;
  const shown = textOfPath(path);
  const content = readScript(path);
  const block = sharedBlock(hook);
  const old = content === undefined ? undefined : blockIn(content);
  const base = content ?? NEW_SCRIPT;
  const at = old?.start ?? startOfBody(base);
  const wanted = joined(base.slice(0, at), block) + base.slice(old?.end ?? at);
  if (wanted === content)
    return { hook, changes: [], outcome: `The ${hook} hook is installed already (in ${shown}).`, notes: [] };
  return {
    hook,
    changes: [{ kind: "write", path, content: wanted, ...(content === undefined ? { mode: 0o755 } : {}) }],
    outcome: `The ${hook} hook is ${old === undefined ? "installed" : "brought up to date"} (in ${shown}).`,
    notes: ["Commit that file: husky runs it for everybody who works on the repository."],
  };
}

const joined = (before: string, block: string): string =>
  before === "" || before.endsWith("\n") ? before + block : `${before}\n${block}`;

/** Takes our block out of husky's script. Undefined where there is none. */
export function uninstallHusky(hook: HookName, folder: BytePath): Plan | undefined {
  const path = `${folder}/${hook}`;
  const content = readScript(path);
  const block = content === undefined ? undefined : blockIn(content);
  if (content === undefined || block === undefined) return undefined;
  const rest = content.slice(0, block.start) + content.slice(block.end);
  return {
    hook,
    changes: [rest === NEW_SCRIPT ? { kind: "remove", path } : { kind: "write", path, content: rest }],
    outcome: `The ${hook} hook is taken away (out of ${textOfPath(path)}).`,
    notes: [],
  };
}
