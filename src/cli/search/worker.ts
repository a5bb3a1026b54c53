import type { MessagePort } from "node:worker_threads";
import type { RuleFiles } from "../../config/open-rules.ts";
import { prepareScan } from "../prepare-scan.ts";
import type { Program } from "../program.ts";
import type { ScanArguments } from "../scan-arguments.ts";
import type { Batch } from "./batch.ts";
import { clockFor } from "./clock.ts";
import { createLookAt, lookAtBatch } from "./look.ts";

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

/** A thread's life: it sets itself up as the main one did, and looks at the batches that it is given until it is ended. */
export async function serveBatches(task: WorkerTask & { readonly port: MessagePort }): Promise<void> {
  const { port, args, root, rules } = task;
  const addresses = { index: new URL(rules.index), secrets: new URL(rules.secrets), policies: new URL(rules.policies) };
  // An inventory speaks of all files together, which is the main thread's.
  const { options } = await prepareScan(
    args,
    { ...task, rules: addresses },
    {
      range: { paths: [root], root, folder: root },
      withInventory: false,
    },
  );
  const clock = clockFor(task.env);
  const lookAt = createLookAt(options, clock);
  port.on("message", (batch: Batch) => {
    const result = lookAtBatch(batch, lookAt);
    port.postMessage(clock === undefined ? result : { ...result, spent: clock.takeSpent() });
  });
}
