import type { Config } from "../config.ts";
import type { OwnParts, OwnPlace } from "../own/own-parts.ts";
import type { UnplacedLoosening } from "./with-place.ts";

/** Rules and policies of the base, and those that only the change has: they find more, and hide nothing of the others. */
export function tighterOwn({ own: base }: Config, { own: head }: Config): OwnParts | undefined {
  if (base === undefined && head === undefined) return undefined;
  const known = new Set(placesIn(base).keys());
  const fromChange = (head?.rules ?? [])
    .filter(({ rule }) => !known.has(rule.id))
    .map((one) => ({
      ...one,
      rule: { ...one.rule, overlaps: [], own: { isOpen: false, ...one.rule.own, isFromChange: true } },
    }));
  return {
    allow: [...(base?.allow ?? []), ...(head?.allow ?? [])],
    rules: [...(base?.rules ?? []), ...fromChange],
    policies: [...(base?.policies ?? []), ...(head?.policies ?? []).filter(({ policy }) => !known.has(policy.meta.id))],
  };
}

/** What the change does to rules and policies of the base: whether less is found then is not told, so the base's hold. */
export function loosenedOwn({ own: base }: Config, { own: head }: Config): UnplacedLoosening[] {
  const others = placesIn(head);
  return [...placesIn(base)].flatMap(([id, { content }]): UnplacedLoosening[] => {
    const other = others.get(id);
    if (other?.content === content) return [];
    const what = other === undefined ? "would be gone" : "would be another";
    const message = `The repository's own rule ${id} ${what}; that of the base commit holds.`;
    return [{ message, key: `own ${id} ${other?.content ?? ""}`, at: other?.written ?? [id] }];
  });
}

const placesIn = (own: OwnParts | undefined): ReadonlyMap<string, OwnPlace> =>
  new Map([
    ...(own?.rules ?? []).map((one): [string, OwnPlace] => [one.rule.id, one]),
    ...(own?.policies ?? []).map((one): [string, OwnPlace] => [one.policy.meta.id, one]),
  ]);
