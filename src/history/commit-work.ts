import type { Problem } from "../core/source.ts";
import { CommitReader, type CommitRows } from "../git/bulk/commit-rows.ts";
import type { Forest } from "../git/bulk/delta-walk.ts";
import { idOfNumber, looseNumbersOf, type ObjectSpace } from "../git/bulk/object-space.ts";
import type { Bulk } from "../git/bulk/open-bulk.ts";
import { GitError } from "../git/git-error.ts";
import type { ObjectId } from "../git/object-id.ts";
import type { ObjectStore } from "../git/objects/object-store.ts";
import { type Fault, faultOf } from "./faults.ts";
import { countParts, walkPart } from "./forest-parts.ts";
import type { Looking } from "./looking.ts";
import { searchMessage } from "./messages.ts";
import type { Work } from "./share.ts";

/** Commits of packs that are to be read, and their messages searched. */
export interface CommitWork extends Work {
  readonly kind: "commits";
  readonly space: ObjectSpace;
  readonly forests: readonly Forest[];
  readonly shallow: ReadonlySet<ObjectId>;
}

/** What came of some commits. */
export interface CommitResult {
  readonly rows: CommitRows;
  /** The identities of the secrets in a message, by number of its commit's object. */
  readonly messages: readonly (readonly [object: number, identities: readonly string[]])[];
  readonly faults: readonly Fault[];
  /** Commits that could not be read in bulk, and were read one by one. */
  readonly fallbacks: number;
  /** What went wrong in looking. */
  readonly problems: readonly Problem[];
}

/** Roots in a part. */
const PART = 1024;

export const partsOfCommits = ({ forests }: Pick<CommitWork, "forests">): number =>
  countParts({ forests, roots: PART });

/** Makes what does parts in this thread. */
export function commitWorker(
  { space, forests, shallow }: Omit<CommitWork, "counter" | "kind">,
  { walk }: Bulk,
  looking: Looking,
): (part: number) => CommitResult {
  return (part) => {
    const tally = new CommitTally(space, shallow, looking);
    const before = walk.fallbacks;
    walkPart({ space, forests, roots: PART }, part, walk, (first) => ({
      visit: ({ number, bytes }) => tally.read(first + number, bytes),
      lose: (_, error) => tally.lose(error),
    }));
    return tally.result(walk.fallbacks - before);
  };
}

/** Reads the commits that lie in files of their own. */
export function readLooseCommits(
  { space, shallow }: Pick<CommitWork, "space" | "shallow">,
  store: Pick<ObjectStore, "read">,
  looking: Looking,
): CommitResult {
  const tally = new CommitTally(space, shallow, looking);
  for (const object of looseNumbersOf(space, "commit")) {
    try {
      tally.read(object, store.read(idOfNumber(space, object)).bytes);
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      tally.lose(error);
    }
  }
  return tally.result(0);
}

class CommitTally {
  readonly #space: ObjectSpace;
  readonly #reader: CommitReader;
  readonly #looking: Looking;
  readonly #messages: [number, readonly string[]][] = [];
  readonly #faults: Fault[] = [];

  constructor(space: ObjectSpace, shallow: ReadonlySet<ObjectId>, looking: Looking) {
    this.#space = space;
    this.#reader = new CommitReader(space, shallow);
    this.#looking = looking;
  }

  read(object: number, bytes: Buffer): void {
    try {
      this.#reader.read(object, bytes);
      const nameOf = (): string => idOfNumber(this.#space, object);
      const identities = searchMessage(this.#looking, bytes, "commit", nameOf, this.#space.hash);
      if (identities.length > 0) this.#messages.push([object, identities]);
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      this.lose(error);
    }
  }

  lose(error: GitError): void {
    this.#faults.push(faultOf(error));
  }

  result(fallbacks: number): CommitResult {
    const problems = this.#looking.takeProblems();
    return { rows: this.#reader.rows(), messages: this.#messages, faults: this.#faults, fallbacks, problems };
  }
}
