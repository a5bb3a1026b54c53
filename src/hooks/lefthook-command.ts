import { type HookName, readsInput } from "./hook-name.ts";

/** What lefthook is told to do at a hook. */
export interface LefthookCommand {
  readonly run: string;
  readonly files?: string;
  readonly use_stdin?: true;
}

/**
 * The command for a hook, by a sealint that every machine finds. At a push lefthook leaves out commands where no file has
 * changed in the end, and a secret that came and went would slip by: `files` gives it one, which the shell takes as a
 * comment.
 */
export function lefthookCommand(hook: HookName, isInPackages: boolean, config: string): LefthookCommand {
  const program = isInPackages ? "node_modules/.bin/sealint" : "sealint";
  const command = `${program} hook run ${hook}`;
  if (!readsInput(hook)) return { run: command };
  return {
    run: `${command} "{1}" "{2}" # {files}`,
    files: `git ls-files --cached --others ${config}`,
    use_stdin: true,
  };
}
