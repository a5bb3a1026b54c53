import type { DocumentNode, Entry, Mapping, Scalar, ScalarStyle } from "../tree.ts";

/**
 * Makes nodes of what was read; offsets are in the text, and a scalar's are those of its content. A map or list without
 * brackets has no end of its own.
 */
export interface NodeMaker {
  scalar(value: string, style: ScalarStyle, start: number, end: number): Scalar;
  map(entries: readonly Entry[], start: number, end: number | undefined): Mapping;
  sequence(items: readonly DocumentNode[], start: number, end: number | undefined): DocumentNode;
}
