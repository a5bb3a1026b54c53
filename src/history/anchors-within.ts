import type { ContentKind } from "../core/structured-path.ts";
import { anchorOf } from "./anchor.ts";
import { inOrder } from "./carried-anchors.ts";
import type { Anchors, Looking } from "./looking.ts";

/** Put between stretches, so that nothing is found across two. */
const GAP = Buffer.from("\n\0\n\0\n\0\n");

/** All anchors of some content; nothing where they cannot be told. */
export function anchorsIn(looking: Looking, content: Buffer, kind: ContentKind): Anchors | undefined {
  const { buffer } = looking;
  if (buffer === undefined || content.length > buffer.length) return undefined;
  content.copy(buffer);
  const found: number[] = [];
  const note = (rule: number, at: number, lead: number): void => void found.push(anchorOf(at, rule, lead));
  return looking.anchors(content.length, kind, note) ? inOrder(found) : undefined;
}

/** The anchors in stretches of some content, pairs of offsets in order; nothing where they cannot be told. */
export function anchorsWithin(
  looking: Looking,
  content: Buffer,
  stretches: readonly number[],
  kind: ContentKind,
): Anchors | undefined {
  const { buffer } = looking;
  if (buffer === undefined) return undefined;
  // Where each stretch is put.
  const puts: number[] = [];
  let filled = 0;
  for (let at = 0; at < stretches.length; at += 2) {
    const [from, to] = [stretches[at] as number, stretches[at + 1] as number];
    if (filled + to - from + GAP.length > buffer.length) return undefined;
    puts.push(filled);
    filled += content.copy(buffer, filled, from, to);
    filled += GAP.copy(buffer, filled);
  }
  const found: number[] = [];
  const note = (rule: number, at: number, lead: number): void => {
    let stretch = puts.length - 1;
    while ((puts[stretch] as number) > at) stretch--;
    found.push(anchorOf(at - (puts[stretch] as number) + (stretches[stretch * 2] as number), rule, lead));
  };
  return filled === 0 || looking.anchors(filled, kind, note) ? inOrder(found) : undefined;
}
