import type { RuleFiles } from "../../config/open-rules.ts";
import type { Program } from "../program.ts";
import type { ScanArguments } from "../scan-arguments.ts";

/** What a thread is told at its start: how to load the program, and what was asked for. */
export interface WorkerTask {
  /** Address of the module that exports `work`. */
  readonly program: string;
  readonly args: ScanArguments;
  /** Absolute folder that shown paths are relative to. */
  readonly root: string;
  readonly version: string;
  /** Addresses as texts. */
  readonly rules: Readonly<Record<keyof RuleFiles, string>>;
  readonly cwd: string;
  readonly env: Program["env"];
  readonly today: string;
}

export function workerTask(
  args: ScanArguments,
  root: string,
  { address, version, rules, cwd, env, today }: Program,
): WorkerTask {
  const { index, secrets, policies } = rules;
  const addresses = { index: index.href, secrets: secrets.href, policies: policies.href };
  return { program: address.href, args, root, version, rules: addresses, cwd, env: { ...env }, today };
}
