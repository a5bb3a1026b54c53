import type { SecretRule } from "../core/rule.ts";
import type { Span } from "../core/span.ts";
import { type AnchorEntry, buildAnchorTable, hashGram } from "./anchor-table.ts";

/** A stretch of a unit in which one rule's pattern has to be tried. */
export interface Region {
  /** Index into the rules that the matcher was made from. */
  readonly rule: number;
  readonly span: Span;
}

/** Narrows content down to the regions where rules can match at all. */
export interface Matcher {
  regions(bytes: Uint8Array): readonly Region[];
}

/** Bytes kept around a region so that boundaries and neighbours of a match are seen. */
const MARGIN = 16;

/** The reference: every rule on every byte. Slow, and what a fast matcher must never differ from. */
export function createReferenceMatcher(rules: readonly SecretRule[]): Matcher {
  return {
    regions: (bytes) => rules.map((_, rule) => ({ rule, span: { start: 0, end: bytes.length } })),
  };
}

/** Finds the rules' anchors in one pass and opens a region around each, as wide as its rule's longest match. */
export function createMatcher(rules: readonly SecretRule[]): Matcher {
  const table = buildAnchorTable(rules);
  const reaches = rules.map((rule) => rule.reach + MARGIN);
  return {
    regions(bytes) {
      const regions = new OpenRegions(bytes.length);
      const { filter, heads, entries } = table;
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
          for (const rule of entry.rules) regions.add(rule, start, start + entry.bytes.length, reaches[rule] as number);
        }
      }
      return regions.close();
    },
  };
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

/** Regions that grow while anchors of the same rule follow each other closely. */
class OpenRegions {
  readonly #limit: number;
  readonly #open = new Map<number, { start: number; end: number }>();
  readonly #closed: Region[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(rule: number, start: number, end: number, reach: number): void {
    const from = Math.max(0, start - reach);
    const to = Math.min(this.#limit, end + reach);
    const open = this.#open.get(rule);
    if (open !== undefined && from <= open.end) {
      open.end = Math.max(open.end, to);
      return;
    }
    if (open !== undefined) this.#closed.push({ rule, span: open });
    this.#open.set(rule, { start: from, end: to });
  }

  close(): readonly Region[] {
    for (const [rule, span] of this.#open) this.#closed.push({ rule, span });
    return this.#closed;
  }
}
