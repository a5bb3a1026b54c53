import type { Problem } from "../core/source.ts";
import type { Forest } from "../git/bulk/delta-walk.ts";
import type { ObjectSpace } from "../git/bulk/object-space.ts";
import type { Bulk } from "../git/bulk/open-bulk.ts";
import type { GitError } from "../git/git-error.ts";
import { type BlobPathTable, blobPathsOf } from "./blob-paths.ts";
import { type BlobListener, BlobSearch } from "./blob-search.ts";
import { type Fault, faultOf } from "./faults.ts";
import { countParts, walkPart } from "./forest-parts.ts";
import type { Looking } from "./looking.ts";
import type { Work } from "./share.ts";
import type { BlobSighting } from "./sightings.ts";

/** Blobs of packs that are to be searched; a part is some roots of one pack, and all that rests on them. */
export interface BlobWork extends Work {
  readonly kind: "blobs";
  readonly space: ObjectSpace;
  readonly forests: readonly Forest[];
  readonly paths: BlobPathTable;
}

/** What came of some blobs. */
export interface BlobResult {
  readonly sightings: readonly BlobSighting[];
  readonly blobs: number;
  readonly bytes: number;
  readonly binary: number;
  /** Archives that could not be opened, or not all of them. */
  readonly closed: number;
  readonly faults: readonly Fault[];
  /** Blobs that could not be read. */
  readonly lost: readonly number[];
  /** Blobs that could not be read in bulk, and were read one by one. */
  readonly fallbacks: number;
  /** What went wrong in looking. */
  readonly problems: readonly Problem[];
}

/** Roots in a part. */
const PART = 48;

export const partsOfBlobs = ({ forests }: Pick<BlobWork, "forests">): number => countParts({ forests, roots: PART });

/** Gathers what a search of blobs hears. */
export class BlobTally implements BlobListener {
  readonly sightings: BlobSighting[] = [];
  readonly faults: Fault[] = [];
  readonly lost: number[] = [];
  blobs = 0;
  bytes = 0;
  binary = 0;
  readonly #closed = new Set<number>();

  found(content: number, path: number, identity: string): void {
    this.sightings.push({ path, content, identity });
  }

  searched(_: number, bytes: number): void {
    this.blobs++;
    this.bytes += bytes;
  }

  skipped(): void {
    this.binary++;
  }

  closed(blob: number): void {
    this.#closed.add(blob);
  }

  lose(blob: number, error: GitError): void {
    this.lost.push(blob);
    this.faults.push(faultOf(error));
  }

  /** The same as plain data; `looking` is what looked. */
  result(looking: Looking, fallbacks: number): BlobResult {
    const { sightings, blobs, bytes, binary, faults, lost } = this;
    const closed = this.#closed.size;
    return { sightings, blobs, bytes, binary, closed, faults, lost, fallbacks, problems: looking.takeProblems() };
  }
}

/** Makes what does parts in this thread. */
export function blobWorker(
  { space, forests, paths: table }: Omit<BlobWork, "counter" | "kind">,
  { walk }: Bulk,
  looking: Looking,
): (part: number) => BlobResult {
  const paths = blobPathsOf(table);
  return (part) => {
    const tally = new BlobTally();
    const before = walk.fallbacks;
    walkPart({ space, forests, roots: PART }, part, walk, (first) => new BlobSearch(looking, paths, tally, first));
    return tally.result(looking, walk.fallbacks - before);
  };
}

/** The results of many parts as one. */
export function joinResults(results: readonly BlobResult[]): BlobResult {
  const sum = (key: "blobs" | "bytes" | "binary" | "closed" | "fallbacks"): number =>
    results.reduce((total, result) => total + result[key], 0);
  return {
    sightings: results.flatMap(({ sightings }) => sightings),
    blobs: sum("blobs"),
    bytes: sum("bytes"),
    binary: sum("binary"),
    closed: sum("closed"),
    fallbacks: sum("fallbacks"),
    faults: results.flatMap(({ faults }) => faults),
    lost: results.flatMap(({ lost }) => lost),
    problems: results.flatMap(({ problems }) => problems),
  };
}
