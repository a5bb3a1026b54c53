import type { SecretRule } from "../core/rule.ts";
import { type AnchorEntry, type AnchorTable, buildAnchorTable, hashGram } from "./anchor-table.ts";
import { type Matcher, Starts } from "./matcher.ts";

/**
 * Finds the rules' literals in one pass of plain TypeScript: for machines without SIMD in WebAssembly, for rules that no
 * tables were built of, and in tests.
 */
export function createLiteralMatcher(rules: readonly SecretRule[]): Matcher {
  const table = buildAnchorTable(rules);
  const reaches = rules.map(({ reach }) => reach);
  return {
    find({ bytes }) {
      const starts = new Starts();
      eachLiteral(bytes, table, (rule, start) => starts.add(rule, start, reaches[rule] as number));
      return { rules: starts.inOrder(), mayHaveMarkers: true };
    },
  };
}

/** Tells each literal's rules and place in bytes. */
export function eachLiteral(
  bytes: Uint8Array,
  { filter, heads, entries }: AnchorTable,
  note: (rule: number, start: number) => void,
): void {
  let gram = 0;
  for (let at = 0; at < bytes.length; at++) {
    gram = ((gram << 8) | (bytes[at] as number) | 0x20) & 0xffffff;
    const slot = hashGram(gram);
    if (filter[slot] === 0) continue;
    for (let next = heads[slot] as number; next !== 0; ) {
      const entry = entries[next - 1] as AnchorEntry;
      next = entry.next;
      const start = at + 1 - entry.gramEnd;
      if (!standsAt(bytes, start, entry)) continue;
      for (const rule of entry.rules) note(rule, start);
    }
  }
}

function standsAt(bytes: Uint8Array, start: number, { bytes: literal, ignoreCase }: AnchorEntry): boolean {
  if (start < 0 || start + literal.length > bytes.length) return false;
  for (let index = 0; index < literal.length; index++) {
    const byte = bytes[start + index] as number;
    const wanted = literal[index] as number;
    if (byte === wanted) continue;
    const isUpper = byte >= 0x41 && byte <= 0x5a;
    if (!ignoreCase || !isUpper || (byte | 0x20) !== wanted) return false;
  }
  return true;
}
