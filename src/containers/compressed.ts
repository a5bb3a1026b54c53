import type { Allowance } from "./allowance.ts";
import { type Content, faultOf } from "./content.ts";
import { decompress } from "./decompress.ts";

/** What a name loses, and what takes its place, when the file is decompressed. */
const ENDINGS: readonly (readonly [ending: RegExp, instead: string])[] = [
  [/\.t(?:gz|zst)$/i, ".tar"],
  [/\.svgz$/i, ".svg"],
  [/\.(?:gz|gzip|zst|zstd)$/i, ""],
];

/** The name of what a compressed file holds, by its own path. */
function innerName(path: string): string {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const [ending, instead = ""] = ENDINGS.find(([one]) => one.test(name)) ?? [];
  const inner = ending === undefined ? name : name.replace(ending, instead);
  return inner === "" ? name : inner;
}

/** The only member of a file that is a compressed one, as gzip and zstd make it. */
export function* compressedMembers(
  how: "gzip" | "zstd",
  bytes: Buffer,
  path: string,
  allowance: Allowance,
): Generator<Content, void, void> {
  const out = decompress(how, bytes, { most: allowance.bytes });
  if (out.bytes === undefined) {
    yield out.why === "limit"
      ? faultOf("limit", "becomes larger than a file may")
      : faultOf("malformed", `is not sound ${how} data`);
    return;
  }
  if (out.cut) yield faultOf("malformed", "ends too early");
  allowance.take(out.bytes.length);
  yield { type: "member", name: innerName(path), bytes: out.bytes };
}
