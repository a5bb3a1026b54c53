import type { AnchorLiteral, SecretRule } from "../core/rule.ts";

/** The literals of all rules, arranged so that one pass over the bytes finds every one of them. */
export interface AnchorTable {
  /** By hash of three folded bytes: 1 where some literal has them. */
  readonly filter: Uint8Array;
  /** By the same hash: index + 1 of the first entry, 0 for none. */
  readonly heads: Uint16Array;
  readonly entries: readonly AnchorEntry[];
}

export interface AnchorEntry {
  /** Bytes of the literal, lower case where `ignoreCase`. */
  readonly bytes: Uint8Array;
  readonly ignoreCase: boolean;
  /** Where the hashed three bytes end in the literal, counted from its start. */
  readonly gramEnd: number;
  /** Indices of the rules that the literal belongs to. */
  readonly rules: readonly number[];
  /** Index + 1 of the next entry with the same hash. */
  readonly next: number;
}

const HASH_SHIFT = 17;

/** Hash of three bytes, each folded with 0x20, packed in a 24-bit number. */
export function hashGram(gram: number): number {
  return Math.imul(gram, 0x9e3779b1) >>> HASH_SHIFT;
}

export function buildAnchorTable(rules: readonly SecretRule[]): AnchorTable {
  const filter = new Uint8Array(1 << (32 - HASH_SHIFT));
  const heads = new Uint16Array(1 << (32 - HASH_SHIFT));
  const entries: AnchorEntry[] = [];
  for (const { literal, owners } of gatherLiterals(rules)) {
    const bytes = new TextEncoder().encode(literal.text);
    const gramEnd = rarestGramEnd(bytes);
    const slot = hashGram(gramAt(bytes, gramEnd));
    entries.push({ bytes, ignoreCase: literal.ignoreCase, gramEnd, rules: owners, next: heads[slot] ?? 0 });
    heads[slot] = entries.length;
    filter[slot] = 1;
  }
  return { filter, heads, entries };
}

function gatherLiterals(rules: readonly SecretRule[]): { literal: AnchorLiteral; owners: number[] }[] {
  const found = new Map<string, { literal: AnchorLiteral; owners: number[] }>();
  for (const [index, rule] of rules.entries()) {
    for (const literal of rule.anchors) {
      const key = `${literal.ignoreCase}:${literal.text}`;
      const known = found.get(key) ?? { literal, owners: [] };
      known.owners.push(index);
      found.set(key, known);
    }
  }
  return [...found.values()];
}

/** Three bytes folded, ending before `end`. */
function gramAt(bytes: Uint8Array, end: number): number {
  const fold = (index: number): number => (bytes[index] ?? 0) | 0x20;
  return (fold(end - 3) << 16) | (fold(end - 2) << 8) | fold(end - 1);
}

/** Letters from common to rare in code and prose; what is not listed is rare. */
const COMMON = "etaoinsrldcupmfhg_yb=v. wk-/:";

/** Chooses the three bytes of a literal that other text holds least. */
function rarestGramEnd(bytes: Uint8Array): number {
  const commonness = (byte: number): number => {
    const rank = COMMON.indexOf(String.fromCharCode(byte).toLowerCase());
    return rank === -1 ? 0 : COMMON.length - rank;
  };
  let best = 3;
  let least = Number.POSITIVE_INFINITY;
  for (let end = 3; end <= bytes.length; end++) {
    const sum = bytes.subarray(end - 3, end).reduce((total, byte) => total + commonness(byte), 0);
    if (sum < least) [best, least] = [end, sum];
  }
  return best;
}
