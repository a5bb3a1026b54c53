import type { SecretRule } from "../core/rule.ts";
import type { Unit } from "../core/source.ts";
import type { Span } from "../core/span.ts";
import type { ContentKind } from "../core/structured-path.ts";

/** Where one rule can match in a unit. */
export interface RuleStarts {
  /** Index into the rules that the matcher was made from. */
  readonly rule: number;
  /** Stretches in which a match can begin, in order, none touching the next. A match with another begin may be there or not. */
  readonly starts: readonly Span[];
}

/** What a matcher says of a unit. */
export interface Found {
  /** In the order of the rules, each once. */
  readonly rules: readonly RuleStarts[];
  /** False where the unit surely has no comment of ours that hides findings. */
  readonly mayHaveMarkers: boolean;
  /** Where encoded text may begin, in order; anywhere where it is absent. */
  readonly encoded?: readonly number[];
}

/** In place of a rule where a matcher tells of anchors: encoded text. */
export const ENCODED = -1;

/** Narrows content down to where rules can match at all. */
export interface Matcher {
  /** What lies in `buffer` is afterwards as it was. */
  find(unit: Unit): Found;
  /**
   * Tells rule and place of each anchor in the first bytes of `buffer`, and how far before it a match begins at most, in no certain
   * order, and of encoded text; those left out that cannot match in content of that kind. False where there are too many. Absent
   * where there is no buffer.
   */
  anchors?(length: number, kind: ContentKind, note: (rule: number, at: number, lead: number) => void): boolean;
  /** Where content is best read into, if the matcher has a place for it; it is searched there without being copied. */
  readonly buffer?: Buffer;
}

/** The reference: every rule on every byte. Slow, and what a fast matcher must never differ from. */
export function createReferenceMatcher(rules: readonly SecretRule[]): Matcher {
  return {
    find: ({ bytes }) => ({
      rules: rules.map((_, rule) => ({ rule, starts: [{ start: 0, end: bytes.length + 1 }] })),
      mayHaveMarkers: true,
    }),
  };
}

/** Gathers, rule by rule, the stretches in which matches can begin. */
export class Starts {
  mayHaveMarkers = false;
  #encoded: number[] = [];
  /** Made with the first anchor: most units have none. */
  #byRule: Map<number, { start: number; end: number }[]> | undefined;

  /** Notes that a match of a rule may have its anchor at `anchor` and begins at most `reach` bytes before. */
  add(rule: number, anchor: number, reach: number): void {
    const start = Math.max(0, anchor - reach);
    this.#byRule ??= new Map();
    const known = this.#byRule.get(rule);
    if (known === undefined) {
      this.#byRule.set(rule, [{ start, end: anchor + 1 }]);
      return;
    }
    const last = known.at(-1) as { start: number; end: number };
    if (start >= last.start && start <= last.end) last.end = Math.max(last.end, anchor + 1);
    else known.push({ start, end: anchor + 1 });
  }

  /** Notes that encoded text may begin at a place. */
  addEncoded(at: number): void {
    this.#encoded.push(at);
  }

  /** Where encoded text may begin, each place once. */
  encodedInOrder(): readonly number[] {
    return this.#encoded.length < 2 ? this.#encoded : [...new Set(this.#encoded)].sort((a, b) => a - b);
  }

  found(): Found {
    return { rules: this.inOrder(), mayHaveMarkers: this.mayHaveMarkers, encoded: this.encodedInOrder() };
  }

  inOrder(): readonly RuleStarts[] {
    if (this.#byRule === undefined) return [];
    return [...this.#byRule]
      .sort(([a], [b]) => a - b)
      .map(([rule, spans]) => ({ rule, starts: spans.length === 1 ? spans : joined(spans) }));
  }
}

/** Anchors come nearly, but not quite, in the order of their places. */
function joined(spans: { start: number; end: number }[]): Span[] {
  const found: { start: number; end: number }[] = [];
  for (const span of spans.sort((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last !== undefined && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else found.push(span);
  }
  return found;
}
