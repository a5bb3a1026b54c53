import { ScanError } from "../core/errors.ts";
import { textOfPath } from "../files/byte-path.ts";
import type { HookName } from "./hook-name.ts";
import { lefthookCommand } from "./lefthook-command.ts";
import { addCommand, hasCommand, removeCommand } from "./lefthook-edit.ts";
import { type LefthookFile, readLefthook } from "./lefthook-file.ts";
import type { Plan } from "./plan.ts";

/** Characters as the bytes that are written. */
const bytesOf = (text: string): string => Buffer.from(text, "utf8").toString("latin1");

/** The same in the other formats, whose comments and order are for people to keep. */
function refusal(file: LefthookFile, hook: HookName, isInPackages: boolean): ScanError {
  const { path, isYaml } = file;
  const shown = textOfPath(path);
  const command = lefthookCommand(hook, isInPackages, file.name);
  const lines = path.endsWith(".toml")
    ? [
        `[${hook}.commands.sealint]`,
        ...Object.entries(command).map(
          ([key, value]) => `${key} = ${typeof value === "string" ? `'${value}'` : value}`,
        ),
      ]
    : JSON.stringify({ [hook]: { commands: { sealint: command } } }, undefined, 2).split("\n");
  const why = isYaml ? "is not well-formed YAML" : "is a configuration that sealint does not write";
  return new ScanError(`${shown} ${why}`, "Add this to it, then run `lefthook install`; nothing was changed.", {
    lines,
  });
}

/** Adds a command to lefthook's configuration. Throws a ScanError with what to add where that is for people to do. */
export function installLefthook(hook: HookName, file: LefthookFile, isInPackages: boolean): Plan {
  const shown = textOfPath(file.path);
  if (!file.isYaml) throw refusal(file, hook, isInPackages);
  const text = readLefthook(file);
  const has = hasCommand(text, hook);
  if (has === true)
    return { hook, changes: [], outcome: `The ${hook} hook is installed already (in ${shown}).`, notes: [] };
  const changed = addCommand(text, hook, lefthookCommand(hook, isInPackages, file.name));
  if (has === undefined || changed === undefined) throw refusal(file, hook, isInPackages);
  file.planned = changed;
  return {
    hook,
    changes: [{ kind: "write", path: file.path, content: bytesOf(changed) }],
    outcome: `The ${hook} hook is installed (in ${shown}).`,
    notes: ["Run `lefthook install`, so that git calls lefthook at this hook, and commit that file."],
  };
}

/** Takes our command out of lefthook's configuration. Undefined where it is not there. */
export function uninstallLefthook(hook: HookName, file: LefthookFile): Plan | undefined {
  if (!file.isYaml) return undefined;
  const text = readLefthook(file);
  if (hasCommand(text, hook) !== true) return undefined;
  const changed = removeCommand(text, hook);
  if (changed === undefined) return undefined;
  file.planned = changed;
  return {
    hook,
    changes: [{ kind: "write", path: file.path, content: bytesOf(changed) }],
    outcome: `The ${hook} hook is taken away (out of ${textOfPath(file.path)}).`,
    notes: [],
  };
}
