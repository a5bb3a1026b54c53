import { decodeBzip2 } from "../bzip2/bzip2.ts";
import { decompress } from "../decompress.ts";
import { type Ended, Growing } from "../growing.ts";
import { contextsOf } from "../lzma/lzma-decoder.ts";
import { decodeRaw } from "../lzma/lzma-file.ts";
import { decodeLzma2 } from "../lzma/lzma2.ts";
import { undoBcj2 } from "./bcj2.ts";
import type { Coder } from "./streams.ts";

/** What came out of a coder, and how that ended: where it did not end well, what came until then. */
export interface Undone {
  readonly bytes: Buffer;
  readonly ended: Ended | "encrypted" | "unknown-method";
  /** The method's id, where it is not known. */
  readonly method?: string;
  /** Whether it may be something else than it was, as what is prepared for machine code, and is no text then. */
  readonly isOther?: boolean;
}

const NOTHING = Buffer.alloc(0);

/** What ids of all that encrypts begin with. */
const ENCRYPTING = "06";

/** Addresses of branches in code of x86, which text has none of: it needs not be undone. Others would change text. */
const X86 = new Set(["03030103", "04"]);

type Undo = (coder: Coder, input: Buffer, most: number) => Undone;

const into =
  (run: (input: Buffer, out: Growing, coder: Coder) => Ended): Undo =>
  (coder, input, most) => {
    const out = new Growing(Math.min(most, coder.size));
    const ended = run(input, out, coder);
    return { bytes: out.since(0), ended: coder.size > most && ended === "whole" ? "limit" : ended };
  };

const byZlib =
  (how: "deflate" | "zstd"): Undo =>
  ({ size }, input, most) => {
    const out = decompress(how, input, { most, expected: size });
    if (out.bytes === undefined) return { bytes: NOTHING, ended: out.why };
    return { bytes: out.bytes, ended: out.cut ? "cut" : "whole" };
  };

/** Methods by their ids. */
const METHODS: Readonly<Record<string, Undo>> = {
  "00": (_, input) => ({ bytes: input, ended: "whole" }),
  "21": into((input, out) => decodeLzma2(input, 0, out).ended),
  "030101": into((input, out, { properties, size }) => {
    const contexts = contextsOf(properties[0] ?? 0xff);
    return contexts === undefined ? "malformed" : decodeRaw(input, 0, contexts, Math.min(size, out.most), out);
  }),
  "040108": byZlib("deflate"),
  "040202": into((input, out) => decodeBzip2(input, out)),
  // Not of 7-Zip itself, but of all its variants that have it.
  "04f71101": byZlib("zstd"),
};

/** Undoes one coder. `inputs` are whole, or as far as they could be had; no more than `most` bytes come out. */
export function undoCoder(coder: Coder, inputs: readonly Buffer[], most: number): Undone {
  const { id } = coder;
  const [input = NOTHING] = inputs;
  if (id.startsWith(ENCRYPTING)) return { bytes: NOTHING, ended: "encrypted" };
  if (X86.has(id)) return { bytes: input, ended: "whole", isOther: true };
  if (id === "0303011b" && inputs.length === 4) {
    const out = new Growing(Math.min(most, coder.size));
    const isWhole = undoBcj2(inputs, Math.min(most, coder.size), out);
    return { bytes: out.since(0), ended: isWhole ? (coder.size > most ? "limit" : "whole") : "malformed" };
  }
  return METHODS[id]?.(coder, input, most) ?? { bytes: NOTHING, ended: "unknown-method", method: id };
}
