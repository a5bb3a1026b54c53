import type { SecretRule } from "../core/rule.ts";

/** Whether a value is shorter than anything that its provider issues; the value's front or the name tells the provider. */
export type IsTruncated = (name: string, value: string) => boolean;

/** Fronts that are shorter are no provider's own. */
const LEAST_PREFIX = 4;
/** Names of groups that are shorter, or that stand in other names, tell no provider. */
const LEAST_GROUP = 5;
/** What a name speaks of may have forms that no rule knows; a value that misses one by so many characters was cut off. */
const CUT_OFF = 2;
const USUAL = new Set(
  "azure apache cloud docker framework generic google kubernetes private credential shell linear segment".split(" "),
);

/**
 * Learns from the rules how short the values of each provider are. A value under a provider's name that misses the shortest
 * form is no token of it: cut off, made up, or of another system that says little in its name.
 */
export function createIsTruncated(rules: readonly SecretRule[]): IsTruncated {
  let forms: KnownForms | undefined;
  return (name, value) => {
    // Most scans of a few files meet no value that has to be held against them.
    forms ??= formsOf(rules);
    for (const [prefix, least] of forms.prefixes) if (value.startsWith(prefix)) return value.length < least;
    const spoken = plain(name);
    for (const [group, least] of forms.providers) {
      if (spoken.includes(group)) return value.length < least && value.length >= least - CUT_OFF;
    }
    return false;
  };
}

/** Lengths of the shortest values, by their fronts and by the names of their providers. */
interface KnownForms {
  readonly prefixes: ReadonlyMap<string, number>;
  readonly providers: ReadonlyMap<string, number>;
}

function formsOf(rules: readonly SecretRule[]): KnownForms {
  const prefixes = new Map<string, number>();
  const providers = new Map<string, number>();
  const note = (known: Map<string, number>, key: string, least: number): void => {
    known.set(key, Math.min(least, known.get(key) ?? Number.POSITIVE_INFINITY));
  };
  for (const { id, prefix, least, detector } of rules) {
    if (detector !== "regex" || least === 0) continue;
    if (prefix.length >= LEAST_PREFIX) note(prefixes, prefix, least);
    const group = plain(id.split("/")[0] ?? "");
    if (group.length >= LEAST_GROUP && !USUAL.has(group)) note(providers, group, least);
  }
  return { prefixes, providers };
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^a-z\d]/g, "");
