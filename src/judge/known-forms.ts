import type { SecretRule } from "../core/rule.ts";
import { sequenceShare } from "./placeholder.ts";

/** Whether a value is shorter than anything that its provider issues; the value's front or the name tells the provider. */
export type IsTruncated = (name: string, value: string) => boolean;

/** Fronts that are shorter are no provider's own, unless a name speaks of the provider. */
const LEAST_PREFIX = 4;
/** Shortest front that tells a provider's value from another system's, under the provider's name. */
const LEAST_OWN_PREFIX = 2;
/** Names of groups that are shorter, or that stand in other names, tell no provider. */
const LEAST_GROUP = 5;
/** What a name speaks of may have forms that no rule knows; a value that misses one by so many characters was cut off. */
const CUT_OFF = 2;
const USUAL = new Set(
  "azure apache cloud docker framework generic google kubernetes private credential shell linear segment".split(" "),
);

/** What the rules know of a provider's values: lengths of the shortest with each front, and of the shortest of all. */
interface Provider {
  readonly fronts: Map<string, number>;
  least: number;
}

/** Examples are tried in thousands of scans with the same rules. */
const learnt = new WeakMap<readonly SecretRule[], KnownForms>();

/**
 * Learns from the rules how short the values of each provider are. A value under a provider's name that misses the shortest
 * form is no token of it: cut off, made up, or of another system that says little in its name.
 */
export function createIsTruncated(rules: readonly SecretRule[]): IsTruncated {
  let forms = learnt.get(rules);
  return (name, value) => {
    if (CUT_UUID.test(value)) return true;
    // Most scans of a few files meet no value that has to be held against them.
    if (forms === undefined) {
      forms = formsOf(rules);
      learnt.set(rules, forms);
    }
    for (const [prefix, least] of forms.prefixes.get(value.slice(0, LEAST_PREFIX)) ?? []) {
      if (value.startsWith(prefix)) return value.length < least || sequenceShare(value.slice(prefix.length)) > ROW;
    }
    const spoken = plain(name);
    for (const [group, known] of forms.providers) if (spoken.includes(group)) return misses(known, value);
    return false;
  };
}

/** Lengths of the shortest values, by their fronts and by the names of their providers. */
interface KnownForms {
  /** By their first characters, as many as all fronts have. */
  readonly prefixes: ReadonlyMap<string, readonly (readonly [front: string, least: number])[]>;
  readonly providers: ReadonlyMap<string, Provider>;
}

function formsOf(rules: readonly SecretRule[]): KnownForms {
  const prefixes = new Map<string, number>();
  const providers = new Map<string, Provider>();
  for (const { id, prefix, least, detector, confidence } of rules) {
    if (detector !== "regex" || least === 0) continue;
    if (prefix.length >= LEAST_PREFIX) note(prefixes, prefix, least);
    const group = plain(id.split("/")[0] ?? "");
    if (group.length < LEAST_GROUP || USUAL.has(group)) continue;
    const known = providers.get(group) ?? { fronts: new Map<string, number>(), least };
    providers.set(group, known);
    // A rule that is not sure of what it finds does not know either how short that can be.
    known.least = Math.min(known.least, confidence === "high" ? least : 0);
    if (prefix.length >= LEAST_OWN_PREFIX) note(known.fronts, prefix, least);
  }
  return { prefixes: Map.groupBy(prefixes, ([front]) => front.slice(0, LEAST_PREFIX)), providers };
}

/** A UUID whose last part is too short, with or without a front such as `sk_`. */
const CUT_UUID = /^(?:[A-Za-z]{1,8}[_\-])?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{6,11}$/i;

/** Share of rows from which on a value is made up. */
const ROW = 0.6;

function misses({ fronts, least }: Provider, value: string): boolean {
  for (const [front, leastOfFront] of fronts) if (value.startsWith(front)) return value.length < leastOfFront;
  return value.length < least && (value.length >= least - CUT_OFF || sequenceShare(value) > ROW);
}

function note(known: Map<string, number>, key: string, least: number): void {
  known.set(key, Math.min(least, known.get(key) ?? Number.POSITIVE_INFINITY));
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z\d]/g, "");
