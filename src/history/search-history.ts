import { forestOf } from "../git/bulk/delta-walk.ts";
import { idBytesOf, idOfNumber, numbersOf, type ObjectSpace } from "../git/bulk/object-space.ts";
import { type Bulk, openBulk } from "../git/bulk/open-bulk.ts";
import { GitError } from "../git/git-error.ts";
import type { GitRepository } from "../git/open-repository.ts";
import { type Course, reachableFrom } from "./attribution.ts";
import { type BlobPathTable, blobPathsOf, type Gathered, gatherBlobPaths } from "./blob-paths.ts";
import { type BlobResult, BlobTally, type BlobWork, blobWorker, joinResults, partsOfBlobs } from "./blob-work.ts";
import { Faults } from "./faults.ts";
import type { HistoryResult } from "./history-result.ts";
import type { Looking } from "./looking.ts";
import { type Memory, stateOf } from "./memory.ts";
import { searchMessage } from "./messages.ts";
import { bitsOfPath, nothingSearched, Pairs, pairOf, type Searched } from "./pairs.ts";
import { tipsOf } from "./ref-tips.ts";
import { searchLoose } from "./search-loose.ts";
import { type Attention, type Helpers, newCounter, share } from "./share.ts";
import { showSecrets } from "./show.ts";
import { type BlobSighting, Sightings } from "./sightings.ts";
import { type Survey, surveyHistory } from "./survey.ts";
import { traceSecrets } from "./trace.ts";

/** What a search takes. */
export interface Equipment {
  /** The compiled unpacker. */
  readonly module: WebAssembly.Module;
  readonly looking: Looking;
  readonly helpers: Helpers;
}

/** What is searched, and how. */
export interface HistoryOptions {
  readonly repository: GitRepository;
  /** The repository as people see it. */
  readonly subject: string;
  readonly isExcluded: (path: string) => boolean;
  /** Makes what a search takes, where there is something to be searched. */
  equip(): Equipment;
  pause: Attention["pause"];
  /** What is remembered of earlier searches, where anything may be. */
  readonly memory?: Memory;
}

/** Searches everything that a repository ever held, and tells when each secret came and went. */
export async function searchHistory(options: HistoryOptions): Promise<HistoryResult> {
  const { repository, memory } = options;
  const remembered = memory?.read();
  const whole = remembered?.whole;
  // Before anything is read: what is pushed meanwhile is for the next time.
  const state = memory === undefined ? "" : stateOf(repository) + memory.circumstances;
  if (whole?.state === state) {
    const { result } = whole;
    return { ...result, counts: { ...result.counts, blobs: 0, bytes: 0, binary: 0 } };
  }
  const { module, looking, helpers } = options.equip();
  const bulk = openBulk(module, repository.objects);
  const attention: Attention = { helpers, pause: options.pause };
  try {
    return await searchWith(
      { ...options, looking, attention, bulk },
      state,
      remembered?.searched() ?? nothingSearched(),
    );
  } finally {
    bulk.close();
  }
}

/** What the steps of a search need. */
interface Search extends HistoryOptions {
  readonly looking: Looking;
  readonly attention: Attention;
  readonly bulk: Bulk;
}

async function searchWith(search: Search, state: string, searched: Searched): Promise<HistoryResult> {
  const { repository, looking, subject, attention, memory, bulk } = search;
  const { objects: store } = repository;
  const faults = new Faults(subject);
  const sightings = new Sightings();

  // What there is: commits with their messages, and what each changed.
  const onMessage = (object: number, identities: readonly string[]): void => sightings.addMessage(object, identities);
  const survey = await surveyHistory(repository, { bulk, looking, faults, attention, onMessage });
  const { space, commits, order } = survey;
  searchTags(search, survey, sightings, faults);

  // What is in it: all contents, each under the paths that it ever had.
  const gathered = gatherBlobPaths(survey, search.isExcluded, searched);
  const { table, excluded } = gathered;
  const seen = await searchBlobs(search, survey, table);
  const found = [...gathered.sightings, ...seen.sightings];
  for (const sighting of found) sightings.add(sighting);
  faults.fallbacks += seen.fallbacks;
  faults.closed += seen.closed;
  for (const fault of seen.faults) faults.note(fault);
  for (const problem of seen.problems) faults.add(problem);

  // When each secret came and went.
  const paths = blobPathsOf(table);
  const tips = tipsOf(repository, space, commits.commitOf, (error) => faults.note(error));
  const course: Course = { commits, order, tips, reachable: reachableFrom(commits, order, tips) };
  const secrets = traceSecrets({ survey, course, sightings, textOf: paths.textOf });
  const shown = showSecrets({ repository, survey, textOf: paths.textOf }, secrets);
  for (const fault of store.faults) faults.note(fault);
  for (const problem of looking.takeProblems()) faults.add(problem);
  const { blobs, bytes, binary } = seen;
  const result: HistoryResult = {
    shown,
    problems: faults.problems((object) => isPromised(repository, object)),
    counts: { blobs, bytes, binary, commits: commits.count, excluded },
  };
  if (memory !== undefined && !(await attention.pause())) {
    const known = searchedOf(space, searched.key, gathered, found, seen.lost);
    memory.write({
      whole: faults.isLasting ? { state, result } : undefined,
      searched: () => known,
    });
  }
  return result;
}

async function searchBlobs(
  { repository: { objects: store }, looking, attention, bulk }: Search,
  { space }: Survey,
  table: BlobPathTable,
): Promise<BlobResult> {
  const { starts } = table;
  const forests = space.packs.map((entries, pack) => {
    const first = space.starts[pack] as number;
    const isWanted = (entry: number): boolean =>
      (starts[first + entry + 1] as number) > (starts[first + entry] as number);
    return forestOf(entries, "blob", isWanted);
  });
  const work: BlobWork = { kind: "blobs", counter: newCounter(), space, forests, paths: table };
  const results = await share(work, partsOfBlobs(work), blobWorker(work, bulk, looking), attention);
  const loose = new BlobTally();
  searchLoose(space, store, looking, blobPathsOf(table), loose);
  return joinResults([...results, loose.result(looking, 0)]);
}

/** What is known from now on: all contents with their paths but those that nobody could read, and the secrets that some have. */
function searchedOf(
  space: ObjectSpace,
  key: string,
  { table, pairs }: Gathered,
  sightings: readonly BlobSighting[],
  lost: readonly number[],
): Searched {
  const { pathsOf, textOf } = blobPathsOf(table);
  const pairAt = (content: number, path: number): number => {
    const { ids, at } = idBytesOf(space, content);
    return pairOf(ids, at, bitsOfPath(key, textOf(path)));
  };
  const unread = new Set(lost.flatMap((blob) => Array.from(pathsOf(blob), (path) => pairAt(blob, path))));
  const secrets = new Map<number, string[]>();
  for (const { content, path, identity } of sightings) {
    const pair = pairAt(content, path);
    const known = secrets.get(pair);
    if (known === undefined) secrets.set(pair, [identity]);
    else if (!known.includes(identity)) known.push(identity);
  }
  return { key, pairs: new Pairs(pairs.filter((pair) => !unread.has(pair)).sort()), secrets };
}

function isPromised({ objects }: GitRepository, object: string): boolean {
  try {
    objects.info(object);
    return false;
  } catch (error) {
    return error instanceof GitError && error.fault === "missing-promised";
  }
}

function searchTags({ repository, looking }: Search, survey: Survey, sightings: Sightings, faults: Faults): void {
  const { objects: store, hash } = repository;
  const { space } = survey;
  for (const object of numbersOf(space, "tag")) {
    const id = idOfNumber(space, object);
    try {
      const bytes = store.readAs(id, "tag");
      sightings.addMessage(
        object,
        searchMessage(looking, bytes, "tag", () => id, hash),
      );
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      faults.note(error);
    }
  }
}
