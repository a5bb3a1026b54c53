import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Problem } from "../../core/source.ts";
import type { ScanReport } from "../../core/stages.ts";
import type { Facts } from "../../engine/facts.ts";
import { createInspect } from "../../engine/inspect-unit.ts";
import { createLooking } from "../../engine/looking.ts";
import type { EngineOptions } from "../../engine/options.ts";
import { conclude } from "../../engine/scan.ts";
import type { GitRepository } from "../../git/open-repository.ts";
import type { Memory } from "../../history/memory.ts";
import { searchHistory } from "../../history/search-history.ts";
import type { Shown } from "../../history/show.ts";
import { listenForStop } from "../listen-for-stop.ts";
import type { PreparedScan } from "../prepare-scan.ts";
import type { ScanArguments } from "../scan-arguments.ts";
import { jobsOf } from "../search/jobs.ts";
import { type ThreadProgram, workerTask } from "../search/worker-task.ts";
import { stoppedProblem } from "../search-files.ts";
import { memoryIn } from "./cache-file.ts";
import { startHelpers } from "./helpers.ts";

/** A repository whose history is to be searched. */
export interface OpenHistory {
  readonly repository: GitRepository;
  /** Absolute folder in it, and the same as people see it. */
  readonly start: string;
  readonly shown: string;
}

/** Searches the history of a repository, which is closed afterwards. */
export async function scanHistory(
  args: ScanArguments,
  program: ThreadProgram,
  { repository, shown }: OpenHistory,
  prepared: PreparedScan,
): Promise<ScanReport> {
  const started = performance.now();
  const { config, range } = prepared;
  const options = withoutRulesOfNow(prepared.options);
  const unpacker = new WebAssembly.Module(readFileSync(join(dirname(program.rules.index), "unpack.wasm")));
  const jobs = jobsOf(args);
  const helpers = jobs > 1 ? startHelpers(jobs - 1, { ...workerTask(args, range.root, program), unpacker }) : undefined;
  const stop = listenForStop();
  const look = lookOnceMore(options);
  try {
    const { problems, counts } = await searchHistory({
      repository,
      subject: shown,
      module: unpacker,
      looking: createLooking(options),
      isExcluded: config?.isExcluded ?? (() => false),
      attention: { helpers, pause: () => pause(() => stop.isStopped) },
      show: look.show,
      ...(args.cache ? { memory: memoryOf(args, program, prepared, repository) } : {}),
    });
    const { blobs, bytes, binary, excluded } = counts;
    const seen = { files: blobs, bytes, binary, link: 0, special: 0, excluded };
    const notes = [...shallowNotes(repository), ...(stop.isStopped ? [stoppedProblem()] : [])];
    return conclude({ seen, facts: look.facts, problems: [...problems, ...notes] }, options, started);
  } finally {
    stop.done();
    await helpers?.dismiss();
    repository.close();
  }
}

/** Inventory, policies and comments are about how things are now. */
function withoutRulesOfNow({ inventory: _, ...options }: EngineOptions): EngineOptions {
  return { ...options, policies: [], inventoryRules: [], suppressionRules: [] };
}

/** Lets signals and messages of other threads come in. */
async function pause(isStopped: () => boolean): Promise<boolean> {
  await new Promise((resolved) => setImmediate(resolved));
  return isStopped();
}

/** Looks at what is to be shown; of each content only the secrets that are to be shown there, each once. */
function lookOnceMore(options: EngineOptions): { readonly facts: Facts[]; show(shown: Shown): readonly number[] } {
  const inspect = createInspect({ ...options, platforms: [] });
  const facts: Facts[] = [];
  return {
    facts,
    show({ unit, wanted }) {
      const found = inspect(unit);
      const which = wanted instanceof Set ? placesOf(found, wanted) : (wanted as readonly number[]);
      const findings = which.flatMap((place) => found.findings[place] ?? []);
      facts.push({ ...found, findings });
      return which;
    },
  };
}

/** Where the first finding of each identity stands. */
function placesOf({ findings }: Facts, identities: ReadonlySet<string>): number[] {
  return [...identities]
    .map((wanted) => findings.findIndex(({ identity }) => identity === wanted))
    .filter((place) => place !== -1)
    .sort((a, b) => a - b);
}

/** Where results are kept; all that they rest on is part of the name, so that they hold for nothing else. */
function memoryOf(
  { preset, rules: ids, minConfidence }: ScanArguments,
  { env, version, rules }: ThreadProgram,
  { config, options: { salt, asOf } }: PreparedScan,
  { common }: GitRepository,
): Memory {
  const settings = JSON.stringify({ version, preset, ids, minConfidence });
  const texts = config?.texts ?? [];
  // An exclusion of the configuration may end on a day.
  const circumstances = config === undefined ? "" : ` ${asOf}`;
  const key = [settings, salt, readFileSync(rules.index), readFileSync(rules.secrets), ...texts];
  return { ...memoryIn(env, common, key), circumstances };
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
