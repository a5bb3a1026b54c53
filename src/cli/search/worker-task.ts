import type { RuleFiles } from "../../config/open-rules.ts";
import type { Program } from "../program.ts";
import type { ScanArguments } from "../scan-arguments.ts";

/** What of a program threads are started with. */
export type ThreadProgram = Pick<Program, "starter" | "version" | "rules" | "cwd" | "env" | "today">;

/** What a thread is told at its start: how to load the program, and what was asked for. */
export interface WorkerTask {
  /** Absolute path of the module that exports `work`. */
  readonly starter: string;
  readonly args: ScanArguments;
  /** Absolute folder that shown paths are relative to. */
  readonly root: string;
  readonly version: string;
  readonly rules: RuleFiles;
  readonly cwd: string;
  readonly env: Program["env"];
  readonly today: string;
  /** Whether the main thread holds an inventory, for which what it asks is gathered. */
  readonly hasInventory: boolean;
  /** Whether pipelines are read for the inventory alone, and no policies run. */
  readonly withoutPolicies: boolean;
}

/** What a thread is to know of the rest of the search. */
export type ThreadPart = Pick<WorkerTask, "hasInventory" | "withoutPolicies">;

export function workerTask(
  args: ScanArguments,
  root: string,
  { starter, version, rules, cwd, env, today }: ThreadProgram,
  { hasInventory, withoutPolicies }: ThreadPart = { hasInventory: false, withoutPolicies: false },
): WorkerTask {
  return { starter, args, root, version, rules, cwd, env: { ...env }, today, hasInventory, withoutPolicies };
}
