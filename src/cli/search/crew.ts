import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { Problem } from "../../core/source.ts";
import { heapBound } from "../bound-heap.ts";
import { type Batch, type BatchResult, READY } from "./batch.ts";
import type { WorkerTask } from "./worker-task.ts";

/** Batches that a worker has at hand, so that it never waits for the main thread. */
const AT_HAND = 2;

/** Bytes that the main thread's new objects may take, about what another thread's may. */
const MOST_NEW_OBJECTS = 2 << 20;

/** Percent of garbage among old objects: left to itself, V8 takes some 15 MB more over a large tree, and is hardly faster. */
const MOST_GARBAGE = 60;

/** Megabytes for a thread's new objects: of files that say nothing little is kept, while trees of pipelines outlive a smaller space. */
const NEW_SPACE = { files: 3, pipelines: 24 };

/** Threads that look at batches beside the main one. */
export interface Crew {
  /** Takes in what is done, and hands out batches of `queue` to whoever has too few. Never waits. */
  serve(queue: Batch[]): void;
  /** Hands out all that waits in even shares, one of which stays: for as long as nobody serves. */
  share(queue: Batch[]): void;
  /** Whether nobody has anything to do. */
  readonly isIdle: boolean;
  /** Takes in what is done, and ends the threads, whatever they are doing. */
  dismiss(): Promise<void>;
}

/** Whoever hears what becomes of the batches. */
export interface Takers {
  take(result: BatchResult): void;
  /** Hears of a file that nobody looked at. */
  lose(ordinal: number, problem: Problem): void;
  /** Hears of a thread that ended before it was ready, and of what ended it. Others look at its files. */
  miss(cause: string): void;
}

interface Member {
  readonly worker: Worker;
  readonly port: MessagePort;
  readonly batches: Map<number, Batch>;
  isReady: boolean;
  isGone: boolean;
}

/**
 * Starts `count` threads. Where one ends by itself, the files of the batch that it was looking at are lost, and the batches
 * that it had not begun go back to the queue: all of them where it was not even ready.
 */
export function startCrew(count: number, task: WorkerTask, takers: Takers): Crew {
  const returned: Batch[] = [];
  const bury = (member: Member, cause: string): void => {
    if (member.isGone) return;
    member.isGone = true;
    receive(member, takers);
    const batches = [...member.batches.values()];
    const begun = member.isReady ? batches.shift() : undefined;
    for (const { ordinal, found } of begun?.files ?? []) takers.lose(ordinal, lost(found.path, cause));
    returned.push(...batches);
    member.batches.clear();
    if (!member.isReady) takers.miss(cause);
  };
  const members = Array.from({ length: count }, () => startMember(task, bury));
  const boundHeap = task.withoutPolicies ? () => {} : heapBound(MOST_NEW_OBJECTS, MOST_GARBAGE);
  return {
    serve(queue) {
      boundHeap();
      queue.unshift(...returned.splice(0));
      for (const member of members) {
        receive(member, takers);
        handOut(member, queue);
      }
    },
    share(queue) {
      const each = Math.max(AT_HAND, Math.floor(queue.length / (members.length + 1)));
      for (const member of members) handOut(member, queue, each);
    },
    get isIdle() {
      return returned.length === 0 && members.every(({ batches }) => batches.size === 0);
    },
    async dismiss() {
      for (const member of members) {
        member.isGone = true;
        receive(member, takers);
      }
      await Promise.all(members.map(({ worker }) => worker.terminate()));
    },
  };
}

/** A thread gives its results in the order in which it was given the batches. */
function receive(member: Member, { take }: Takers): void {
  for (let next = receiveMessageOnPort(member.port); next; next = receiveMessageOnPort(member.port)) {
    const message = next.message as BatchResult | typeof READY;
    member.isReady = true;
    if (message === READY) continue;
    member.batches.delete(message.id);
    take(message);
  }
}

function handOut({ port, batches, isGone }: Member, queue: Batch[], atHand = AT_HAND): void {
  if (isGone) return;
  while (batches.size < atHand) {
    const batch = queue.shift();
    if (batch === undefined) return;
    batches.set(batch.id, batch);
    port.postMessage(batch);
  }
}

/** The program is loaded again in the thread, as it was here: so the thread needs no file of its own. */
const START = 'const { workerData } = require("node:worker_threads"); require(workerData.starter).work(workerData);';

function startMember(task: WorkerTask, bury: (member: Member, cause: string) => void): Member {
  const { port1, port2 } = new MessageChannel();
  const workerData = { ...task, port: port2 };
  const worker = new Worker(START, {
    eval: true,
    workerData,
    transferList: [port2],
    stdin: false,
    resourceLimits: { maxYoungGenerationSizeMb: task.withoutPolicies ? NEW_SPACE.pipelines : NEW_SPACE.files },
  });
  const member: Member = { worker, port: port1, batches: new Map(), isReady: false, isGone: false };
  worker.on("error", (error: unknown) => bury(member, nameOf(error)));
  worker.on("exit", () => bury(member, "it exited"));
  // The main thread asks by itself; a port must not keep the process alive.
  port1.unref();
  return member;
}

/** The kind of an error; its message is left out, since it may quote what was scanned. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return "code" in error ? String(error.code) : error.name;
}

function lost(path: string, cause: string): Problem {
  return {
    level: "error",
    code: "thread-lost",
    subject: path,
    message: `was not searched: the thread that had it and others at hand ended (${cause})`,
    hint: "Run it again with `--jobs 1`; if that fails, too, leave the file out of the scan and report it.",
  };
}
