import { openGit } from "../git/open-repository.ts";
import { carryOut, describeChange } from "../hooks/change.ts";
import { planInstall, planUninstall } from "../hooks/install-hooks.ts";
import type { Plan } from "../hooks/plan.ts";
import { printable } from "../reporters/printable.ts";
import { EXIT } from "./exit-code.ts";
import type { HookArguments } from "./hook-arguments.ts";
import { installedSealint } from "./installed-sealint.ts";
import type { Program } from "./program.ts";
import { printOut } from "./write-out.ts";

/** Runs `sealint hook install` and `sealint hook uninstall`. Throws a ScanError where a hook cannot be changed. */
export function runHookChange(args: HookArguments, program: Program): number {
  const { command, hooks, dryRun, shared: isShared, force: isForced } = args;
  const repository = openGit({ start: program.cwd, environment: program.env });
  repository.close();
  const request = { repository, environment: program.env, hooks, isShared };
  const plans =
    command === "hook install"
      ? planInstall({ ...request, installed: installedSealint(program), isForced })
      : planUninstall(request);
  if (!dryRun) carryOut(plans.flatMap(({ changes }) => changes));
  for (const line of dryRun ? plans.flatMap(wouldDo) : plans.flatMap(hasDone)) printOut(`${printable(line)}\n`);
  if (plans.length === 0) printOut("There is no hook of sealint's here.\n");
  else if (command === "hook install" && !dryRun && plans.some(({ changes }) => changes.length > 0))
    printOut(AFTERWARDS);
  return EXIT.clean;
}

const AFTERWARDS = "Take it away again with `sealint hook uninstall`.\n";

const hasDone = ({ outcome, notes }: Plan): string[] => [outcome, ...notes.map((note) => `  ${note}`)];

function wouldDo({ changes, outcome, notes }: Plan): string[] {
  if (changes.length === 0) return [outcome];
  return [...changes.map((change) => `Would ${describeChange(change)}.`), ...notes.map((note) => `  Then: ${note}`)];
}
