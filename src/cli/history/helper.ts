import { parentPort, threadId } from "node:worker_threads";
import { createLooking } from "../../engine/looking.ts";
import { openBulk } from "../../git/bulk/open-bulk.ts";
import { type BlobWork, blobWorker, partsOfBlobs } from "../../history/blob-work.ts";
import { type CommitWork, commitWorker, partsOfCommits } from "../../history/commit-work.ts";
import { nextPart } from "../../history/share.ts";
import { partsOfTrees, type TreeWork, treeWorker } from "../../history/tree-work.ts";
import { prepareScan } from "../prepare-scan.ts";
import type { HelperMessage, HelperTask } from "./helpers.ts";
import { prepareHistory } from "./prepare-history.ts";

type SharedWork = CommitWork | TreeWork | BlobWork;

/** A thread's life: it sets itself up as the main one did, and does parts of the work that it is given until it is ended. */
export async function serveHistory(task: HelperTask): Promise<void> {
  const { args, unpacker } = task;
  const history = prepareHistory(args, task);
  // What speaks of all findings together is the main thread's.
  const { options } = await prepareScan(args, task, { ...history, isWhole: false });
  const bulk = openBulk(unpacker, history.repository.objects);
  const looking = createLooking(options);
  const performerOf = (work: SharedWork): { readonly parts: number; perform(part: number): unknown } => {
    switch (work.kind) {
      case "commits":
        return { parts: partsOfCommits(work), perform: commitWorker(work, bulk, looking) };
      case "trees":
        return { parts: partsOfTrees(work), perform: treeWorker(work, bulk, `${threadId}`) };
      case "blobs":
        return { parts: partsOfBlobs(work), perform: blobWorker(work, bulk, looking) };
    }
  };
  const say = (message: HelperMessage): void => parentPort?.postMessage(message);
  parentPort?.on("message", (work: SharedWork) => {
    const { parts, perform } = performerOf(work);
    for (let part = nextPart(work.counter); part < parts; part = nextPart(work.counter))
      say({ part, result: perform(part) });
    say({ part: -1 });
  });
}
