import type { ContainerKind } from "../containers/container-kind.ts";
import type { ContainerFault } from "../containers/content.ts";
import { sortOf } from "../containers/sort-of-content.ts";
import { unitOf } from "../core/source.ts";
import type { ContentKind } from "../core/structured-path.ts";
import type { Visitor, Walked } from "../git/bulk/delta-walk.ts";
import { GitError } from "../git/git-error.ts";
import { FAR, leadOf, offsetOf, ruleOf } from "./anchor.ts";
import { anchorsIn, anchorsWithin } from "./anchors-within.ts";
import { carriedCandidates, withCarried } from "./carried-anchors.ts";
import { fromUtf16, unitsInside } from "./content-units.ts";
import { focusOf } from "./focus.ts";
import { type Anchors, type Candidate, identitiesOf, type Looking } from "./looking.ts";
import { Touch } from "./touch.ts";

/** Where blobs were met in the trees of all commits. */
export interface BlobPaths {
  /** Paths of a blob, in order; none where no commit has it, or nobody wants it. */
  pathsOf(blob: number): Int32Array;
  textOf(path: number): string;
}

/** Hears what a search finds. */
export interface BlobListener {
  /** Hears of each secret in a blob, with its identity, under each path that it is one at. */
  found(blob: number, path: number, identity: string): void;
  searched(blob: number, bytes: number): void;
  /** Hears of a blob that is binary. */
  skipped(blob: number): void;
  lose(blob: number, error: GitError): void;
  /** Hears of an archive that cannot be opened, or not all of it. */
  closed(blob: number): void;
}

/** Blobs of no more are searched whole, which takes no longer than to look for what is new in them. */
const SMALL = 512;

/** What may be a secret in a blob under one of its paths. */
interface PathCandidate extends Candidate {
  readonly path: number;
}

/** What is known of a blob that was searched. */
interface Seen {
  readonly anchors: Anchors;
  readonly candidates: readonly PathCandidate[];
  readonly kind: ContentKind;
  readonly paths: Int32Array;
}

/** What was found in a blob; no anchors where they could not be told. */
interface Found {
  readonly anchors: Anchors | undefined;
  readonly candidates: readonly PathCandidate[];
}

/** A blob that is looked at. */
interface Looked {
  readonly content: Buffer;
  readonly paths: Int32Array;
  readonly kind: ContentKind;
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
    const sort = transcoded === undefined ? sortOf(bytes) : "text";
    if (typeof sort === "object" && sort.kind !== undefined) {
      this.#lookInside(sort.kind, blob, bytes, paths);
      return;
    }
    if (sort !== "text") {
      if (sort === "binary") this.#listener.skipped(blob);
      else this.#listener.closed(blob);
      return;
    }
    this.#listener.searched(blob, content.length);
    const kinds = Array.from(paths, (path) => this.#looking.kindOf(this.#textOf(path)));
    const looked: Looked = { content, paths, kind: Math.max(...kinds) as ContentKind };
    const base = transcoded === undefined && depth > 0 && content.length > SMALL ? this.#seen[depth - 1] : undefined;
    const { anchors, candidates } = this.#lookAtNew(looked, base, changes) ?? this.#lookAtAll(looked);
    for (const { path, identity } of candidates) if (identity !== undefined) this.#listener.found(blob, path, identity);
    if (depth >= 0 && transcoded === undefined && anchors !== undefined)
      this.#seen[depth] = { anchors, candidates, kind: looked.kind, paths };
  }

  /** What a container holds is looked at whole, whatever its base held: a change of one byte changes all that is compressed. */
  #lookInside(kind: ContainerKind, blob: number, bytes: Buffer, paths: Int32Array): void {
    this.#listener.searched(blob, bytes.length);
    for (const path of paths) {
      const name = this.#textOf(path);
      const miss = ({ fault, message }: ContainerFault): void => {
        if (fault === "limit") this.#listener.lose(blob, tooMuch(name, message));
        else this.#listener.closed(blob);
      };
      for (const unit of unitsInside(kind, bytes, name, miss))
        for (const identity of identitiesOf(this.#looking.look(unit, undefined)))
          this.#listener.found(blob, path, identity);
    }
  }

  #textOf(path: number): string {
    return this.#paths.textOf(path);
  }

  /** What a blob has where that is no other than its base has; nothing where that cannot be told. */
  #lookAtNew(looked: Looked, base: Seen | undefined, changes: Uint32Array | undefined): Found | undefined {
    const { content, paths, kind } = looked;
    if (base === undefined || changes === undefined || this.#isSecretByPath(looked)) return undefined;
    if (base.kind < kind || !isSubset(paths, base.paths)) return undefined;
    const near = anchorsWithin(this.#looking, content, focusOf(content, changes), kind);
    const candidates = carriedCandidates(base.candidates, changes, content.length);
    if (near === undefined || candidates === undefined) return undefined;
    const touch = new Touch(content, changes);
    for (const { span, reach } of candidates)
      if (touch.reaches(span.start, reach) || touch.reaches(span.end, reach)) return undefined;
    const anchors = withCarried(near, base.anchors, changes, content.length);
    const touched = anchors.filter((anchor) => {
      const rule = ruleOf(anchor);
      const lead = leadOf(anchor);
      const before = lead === FAR ? undefined : lead + this.#looking.marginOf(rule);
      return touch.reaches(offsetOf(anchor), this.#looking.reachOf(rule, kind), before);
    });
    if (touched.length > 0 && this.#candidatesAt(looked, touched).length > 0) return undefined;
    return { anchors, candidates: candidates.filter(({ path }) => paths.includes(path)) };
  }

  #lookAtAll(looked: Looked): Found {
    const anchors = anchorsIn(this.#looking, looked.content, looked.kind);
    const isNothing = anchors?.length === 0 && !this.#isSecretByPath(looked);
    return { anchors, candidates: isNothing ? [] : this.#candidatesAt(looked, anchors) };
  }

  #isSecretByPath({ content, paths }: Looked): boolean {
    return Array.from(paths).some((path) => this.#looking.isSecretByPath(this.#textOf(path), content.length));
  }

  #candidatesAt({ content, paths }: Looked, anchors: Anchors | undefined): PathCandidate[] {
    return Array.from(paths).flatMap((path) =>
      this.#looking.look(unitOf(this.#textOf(path), content), anchors).map((candidate) => ({ ...candidate, path })),
    );
  }
}

const tooMuch = (path: string, message: string): GitError =>
  new GitError("too-large", `${path} ${message}`, "Unpack it and scan the folder, where its content matters.");

function isSubset(some: Int32Array, all: Int32Array): boolean {
  return some.every((one) => all.includes(one));
}
