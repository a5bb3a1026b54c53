import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Batch } from "../../../src/cli/search/batch.ts";
import { type Crew, startCrew } from "../../../src/cli/search/crew.ts";
import type { WorkerTask } from "../../../src/cli/search/worker-task.ts";
import { temporaryFolder, writeTree } from "../../sources/temporary.ts";

/** A crew of one whose thread runs `first`, then answers with the batch's id, and does what a file's name says. */
function crewOfOne(first = "") {
  const folder = temporaryFolder();
  writeTree(folder, {
    "program.mjs": `
      const DEEDS = {
        throw: () => { throw new TypeError("quotes a secret"); },
        exit: () => process.exit(),
      };
      export async function work({ port }) {
        ${first}
        port.on("message", ({ id, files }) => {
          for (const { found } of files) DEEDS[found.path]?.();
          port.postMessage({ id, outcomes: [] });
        });
        port.postMessage("ready");
      }`,
  });
  const taken: number[] = [];
  const lost: string[] = [];
  const missed: string[] = [];
  const task = { starter: join(folder, "program.mjs") } as WorkerTask;
  const crew = startCrew(1, task, {
    take: ({ id }) => void taken.push(id),
    lose: (ordinal, { code, subject, message }) => void lost.push(`${ordinal} ${code} ${subject} ${message}`),
    miss: (cause) => void missed.push(cause),
  });
  return { crew, taken, lost, missed };
}

function batch(id: number, ...paths: readonly string[]): Batch {
  const files = paths.map((path, index) => {
    return { ordinal: id * 10 + index, found: { type: "file", location: `/${path}`, path, named: false } } as const;
  });
  return { id, files };
}

/** Serves until the crew has nothing to do, and gives what it left in the queue. */
async function serveAll(crew: Crew, queue: Batch[]): Promise<number[]> {
  for (crew.serve(queue); !crew.isIdle; crew.serve(queue)) await setTimeout(2);
  await crew.dismiss();
  return queue.map(({ id }) => id);
}

describe("startCrew", () => {
  it("looks at all batches of a queue", async () => {
    const { crew, taken, lost } = crewOfOne();
    expect(await serveAll(crew, [batch(0, "a"), batch(1, "b"), batch(2, "c"), batch(3, "d")])).toEqual([]);
    expect([taken, lost]).toEqual([[0, 1, 2, 3], []]);
  });

  it("shares out what waits, and keeps one share back", async () => {
    const { crew, taken } = crewOfOne();
    const queue = Array.from({ length: 9 }, (_, id) => batch(id, "a"));
    crew.share(queue);
    expect(queue.map(({ id }) => id)).toEqual([4, 5, 6, 7, 8]);
    expect(await serveAll(crew, [])).toEqual([]);
    expect(taken).toEqual([0, 1, 2, 3]);
  });

  it.each([
    ["throw", "TypeError"],
    ["exit", "it exited"],
  ])(
    "names the files that a thread had that ended by %s, and gives back what it had not begun",
    async (deed, cause) => {
      const { crew, taken, lost } = crewOfOne();
      expect(await serveAll(crew, [batch(0, "a"), batch(1, "b", deed), batch(2, "c"), batch(3, "d")])).toEqual([2, 3]);
      const message = `was not searched: the thread that had it and others at hand ended (${cause})`;
      expect([taken, lost]).toEqual([[0], [`10 thread-lost b ${message}`, `11 thread-lost ${deed} ${message}`]]);
    },
  );

  it.each([
    ['throw new RangeError("quotes a secret");', "RangeError"],
    ["process.exit();", "it exited"],
  ])("gives back all batches where the thread ends before it is ready, by %s", async (first, cause) => {
    const { crew, taken, lost, missed } = crewOfOne(first);
    expect(await serveAll(crew, [batch(0, "a"), batch(1, "b"), batch(2, "c")])).toEqual([0, 1, 2]);
    expect([taken, lost, missed]).toEqual([[], [], [cause]]);
  });

  it("takes in what is done before it is dismissed", async () => {
    const { crew, taken, lost } = crewOfOne();
    crew.serve([batch(0, "a")]);
    await setTimeout(500);
    await crew.dismiss();
    expect([taken, lost]).toEqual([[0], []]);
  });
});
