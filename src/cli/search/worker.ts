import type { MessagePort } from "node:worker_threads";
import { prepareScan } from "../prepare-scan.ts";
import { type Batch, READY } from "./batch.ts";
import { clockFor } from "./clock.ts";
import { createLookAt, lookAtBatch } from "./look.ts";
import type { WorkerTask } from "./worker-task.ts";

/** A thread's life: it sets itself up as the main one did, and looks at the batches that it is given until it is ended. */
export async function serveBatches(task: WorkerTask & { readonly port: MessagePort }): Promise<void> {
  const { port, args, root, hasInventory, withoutPolicies } = task;
  // What speaks of all files together is the main thread's.
  const { options } = await prepareScan(args, task, {
    range: { paths: [root], root, folder: root },
    isWhole: false,
    hasInventory,
  });
  const clock = clockFor(task.env);
  const lookAt = createLookAt(withoutPolicies ? { ...options, policies: [] } : options, clock);
  port.on("message", (batch: Batch) => {
    const result = lookAtBatch(batch, lookAt);
    port.postMessage(clock === undefined ? result : { ...result, spent: clock.takeSpent() });
  });
  port.postMessage(READY);
}
