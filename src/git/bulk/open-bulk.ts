import type { ObjectStore } from "../objects/object-store.ts";
import { DeltaWalk, STACK_ROOM, WALK_ROOM } from "./delta-walk.ts";
import { ObjectRing, RING_ROOM } from "./object-ring.ts";
import type { ObjectSpace } from "./object-space.ts";
import { PAGES_ROOM, PackPages } from "./pack-pages.ts";
import { DIFFERENCES_ROOM } from "./tree-changes.ts";
import { createUnpacker, type Unpacker } from "./unpacker.ts";

/** What reads packs in bulk, in one thread. */
export interface Bulk {
  readonly unpacker: Unpacker;
  readonly walk: DeltaWalk;
  /** Makes what reads the objects of a space in any order, once. A walk overwrites what it keeps: the one must be done before the other. */
  ringOf(space: ObjectSpace): ObjectRing;
  close(): void;
}

/** Bytes that are kept of what was read in any order: trees, of which the last few thousand serve as bases for the next. */
const RING = 24 << 20;

/** Makes what reads packs in bulk; `module` is the compiled unpacker. */
export function openBulk(module: WebAssembly.Module, store: Pick<ObjectStore, "read">): Bulk {
  const unpacker = createUnpacker(module, PAGES_ROOM + STACK_ROOM + WALK_ROOM + RING_ROOM + DIFFERENCES_ROOM);
  const pages = new PackPages(unpacker);
  const stack = unpacker.reserve(STACK_ROOM);
  const walk = new DeltaWalk(unpacker, pages, store, stack);
  return {
    unpacker,
    walk,
    ringOf: (space) => new ObjectRing(space, store, unpacker, pages, { at: stack, room: RING }),
    close: () => pages.close(),
  };
}
