import { describe, expect, it } from "vitest";
import type { Batch, BatchResult } from "../../../src/cli/search/batch.ts";
import type { Crew, Takers } from "../../../src/cli/search/crew.ts";
import { search } from "../../../src/cli/search/search.ts";
import type { Problem } from "../../../src/core/source.ts";
import { nothingSeen, type Outcome } from "../../../src/engine/outcome.ts";
import type { FoundEvent, FoundFile } from "../../../src/sources/walk.ts";

const problem = (subject: string, code: Problem["code"] = "malformed"): Problem => {
  return { level: "note", code, subject, message: "is odd", hint: "Mend it." };
};

/** An outcome that says which file it is of. */
const outcomeOf = ({ path }: FoundFile): Outcome => {
  return { seen: { ...nothingSeen(), files: 1 }, facts: [], problems: [problem(path)] };
};

function* manyFiles(count: number): Generator<FoundEvent> {
  for (let index = 0; index < count; index++) {
    const path = String(index);
    yield { type: "file", location: `/${path}`, path, named: false };
  }
}

/** A crew that answers in the wrong order, and late. */
async function slowCrew({ take }: Pick<Takers, "take">): Promise<Crew> {
  let held: Batch[] = [];
  return {
    serve(queue) {
      held.toReversed().forEach(({ id, files }) => {
        const outcomes = files.map(({ ordinal, found }) => ({ ordinal, outcome: outcomeOf(found) }));
        take({ id, outcomes: outcomes.toReversed() } satisfies BatchResult);
      });
      held = queue.splice(0, 3);
    },
    share: () => {},
    get isIdle() {
      return held.length === 0;
    },
    dismiss: async () => {},
  };
}

describe("search", () => {
  it("puts everything in the order of the files", async () => {
    const { seen, problems } = await search(manyFiles(3000), { lookAt: outcomeOf, startCrew: slowCrew });
    expect(problems.map(({ subject }) => Number(subject))).toEqual(Array.from({ length: 3000 }, (_, index) => index));
    expect(seen.files).toBe(3000);
  });

  it("gives files that were lost their place", async () => {
    const losing = async ({ lose }: Pick<Takers, "lose">): Promise<Crew> => ({
      serve(queue) {
        for (const { files } of queue.splice(0))
          files.forEach(({ ordinal, found }) => lose(ordinal, problem(found.path, "thread-lost")));
      },
      share: () => {},
      isIdle: true,
      dismiss: async () => {},
    });
    const { problems } = await search(manyFiles(1000), { lookAt: outcomeOf, startCrew: losing });
    expect(problems.map(({ subject }) => Number(subject))).toEqual(Array.from({ length: 1000 }, (_, index) => index));
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(["malformed", "thread-lost"]));
  });

  it("starts no threads where little is left, at the pace so far", async () => {
    const startsFor = async (count: number, msPerFile: number): Promise<number> => {
      let starts = 0;
      let looked = 0;
      const startCrew = (takers: Pick<Takers, "take">): Promise<Crew> => {
        starts++;
        return slowCrew(takers);
      };
      const lookAt = (found: FoundFile): Outcome => {
        looked++;
        return outcomeOf(found);
      };
      await search(manyFiles(count), { lookAt, startCrew, worked: () => looked * msPerFile });
      return starts;
    };
    expect(await startsFor(500, 1)).toBe(0);
    expect(await startsFor(500, 9)).toBe(1);
    expect(await startsFor(2000, 0)).toBe(1);
  });

  it("does what else there is once the others have something to look at", async () => {
    const told: string[] = [];
    const startCrew = async (takers: Pick<Takers, "take">): Promise<Crew> => {
      const crew = await slowCrew(takers);
      return { ...crew, share: () => void told.push("shared"), isIdle: true };
    };
    await search(manyFiles(2000), { lookAt: outcomeOf, startCrew, meanwhile: () => told.push("meanwhile") });
    expect(told).toEqual(["shared", "meanwhile"]);
  });

  it("finds only so many files ahead of the search", async () => {
    let [found, searched, most] = [0, 0, 0];
    const events = (function* () {
      for (const event of manyFiles(20_000)) {
        found++;
        most = Math.max(most, found - searched);
        yield event;
      }
    })();
    const onOutcome = ({ seen }: Outcome): void => void (searched += seen.files);
    await search(events, { lookAt: outcomeOf, startCrew: slowCrew, onOutcome });
    expect(searched).toBe(20_000);
    expect(most).toBeLessThan(3000);
  });

  it("listens while nothing but other things is found, and closes what finds them", async () => {
    let [isStopped, isClosed] = [false, false];
    const endless = (function* (): Generator<FoundEvent> {
      try {
        for (;;) yield { type: "skipped", path: "x", reason: "link" };
      } finally {
        isClosed = true;
      }
    })();
    setTimeout(() => (isStopped = true), 1);
    const { seen } = await search(endless, { lookAt: outcomeOf, isStopped: () => isStopped });
    expect(seen.link).toBeGreaterThan(0);
    expect(isClosed).toBe(true);
  });

  it("counts what was seen of a file in the middle of which it is stopped", async () => {
    let isStopped = false;
    let isLeft = false;
    const outcome = outcomeOf({ type: "file", location: "/x", path: "x", named: false });
    setTimeout(() => (isStopped = true), 1);
    const lookAt = () => ({ outcome, step: () => true, leave: () => void (isLeft = true) });
    const { seen, problems } = await search(manyFiles(2), { lookAt, isStopped: () => isStopped });
    expect([seen.files, problems.length, isLeft]).toEqual([1, 1, true]);
  });
});
