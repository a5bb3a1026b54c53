import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { Problem } from "../../core/source.ts";
import type { Batch, BatchResult } from "./batch.ts";
import type { WorkerTask } from "./worker-task.ts";

/** Batches that a worker has at hand, so that it never waits for the main thread. */
const AT_HAND = 2;

/** Threads that look at batches beside the main one. */
export interface Crew {
  /** Takes in what is done, and hands out batches of `queue` to whoever has too few. Never waits. */
  serve(queue: Batch[]): void;
  /** Whether nobody has anything to do. */
  readonly isIdle: boolean;
  /** Ends the threads, whatever they are doing. */
  dismiss(): Promise<void>;
}

interface Member {
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly batches: Map<number, Batch>;
  isGone: boolean;
}

/** Starts `count` threads. What they find goes to `take`; a thread that ends by itself is a problem of the files that it had. */
export function startCrew(
  count: number,
  task: WorkerTask,
  take: (result: BatchResult) => void,
  report: (problem: Problem) => void,
): Crew {
  const members = Array.from({ length: count }, () => startMember(task, report));
  const serveMember = (member: Member, queue: Batch[]): void => {
    for (let message = receiveMessageOnPort(member.port); message; message = receiveMessageOnPort(member.port)) {
      const result = message.message as BatchResult;
      member.batches.delete(result.id);
      take(result);
    }
    while (!member.isGone && member.batches.size < AT_HAND && queue.length > 0) {
      const batch = queue.shift() as Batch;
      member.batches.set(batch.id, batch);
      member.port.postMessage(batch);
    }
  };
  return {
    serve(queue) {
      for (const member of members) serveMember(member, queue);
    },
    get isIdle() {
      return members.every(({ batches }) => batches.size === 0);
    },
    async dismiss() {
      for (const member of members) member.isGone = true;
      await Promise.all(members.map(({ worker }) => worker.terminate()));
    },
  };
}

/** The program is loaded again in the thread, by its address: so the thread needs no file of its own. */
const START =
  'const { workerData } = require("node:worker_threads"); import(workerData.program).then((program) => program.work(workerData));';

function startMember(task: WorkerTask, report: (problem: Problem) => void): Member {
  const { port1, port2 } = new MessageChannel();
  const workerData = { ...task, port: port2 };
  const worker = new Worker(START, {
    eval: true,
    workerData,
    transferList: [port2],
    stdin: false,
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
  });
  const member: Member = { worker, port: port1, batches: new Map(), isGone: false };
  const lose = (why: string): void => {
    if (member.isGone) return;
    member.isGone = true;
    for (const { files } of member.batches.values())
      report(
        lost(
          files.map(({ found }) => found.path),
          why,
        ),
      );
    member.batches.clear();
  };
  // An error's message may quote what was searched; its name does not.
  worker.on("error", (error) => lose(error instanceof Error ? error.name : typeof error));
  worker.on("exit", (code) => lose(`exit ${code}`));
  // The main thread asks by itself; a port must not keep the process alive.
  port1.unref();
  return member;
}

function lost(paths: readonly string[], why: string): Problem {
  const [first = ""] = paths;
  const more = paths.length - 1;
  return {
    level: "error",
    code: "thread-lost",
    subject: first,
    message: `was not searched${more > 0 ? `, nor were the ${more} files after it` : ""}: the thread that had it ended (${why})`,
    hint: "Run it again with `--jobs 1`; if that fails, too, leave the file out of the scan and report it.",
  };
}
