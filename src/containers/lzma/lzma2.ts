import type { Ended, Growing } from "../growing.ts";
import { contextsOf, LzmaDecoder } from "./lzma-decoder.ts";

/** How a stream of chunks ended, and the first place that was not read. */
export interface EndedAt {
  readonly ended: Ended;
  readonly at: number;
}

/** First bytes of chunks: the end, bytes as they are (the first of the two begins a dictionary), and what is compressed. */
const END = 0;
const PLAIN_ANEW = 1;
const PLAIN = 2;
const COMPRESSED = 0x80;

/** Decodes LZMA2: chunks of LZMA, or of bytes as they are, each with its sizes in front. */
export function decodeLzma2(input: Uint8Array, from: number, out: Growing): EndedAt {
  const decoder = new LzmaDecoder(out);
  for (let at = from; ; ) {
    const first = input[at];
    if (first === undefined) return { ended: "cut", at };
    if (first === END) return { ended: "whole", at: at + 1 };
    if (first < COMPRESSED) {
      if (first > PLAIN) return { ended: "malformed", at };
      if (first === PLAIN_ANEW) decoder.forget();
      const ended = copyPlain(input, at, out);
      if (ended.ended !== "whole") return ended;
      at = ended.at;
      continue;
    }
    const size = (((first & 0x1f) << 16) | number16(input, at + 1)) + 1;
    // What is to be set back: nothing, the state, the contexts too, and the dictionary too.
    const mode = (first >> 5) & 3;
    const start = at + (mode >= 2 ? 6 : 5);
    if (start > input.length) return { ended: "cut", at };
    const contexts = mode >= 2 ? contextsOf(input[at + 5] as number) : undefined;
    if (mode >= 2 && contexts === undefined) return { ended: "malformed", at };
    if (mode === 3) decoder.forget();
    if (mode >= 1) decoder.restart(contexts);
    const next = start + number16(input, at + 3) + 1;
    const { ended } = decoder.decode(input, { at: start, end: Math.min(next, input.length), size });
    if (ended !== "whole") return { ended: ended === "cut" && next <= input.length ? "malformed" : ended, at };
    at = next;
  }
}

const number16 = (input: Uint8Array, at: number): number => ((input[at] ?? 0) << 8) | (input[at + 1] ?? 0);

/** A chunk of bytes as they are, with its size less one in front. */
function copyPlain(input: Uint8Array, at: number, out: Growing): EndedAt {
  const from = at + 3;
  if (from > input.length) return { ended: "cut", at };
  const end = from + number16(input, at + 1) + 1;
  if (!out.append(input.subarray(from, end))) return { ended: "limit", at };
  return end > input.length ? { ended: "cut", at } : { ended: "whole", at: end };
}
