import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Problem } from "../../core/source.ts";
import type { ScanReport } from "../../core/stages.ts";
import { createLooking } from "../../engine/looking.ts";
import type { EngineOptions } from "../../engine/options.ts";
import { conclude } from "../../engine/scan.ts";
import type { GitRepository } from "../../git/open-repository.ts";
import { searchHistory } from "../../history/search-history.ts";
import { heapBound } from "../bound-heap.ts";
import { listenForStop } from "../listen-for-stop.ts";
import type { PreparedScan } from "../prepare-scan.ts";
import type { ScanArguments } from "../scan-arguments.ts";
import { jobsOf } from "../search/jobs.ts";
import { type ThreadProgram, workerTask } from "../search/worker-task.ts";
import { stoppedProblem } from "../search-files.ts";
import { type Crew, startHelpers } from "./helpers.ts";
import { lookOnceMore } from "./look-once-more.ts";
import { knownOf } from "./remember.ts";

/** Bytes that new objects may take: packs are read into many that live for a while. */
const MOST_NEW_OBJECTS = 16 << 20;

/** Percent of garbage among old objects: cleaning more often saves an eighth of the memory, for a twentieth of the time. */
const MOST_GARBAGE = 30;

/** A repository whose history is to be searched. */
export interface OpenHistory {
  readonly repository: GitRepository;
  /** As people see it. */
  readonly subject: string;
}

/** Searches the history of a repository, which is closed afterwards. */
export async function scanHistory(
  args: ScanArguments,
  program: ThreadProgram,
  { repository, subject }: OpenHistory,
  prepared: PreparedScan,
): Promise<ScanReport> {
  const started = performance.now();
  const { config, range } = prepared;
  const options = withoutRulesOfNow(prepared.options);
  const stop = listenForStop();
  const boundHeap = heapBound(MOST_NEW_OBJECTS, MOST_GARBAGE);
  const known = knownOf(args, program, prepared, repository);
  let helpers: Crew | undefined;
  try {
    const { shown, problems, counts } = await searchHistory({
      repository,
      subject,
      isExcluded: config?.isExcluded ?? (() => false),
      pause() {
        boundHeap();
        return pause(() => stop.isStopped);
      },
      equip() {
        const module = new WebAssembly.Module(readFileSync(join(dirname(program.rules.index), "unpack.wasm")));
        helpers = startHelpers(jobsOf(args) - 1, { ...workerTask(args, range.root, program), unpacker: module });
        return { module, looking: createLooking(options), helpers };
      },
      ...(known.memory === undefined ? {} : { memory: known.memory }),
    });
    const look = lookOnceMore(shown, repository, options, subject, known.looks);
    if (!stop.isStopped) known.looks.keep();
    const notes = [...shallowNotes(repository), ...(stop.isStopped ? [stoppedProblem()] : [])];
    const { blobs, bytes, binary, excluded } = counts;
    const seen = { files: blobs, bytes, binary, link: 0, special: 0, excluded };
    return conclude({ seen, facts: look.facts, problems: [...problems, ...look.problems, ...notes] }, options, started);
  } finally {
    stop.done();
    await helpers?.dismiss();
    repository.close();
  }
}

/**
 * Policies, comments and most of the inventory are about how things are now; the inventory tells what has leaked, and that it
 * still works.
 */
function withoutRulesOfNow({ inventory, ...options }: EngineOptions): EngineOptions {
  const told =
    inventory === undefined ? {} : { inventory: { ...inventory, parsed: { ...inventory.parsed, problems: [] } } };
  const inventoryRules = options.inventoryRules.filter(({ meta }) => meta.id === LEAKED);
  return { ...options, ...told, policies: [], inventoryRules, suppressionRules: [] };
}

const LEAKED = "incident/leaked-still-declared";

/** Lets signals and messages of other threads come in. */
async function pause(isStopped: () => boolean): Promise<boolean> {
  await new Promise((resolved) => setImmediate(resolved));
  return isStopped();
}

function shallowNotes({ shallow }: { readonly shallow: ReadonlySet<string> }): Problem[] {
  if (shallow.size === 0) return [];
  return [
    {
      level: "note",
      code: "limit-reached",
      subject: "history",
      message: "is searched as far as this shallow clone goes, which does not have what came before",
      hint: "Fetch the rest with `git fetch --unshallow` (in a pipeline: `fetch-depth: 0`), then scan again.",
    },
  ];
}
