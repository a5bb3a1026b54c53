import type { Allowance } from "./allowance.ts";
import { type Content, faultOf } from "./content.ts";
import { decompress } from "./decompress.ts";
import { unpackStream } from "./late-decoders.ts";
import type { OwnCompression } from "./unpack-stream.ts";

/** What a name loses, and what takes its place, when the file is decompressed. */
const ENDINGS: readonly (readonly [ending: RegExp, instead: string])[] = [
  [/\.t(?:gz|zst|xz|bz2?|b2|lz)$/i, ".tar"],
  [/\.svgz$/i, ".svg"],
  [/\.(?:gz|gzip|zst|zstd|xz|lzma|lz|bz2?|bzip2)$/i, ""],
];

/** The name of what a compressed file holds, by its own path. */
function innerName(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const [ending, instead = ""] = ENDINGS.find(([one]) => one.test(name)) ?? [];
  const inner = ending === undefined ? name : name.replace(ending, instead);
  return inner === "" ? name : inner;
}

/** The only member of a file that is a compressed one, as gzip, zstd, xz, lzip and bzip2 make it. */
export function* compressedMembers(
  how: "gzip" | "zstd" | OwnCompression,
  bytes: Buffer,
  path: string,
  allowance: Allowance,
): Generator<Content, void, void> {
  const out =
    how === "gzip" || how === "zstd" ? byZlib(how, bytes, allowance) : unpackStream(how, bytes, allowance.bytes);
  if (out.ended === "limit") {
    yield faultOf("limit", "becomes larger than a file may");
    return;
  }
  if (out.ended === "malformed") yield faultOf("malformed", `is not sound ${how} data`);
  if (out.ended === "unknown-method") yield faultOf("unknown-method", `has a filter of ${how} that cannot be undone`);
  if (out.ended === "cut") yield faultOf("malformed", "ends too early");
  // Of what is broken there is what stands in front of the break.
  if (out.bytes.length === 0 && out.ended !== "whole") return;
  allowance.take(out.bytes.length);
  yield { type: "member", name: innerName(path), bytes: out.bytes };
}

const NOTHING = Buffer.alloc(0);

function byZlib(how: "gzip" | "zstd", bytes: Buffer, allowance: Allowance): ReturnType<typeof unpackStream> {
  const out = decompress(how, bytes, { most: allowance.bytes });
  if (out.bytes === undefined) return { bytes: NOTHING, ended: out.why };
  return { bytes: out.bytes, ended: out.cut ? "cut" : "whole" };
}
