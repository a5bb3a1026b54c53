import type { DecodedFrom } from "../core/finding.ts";
import { latin1 } from "../core/text.ts";

/** Bytes at the front of a text that tell what it is. */
const HEAD = 400;

/** Fronts of texts whose layout can be told; what is none of them is read line by line. */
const FRONTS: readonly (readonly [pattern: RegExp, name: string])[] = [
  // A source map is other files' text.
  [/^\{\s*"version"\s*:\s*3\b/, "decoded.map"],
  [/^\s*(?:\{\s*["\}]|\[\s*[\{\["])/v, "decoded.json"],
  [/^\s*<(?:\?xml|[A-Za-z])/, "decoded.xml"],
  [/^\s*(?:#[^\n]*\n\s*)*\[[\w.\- "]{1,60}\]\s*\n/v, "decoded.ini"],
  [/^(?:---\s*\n|(?:#[^\n]*\n)*[\w.\-]{1,60}:(?:\s|$))/v, "decoded.yaml"],
];

/** A path that tells how decoded text is laid out: that of an archive's member, or one by how it begins. */
export function layoutOf(bytes: Uint8Array, { member }: DecodedFrom): string {
  if (member !== undefined) return member;
  const head = latin1(bytes, 0, Math.min(bytes.length, HEAD));
  return FRONTS.find(([pattern]) => pattern.test(head))?.[1] ?? "decoded";
}
