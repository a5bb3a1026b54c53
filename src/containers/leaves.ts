import { memberPath } from "../core/member-path.ts";
import { Allowance, LARGEST_CONTAINER, MOST_DEPTH } from "./allowance.ts";
import { arMembers } from "./ar.ts";
import { compressedMembers } from "./compressed.ts";
import type { ContainerKind } from "./container-kind.ts";
import { type ContainerFault, type Content, faultOf } from "./content.ts";
import { sevenZipMembers } from "./late-decoders.ts";
import { sortOf } from "./sort-of-content.ts";
import { tarMembers } from "./tar.ts";
import { zipMembers } from "./zip.ts";

/** A file in a container that is none itself, by its path in the outermost one. Its bytes may be a view. */
export interface Leaf {
  readonly type: "leaf";
  readonly inside: string;
  readonly bytes: Buffer;
}

/** What is wrong with a container: the outermost one, or that at `inside` in it. */
export interface LeafFault {
  readonly type: "fault";
  readonly inside: string | undefined;
  readonly fault: ContainerFault;
}

/** A container at hand: where it is in the outermost one, which is at no such place. */
interface Opened {
  readonly kind: ContainerKind;
  readonly bytes: Buffer;
  readonly inside: string | undefined;
  /** Containers around it, and itself. */
  readonly depth: number;
}

/**
 * All files in a container, those in containers within it included, in their order. `path` is its own; `bytes` must stay as they
 * are meanwhile. Whatever the bytes are, it ends, takes what an `Allowance` grants, and throws nothing.
 */
export function* leavesOf(kind: ContainerKind, bytes: Buffer, path: string): Generator<Leaf | LeafFault, void, void> {
  const allowance = new Allowance(bytes.length);
  // An archive may hold one name twice, and each content has a path of its own.
  const counts = new Map<string, number>();
  function* within({ kind: format, bytes: content, inside, depth }: Opened): Generator<Leaf | LeafFault, void, void> {
    if (content.length > LARGEST_CONTAINER || depth > MOST_DEPTH) {
      const why = depth > MOST_DEPTH ? `lies in ${MOST_DEPTH} other containers` : TOO_LARGE;
      yield { type: "fault", inside, fault: faultOf("limit", why) };
      return;
    }
    for (const one of membersOf(format, content, inside ?? path, allowance)) {
      if (one.type === "fault") {
        yield { type: "fault", inside, fault: one };
        continue;
      }
      const name = inside === undefined ? one.name : memberPath(inside, one.name);
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      const own = count === 1 ? name : `${name}:${count}`;
      const sort = sortOf(one.bytes);
      if (typeof sort === "string") yield { type: "leaf", inside: own, bytes: one.bytes };
      else if (sort.kind !== undefined)
        yield* within({ kind: sort.kind, bytes: one.bytes, inside: own, depth: depth + 1 });
      else yield { type: "fault", inside, fault: faultOf("unknown-method", `is packed as ${sort.closed}`, one.name) };
    }
  }
  yield* within({ kind, bytes, inside: undefined, depth: 1 });
}

/** What is said of a container with more bytes than one may have. */
export const TOO_LARGE = `is larger than the ${LARGEST_CONTAINER >> 20} MB that an archive may have`;

/** What lies directly in a container; `path` is its own. Containers in it come as they are. */
export function membersOf(kind: ContainerKind, bytes: Buffer, path: string, allowance: Allowance): Iterable<Content> {
  if (kind === "zip") return zipMembers(bytes, allowance);
  if (kind === "tar") return tarMembers(bytes, allowance);
  if (kind === "ar") return arMembers(bytes, allowance);
  if (kind === "7z") return sevenZipMembers(bytes, allowance);
  return compressedMembers(kind, bytes, path, allowance);
}
