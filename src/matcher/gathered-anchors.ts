import type { Anchor } from "../core/anchor.ts";

/** Indices of the rules that have an anchor, and how far before it their matches begin. */
export interface Gathered {
  anchor: Anchor;
  readonly rules: number[];
  lead: number | undefined;
}

/** Anchors that several rules have come once. */
export function gatheredAnchors(rules: readonly (readonly Anchor[])[]): Gathered[] {
  const found = new Map<string, Gathered>();
  for (const [index, anchors] of rules.entries()) {
    for (const anchor of anchors) {
      const key = JSON.stringify({ ...anchor, lead: undefined, endings: undefined, tails: undefined });
      const known = found.get(key);
      if (known === undefined) {
        found.set(key, { anchor, rules: [index], lead: anchor.lead });
        continue;
      }
      known.lead =
        known.lead === undefined || anchor.lead === undefined ? undefined : Math.max(known.lead, anchor.lead);
      if (known.rules.at(-1) !== index) known.rules.push(index);
      if (anchor.kind === "value" && known.anchor.kind === "value") {
        // Endings are looked for together, whatever anchor they came with.
        known.anchor = { ...known.anchor, endings: [...new Set([...known.anchor.endings, ...anchor.endings])] };
      }
      if (anchor.kind === "tail" && known.anchor.kind === "tail") {
        known.anchor = { ...known.anchor, tails: [...new Set([...known.anchor.tails, ...anchor.tails])] };
      }
    }
  }
  return [...found.values()];
}
