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
  // Where each character has the bytes that UTF-8 gives it they need only be counted.
  if (Buffer.byteLength(text) === byteLength) countUtf8(text, view.byteAt(0), offsets);
  else for (let index = 0; index <= text.length; index++) offsets[index] = view.byteAt(index);
  return { at: (index) => offsets[Math.max(0, Math.min(index, text.length))] ?? 0, uniform: false };
}

/** Notes the byte offset of each character, of both halves of a pair that of the pair. */
function countUtf8(text: string, first: number, into: Uint32Array): void {
  let at = first;
  let isInPair = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (isInPair) {
      into[index] = into[index - 1] as number;
      isInPair = false;
      continue;
    }
    into[index] = at;
    isInPair = code >= 0xd800 && code < 0xdc00;
    at += code < 0x80 ? 1 : code < 0x800 ? 2 : isInPair ? 4 : 3;
  }
  into[text.length] = at;
}
