import { Worker } from "node:worker_threads";
import type { Helpers, Work } from "../../history/share.ts";
import type { WorkerTask } from "../search/worker-task.ts";
import { printError } from "../write-out.ts";

/** What a thread is told at its start that helps with history. */
export interface HelperTask extends WorkerTask {
  /** The compiled unpacker. */
  readonly unpacker: WebAssembly.Module;
}

/** What a thread says: that a part is done, or that there is none left. */
export type HelperMessage = { readonly part: number; readonly result: unknown } | { readonly part: -1 };

/** The program is loaded again in the thread, as it was here: so the thread needs no file of its own. */
const START = 'const { workerData } = require("node:worker_threads"); require(workerData.starter).help(workerData);';

interface Member {
  readonly worker: Worker;
  isGone: boolean;
  /** Told when the thread is through with its work, or has ended. */
  onRest: () => void;
  take: (part: number, result: unknown) => void;
}

/** Threads that help, until they are dismissed. */
export interface Crew extends Helpers {
  dismiss(): Promise<void>;
}

/** Starts `count` threads that help. */
export function startHelpers(count: number, task: HelperTask): Crew {
  const members = Array.from({ length: count }, () => startMember(task));
  return {
    async help(work: Work, take) {
      const living = members.filter(({ isGone }) => !isGone);
      await Promise.all(
        living.map(
          (member) =>
            new Promise<void>((resolve) => {
              member.take = take;
              member.onRest = resolve;
              member.worker.postMessage(work);
            }),
        ),
      );
    },
    async dismiss() {
      for (const member of members) member.isGone = true;
      await Promise.all(members.map(({ worker }) => worker.terminate()));
    },
  };
}

function startMember(task: HelperTask): Member {
  const worker = new Worker(START, {
    eval: true,
    workerData: task,
    stdin: false,
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
  const member: Member = { worker, isGone: false, onRest: () => {}, take: () => {} };
  // What it had taken is done by the main thread, where it fails again if it has to.
  const bury = (): void => {
    if (!member.isGone) printError("sealint: warning: a thread of the search ended by itself; the others do its work.");
    member.isGone = true;
    member.onRest();
  };
  worker.on("message", (message: HelperMessage) => {
    if (message.part === -1) member.onRest();
    else if ("result" in message) member.take(message.part, message.result);
  });
  worker.on("error", bury);
  worker.on("exit", bury);
  return member;
}
