import { type Origin, unitOf } from "../core/source.ts";
import type { GitError } from "../git/git-error.ts";
import type { Visitor, Walked } from "../git/bulk/delta-walk.ts";
import { anchorsIn, anchorsWithin } from "./anchors-within.ts";
import { carried, inOrder, isTouched, offsetOf, ruleOf, withNeighbours } from "./carried-anchors.ts";
import { focusOf, lineBefore, lineBehind } from "./focus.ts";
import type { Anchors, Looking, Sighting } from "./looking.ts";

/** Where blobs were met in the trees of all commits. */
export interface BlobPaths {
  /** Paths of a blob, in order; none where no commit has it, or nobody wants it. */
  pathsOf(blob: number): Int32Array;
  textOf(path: number): string;
}

/** Hears what a search finds. */
export interface BlobListener {
  found(blob: number, path: number, bytes: Uint8Array, sightings: readonly Sighting[]): void;
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

const ORIGIN: Origin = { kind: "file" };

/**
 * Searches the blobs of a pack as they are walked to. Of a delta whose base was searched under the same paths only what is new
 * is looked at, and what stands so near to it that a finding may rest on both; the rest was seen in the base.
 */
export class BlobSearch implements Visitor {
  readonly #looking: Looking;
  readonly #paths: BlobPaths;
  readonly #listener: BlobListener;
  readonly #first: number;
  /** Anchors of the blobs on the way to the one at hand, by depth; nothing where they are not known. */
  readonly #anchors: (Anchors | undefined)[] = [];
  readonly #inCode: boolean[] = [];

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

  visit({ number, depth, bytes, base, changes }: Walked): void {
    const blob = this.#first + number;
    const paths = this.#paths.pathsOf(blob);
    if (depth >= 0) this.#anchors[depth] = undefined;
    if (paths.length === 0) return;
    const transcoded = fromUtf16(bytes);
    const content = transcoded ?? bytes;
    if (transcoded === undefined && isBinary(bytes)) {
      this.#listener.skipped(blob);
      return;
    }
    this.#listener.searched(blob, content.length);
    const inCode = paths.every((path) => this.#looking.isCode(this.#paths.textOf(path)));
    const baseAnchors = depth > 0 ? this.#anchors[depth - 1] : undefined;
    const isKnown =
      transcoded === undefined &&
      changes !== undefined &&
      baseAnchors !== undefined &&
      content.length > SMALL &&
      (inCode || this.#inCode[depth - 1] === false) &&
      isSubset(paths, this.#paths.pathsOf(this.#first + base));
    let wanted: Anchors | undefined;
    if (isKnown) {
      const near = anchorsWithin(this.#looking, content, focusOf(content, changes), inCode);
      if (near !== undefined) {
        const all = inOrder([...near, ...carried(baseAnchors, changes, content.length)]);
        this.#anchors[depth] = all;
        wanted = withNeighbours(all, (anchor) => this.#isTouched(anchor, content, changes));
      }
    } else {
      wanted = anchorsIn(this.#looking, content, inCode);
      if (depth >= 0 && transcoded === undefined) this.#anchors[depth] = wanted;
    }
    if (depth >= 0) this.#inCode[depth] = inCode;
    if (wanted?.length === 0) return;
    for (const path of paths) {
      const unit = unitOf(this.#paths.textOf(path), content, ORIGIN);
      const sightings = this.#looking.sight(unit, wanted);
      if (sightings.length > 0) this.#listener.found(blob, path, content, sightings);
    }
  }

  /** Whether what a finding at an anchor rests on may have changed. */
  #isTouched(anchor: number, content: Buffer, changes: Uint32Array): boolean {
    const at = offsetOf(anchor);
    const reach = this.#looking.reachOf(ruleOf(anchor));
    if (isTouched(changes, at - reach, at + reach)) return true;
    const from = lineBefore(content, at, LINES);
    const to = lineBehind(content, at, LINES);
    return isTouched(changes, from === -1 ? at - IN_LINE : from, to === -1 ? at + IN_LINE : to);
  }
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
