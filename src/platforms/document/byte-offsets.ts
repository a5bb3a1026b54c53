import type { TextView } from "../../core/text.ts";

/** Turns a string offset in a document's text into a byte offset in its unit. */
export interface ByteOffsets {
  at(index: number): number;
  /** Whether all characters are one byte wide, so that offsets advance alike. */
  readonly uniform: boolean;
}

/** Byte offsets of a decoded text, for questions in any order. */
export function byteOffsets(view: TextView, byteLength: number): ByteOffsets {
  const { text } = view;
  if (byteLength === text.length) return { at: (index) => view.byteAt(index), uniform: true };
  const offsets = new Uint32Array(text.length + 1);
  for (let index = 0; index <= text.length; ) {
    const width = (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
    offsets.fill(view.byteAt(index), index, index + width);
    index += width;
  }
  return { at: (index) => offsets[Math.max(0, Math.min(index, text.length))] ?? 0, uniform: false };
}
