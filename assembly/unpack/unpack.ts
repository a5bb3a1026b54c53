// What packs take to be read in bulk: a module of its own, with a memory that the caller divides up.
import { applyDelta, readSize, sizeEnd } from "./delta.ts";
import { inflate } from "./inflate.ts";
import { diffTrees } from "./trees.ts";

export { applyDelta, diffTrees, inflate, readSize, sizeEnd };
