import { CONFIG_FILE } from "../config/find-config.ts";
import { ScanError } from "../core/errors.ts";
import { findRoot } from "../sources/find-root.ts";
import { EXIT } from "./exit-code.ts";
import { type Dialogue, openDialogue, Stopped } from "./init/ask.ts";
import { chooseForge } from "./init/choose-forge.ts";
import { planCi } from "./init/ci-step.ts";
import { planConfig } from "./init/config-step.ts";
import { gateOf } from "./init/gate.ts";
import { planHook } from "./init/hook-step.ts";
import type { InitArguments } from "./init/init-arguments.ts";
import { type Consent, Steps } from "./init/take-steps.ts";
import { isTerminal } from "./is-terminal.ts";
import { pathPrefixOf } from "./path-prefix.ts";
import type { Program } from "./program.ts";
import { printError } from "./write-out.ts";

/**
 * Runs `sealint init`: the configuration, the CI file and the hook, each shown before it is written. A flag answers its
 * question, `--yes` all of them. Throws a ScanError where it cannot.
 */
export async function runInit(args: InitArguments, program: Program): Promise<number> {
  const { yes, dryRun, forge, hook } = args;
  // Some CI systems give a terminal, where nobody sits.
  const isAlone = (program.env["CI"] ?? "") !== "" || !program.isTty || !isTerminal(0);
  const isAsking = !yes && !dryRun && !isAlone;
  const dialogue = isAsking ? openDialogue() : undefined;
  const others = isAsking ? "ask" : yes || dryRun ? "yes" : "tell";
  try {
    return await setUp(args, program, dialogue, {
      config: isAsking ? "ask" : "yes",
      ci: forge === undefined || (forge === "auto" && isAsking) ? others : forge === "none" ? "no" : "yes",
      hook: hook === undefined ? others : hook ? "yes" : "no",
    });
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    printError("\nsealint: stopped; nothing else was written.");
    return EXIT.interrupted;
  } finally {
    dialogue?.close();
  }
}

async function setUp(
  args: InitArguments,
  program: Program,
  dialogue: Dialogue | undefined,
  consents: Readonly<Record<"config" | "ci" | "hook", Consent>>,
): Promise<number> {
  const root = findRoot([], program.cwd);
  const prefix = pathPrefixOf(root, program.cwd);
  const config = planConfig(root, prefix);
  if (config.kind === "nothing" && consents.ci === "tell" && consents.hook === "tell")
    throw new ScanError(
      `${prefix}${CONFIG_FILE} is there already`,
      "Change that file, or move it away first; nothing was written.",
    );
  const isLoud = dialogue !== undefined || args.dryRun || consents.ci === "yes" || consents.hook === "yes";
  const steps = new Steps(dialogue, args.dryRun, isLoud);
  const forge = consents.ci === "no" ? undefined : await chooseForge(root, args.forge, consents.ci, dialogue);
  await steps.take(() => config, consents.config);
  if (forge !== undefined)
    await steps.take(
      () =>
        "lines" in forge
          ? { kind: "nothing", lines: forge.lines }
          : planCi(forge, gateOf(root, program.version), root, prefix),
      consents.ci,
    );
  if (consents.hook !== "no") await steps.take(() => planHook(root, program), consents.hook);
  steps.tellRest();
  return steps.code;
}
