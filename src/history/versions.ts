import { createHash } from "node:crypto";
import { unitOf } from "../core/source.ts";
import type { ObjectRing } from "../git/bulk/object-ring.ts";
import { idOfNumber, type ObjectSpace } from "../git/bulk/object-space.ts";
import { GitError } from "../git/git-error.ts";
import type { ObjectStore } from "../git/objects/object-store.ts";
import { anchorsWithin } from "./anchors-within.ts";
import { fromUtf16, isBinary } from "./blob-search.ts";
import type { Changes } from "./changes.ts";
import { endAround, startAround } from "./focus.ts";
import { identitiesOf, type Looking } from "./looking.ts";
import type { PathSecret } from "./sightings.ts";

/** Changes of single paths: commits, and the contents that they brought. */
export type ChangesByPath = ReadonlyMap<number, ReadonlyMap<number, number>>;

/** Picks out the changes of some paths. */
export function changesOf({ commits, paths, contents, count }: Changes, wanted: Iterable<number>): ChangesByPath {
  const byPath = new Map<number, Map<number, number>>(Array.from(wanted, (path) => [path, new Map()]));
  for (let at = 0; at < count; at++) byPath.get(paths.at(at))?.set(commits.at(at), contents.at(at));
  return byPath;
}

/** Bytes before and behind a value in which that may lie which makes it a secret. */
const AROUND = 4096;

/** Reads contents of files as they are searched. */
export class Contents {
  readonly #space: ObjectSpace;
  readonly #ring: ObjectRing;
  readonly #store: Pick<ObjectStore, "read">;
  readonly #memory: Buffer;

  /** `memory` is what the ring reads into. */
  constructor(space: ObjectSpace, ring: ObjectRing, store: Pick<ObjectStore, "read">, memory: Buffer) {
    this.#space = space;
    this.#ring = ring;
    this.#store = store;
    this.#memory = memory;
  }

  /** The content with a number, valid until the next one is asked for; undefined where it is none that is searched. */
  read(content: number): Buffer | undefined {
    if (content < 0) return undefined;
    const bytes = this.#bytesOf(content);
    return bytes === undefined ? undefined : (fromUtf16(bytes) ?? (isBinary(bytes) ? undefined : bytes));
  }

  #bytesOf(content: number): Buffer | undefined {
    try {
      const { at, size } = this.#ring.read(content);
      return this.#memory.subarray(at, at + size);
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
    }
    try {
      return this.#store.read(idOfNumber(this.#space, content)).bytes;
    } catch (error) {
      if (!(error instanceof GitError)) throw error;
      // It was reported when it was to be searched.
      return undefined;
    }
  }
}

/**
 * Says which of the secrets of a path some content of it has. `seen` remembers that for the path: where a value stands among the
 * same text as in another version, it is the same.
 */
export function secretsIn(
  looking: Looking,
  path: string,
  content: Buffer,
  secrets: ReadonlyMap<string, PathSecret>,
  seen: Map<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const stretches: { from: number; to: number }[] = [];
  for (const { values } of secrets.values())
    for (const value of values)
      for (let at = content.indexOf(value, 0, "latin1"); at !== -1; at = content.indexOf(value, at + 1, "latin1")) {
        const from = startAround(content, Math.max(0, at - AROUND));
        stretches.push({ from, to: endAround(content, Math.min(content.length, at + value.length + AROUND)) });
      }
  if (stretches.length === 0) return new Set();
  stretches.sort((a, b) => a.from - b.from);
  const joined: number[] = [];
  for (const { from, to } of stretches) {
    const last = joined.length - 1;
    if (last > 0 && from <= (joined[last] as number)) joined[last] = Math.max(to, joined[last] as number);
    else joined.push(from, to);
  }
  const hash = createHash("sha1");
  for (let at = 0; at < joined.length; at += 2) hash.update(content.subarray(joined[at], joined[at + 1])).update("\0");
  const key = hash.digest("base64");
  const known = seen.get(key);
  if (known !== undefined) return known;
  const anchors = anchorsWithin(looking, content, joined, looking.isCode(path));
  const identities = identitiesOf(looking.look(unitOf(path, content), anchors));
  const found = new Set(identities.filter((identity) => secrets.has(identity)));
  seen.set(key, found);
  return found;
}
