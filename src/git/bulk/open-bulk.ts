import type { ObjectStore } from "../objects/object-store.ts";
import { DeltaWalk, WALK_ROOM } from "./delta-walk.ts";
import { ObjectRing, ringRoom } from "./object-ring.ts";
import type { ObjectSpace } from "./object-space.ts";
import { PAGES_ROOM, PackPages } from "./pack-pages.ts";
import { DIFFERENCES_ROOM } from "./tree-changes.ts";
import { createUnpacker, type Unpacker } from "./unpacker.ts";

/** What reads packs in bulk, in one thread. */
export interface Bulk {
  readonly unpacker: Unpacker;
  readonly walk: DeltaWalk;
  /** What reads the objects of a space in any order, made on the first call. */
  ringOf(space: ObjectSpace): ObjectRing;
  close(): void;
}

/** Bytes that are kept of what was read in any order: trees, of which the last few thousand serve as bases for the next. */
const RING = 24 << 20;

/** Makes what reads packs in bulk; `module` is the compiled unpacker. */
export function openBulk(module: WebAssembly.Module, store: Pick<ObjectStore, "read">): Bulk {
  const unpacker = createUnpacker(module, PAGES_ROOM + WALK_ROOM + ringRoom(RING) + DIFFERENCES_ROOM);
  const pages = new PackPages(unpacker);
  const walk = new DeltaWalk(unpacker, pages, store);
  let ring: ObjectRing | undefined;
  return {
    unpacker,
    walk,
    ringOf: (space) => (ring ??= new ObjectRing(space, store, unpacker, pages, RING)),
    close: () => pages.close(),
  };
}
