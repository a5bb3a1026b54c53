import { unitOf } from "../core/source.ts";
import type { Visitor, Walked } from "../git/bulk/delta-walk.ts";
import type { GitError } from "../git/git-error.ts";
import { anchorsIn, anchorsWithin } from "./anchors-within.ts";
import { carried, carriedCandidate, inOrder, isTouched, offsetOf, ruleOf } from "./carried-anchors.ts";
import { focusOf, lineBefore, lineBehind } from "./focus.ts";
import type { Anchors, Candidate, Looking } from "./looking.ts";

/** Where blobs were met in the trees of all commits. */
export interface BlobPaths {
  /** Paths of a blob, in order; none where no commit has it, or nobody wants it. */
  pathsOf(blob: number): Int32Array;
  textOf(path: number): string;
}

/** Hears what a search finds. */
export interface BlobListener {
  found(blob: number, path: number, bytes: Uint8Array, secrets: readonly Candidate[]): void;
  searched(blob: number, bytes: number): void;
  /** Hears of a blob that is binary. */
  skipped(blob: number): void;
  lose(blob: number, error: GitError): void;
}

/** A NUL this close to the start makes a file binary. */
const BINARY_HEAD = 8 << 10;
/** Blobs of no more are searched whole, which takes no longer than to look for what is new in them. */
const SMALL = 2048;

/** Lines that may matter to a name and its value: their own, and three on either side. */
const LINES = 4;
/** Bytes that may matter where lines are very long. */
const IN_LINE = 1400;

/** What is known of a blob that was searched. */
interface Seen {
  readonly anchors: Anchors;
  /** What may be secrets in it, under any of its paths. */
  readonly candidates: readonly Candidate[];
  readonly inCode: boolean;
  readonly paths: Int32Array;
}

/** A blob that is looked at. */
interface Looked {
  readonly content: Buffer;
  readonly paths: Int32Array;
  readonly inCode: boolean;
}

/**
 * Searches the blobs of a pack as they are walked to. Of a delta whose base was searched under the same paths only what is new
 * is looked at, and what rests on it. Where that holds nothing that may be a secret, and nothing that may be one in the base
 * rests on what has changed, the blob has what its base has; else all of it is looked at.
 */
export class BlobSearch implements Visitor {
  readonly #looking: Looking;
  readonly #paths: BlobPaths;
  readonly #listener: BlobListener;
  readonly #first: number;
  /** The blobs on the way to the one at hand, by depth; nothing where one was not searched. */
  readonly #seen: (Seen | undefined)[] = [];

  /** `first` is the number of the pack's first entry among all objects. */
  constructor(looking: Looking, paths: BlobPaths, listener: BlobListener, first: number) {
    this.#looking = looking;
    this.#paths = paths;
    this.#listener = listener;
    this.#first = first;
  }

  lose(number: number, error: GitError): void {
    this.#listener.lose(this.#first + number, error);
  }

  visit({ number, depth, bytes, changes }: Walked): void {
    const blob = this.#first + number;
    const paths = this.#paths.pathsOf(blob);
    if (depth >= 0) this.#seen[depth] = undefined;
    if (paths.length === 0) return;
    const transcoded = fromUtf16(bytes);
    const content = transcoded ?? bytes;
    if (transcoded === undefined && isBinary(bytes)) {
      this.#listener.skipped(blob);
      return;
    }
    this.#listener.searched(blob, content.length);
    const looked: Looked = { content, paths, inCode: paths.every((path) => this.#looking.isCode(this.#textOf(path))) };
    const base = transcoded === undefined && depth > 0 && content.length > SMALL ? this.#seen[depth - 1] : undefined;
    const seen = this.#lookAtNew(looked, base, changes) ?? this.#lookAtAll(blob, looked);
    if (depth >= 0 && transcoded === undefined) this.#seen[depth] = seen;
  }

  #textOf(path: number): string {
    return this.#paths.textOf(path);
  }

  /** What is known of a blob where it has no other secrets than its base; nothing where that cannot be told. */
  #lookAtNew(looked: Looked, base: Seen | undefined, changes: Uint32Array | undefined): Seen | undefined {
    const { content, paths, inCode } = looked;
    if (base === undefined || changes === undefined) return undefined;
    if ((base.inCode && !inCode) || !isSubset(paths, base.paths)) return undefined;
    const near = anchorsWithin(this.#looking, content, focusOf(content, changes), inCode);
    if (near === undefined) return undefined;
    const anchors = inOrder([...near, ...carried(base.anchors, changes, content.length)]);
    const touched = anchors.filter((anchor) =>
      isTouchedAt(content, changes, offsetOf(anchor), this.#looking.reachOf(ruleOf(anchor))),
    );
    const candidates = untouchedOf(base.candidates, content, changes);
    const isNothingNew =
      candidates !== undefined && (touched.length === 0 || this.#candidatesAt(looked, touched).length === 0);
    return isNothingNew ? { anchors, candidates, inCode, paths } : undefined;
  }

  #lookAtAll(blob: number, looked: Looked): Seen | undefined {
    const { content, inCode, paths } = looked;
    const anchors = anchorsIn(this.#looking, content, inCode);
    if (anchors?.length === 0) return { anchors, candidates: [], inCode, paths };
    const candidates = this.#candidatesAt(looked, anchors, (path, found) => {
      const secrets = found.filter(({ identity }) => identity !== undefined);
      if (secrets.length > 0) this.#listener.found(blob, path, content, secrets);
    });
    return anchors === undefined ? undefined : { anchors, candidates, inCode, paths };
  }

  #candidatesAt(
    { content, paths }: Looked,
    anchors: Anchors | undefined,
    note: (path: number, found: readonly Candidate[]) => void = () => {},
  ): Candidate[] {
    return Array.from(paths).flatMap((path) => {
      const found = this.#looking.look(unitOf(this.#textOf(path), content), anchors);
      note(path, found);
      return found;
    });
  }
}

/** Whether what a match rests on may have changed that has its anchor or value at an offset. */
function isTouchedAt(content: Buffer, changes: Uint32Array, at: number, reach: number): boolean {
  if (isTouched(changes, at - reach, at + reach)) return true;
  const from = lineBefore(content, at, LINES);
  const to = lineBehind(content, at, LINES);
  return isTouched(changes, from === -1 ? at - IN_LINE : from, to === -1 ? at + IN_LINE : to);
}

/** What may be secrets in a base as they lie in what is a delta on it; nothing where one of them rests on what has changed. */
function untouchedOf(
  candidates: readonly Candidate[],
  content: Buffer,
  changes: Uint32Array,
): readonly Candidate[] | undefined {
  const untouched: Candidate[] = [];
  for (const candidate of candidates) {
    const copies = [...carriedCandidate(candidate, changes, content.length)];
    const isTouchedHere = ({ span: { start, end }, reach }: Candidate): boolean =>
      isTouchedAt(content, changes, start, reach) || isTouchedAt(content, changes, end, reach);
    if (copies.length === 0 || copies.some(isTouchedHere)) return undefined;
    untouched.push(...copies);
  }
  return untouched;
}

export const isBinary = (bytes: Uint8Array): boolean => bytes.subarray(0, BINARY_HEAD).includes(0);

function isSubset(some: Int32Array, all: Int32Array): boolean {
  return some.every((one) => all.includes(one));
}

/** Text of content that begins with the mark of UTF-16, in UTF-8; nothing of other content. */
export function fromUtf16(bytes: Buffer): Buffer | undefined {
  const isLittle = bytes[0] === 0xff && bytes[1] === 0xfe;
  const isBig = bytes[0] === 0xfe && bytes[1] === 0xff;
  if (!isLittle && !isBig) return undefined;
  return Buffer.from(new TextDecoder(isLittle ? "utf-16le" : "utf-16be").decode(bytes));
}
