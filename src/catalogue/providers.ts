import type { RuleFile } from "./rule-file.ts";

/** Names are no shorter where they stand by themselves. */
const LEAST_NAME = 4;

/**
 * Rules as they run: one that is for every provider takes the names of the others' providers, from their groups and from what
 * they say of themselves, and leaves out those that are usual words.
 */
export function withProviders(files: readonly RuleFile[]): readonly RuleFile[] {
  const names = providersOf(files);
  return files.map((file) => {
    const { named } = file;
    if (named?.except === undefined) return file;
    const except = new Set(named.except);
    const of = new Set([...(named.of ?? []), ...names.filter((name) => !except.has(name))]);
    return { ...file, named: { ...named, of: withoutParts([...of].sort()) } };
  });
}

/** Names of all providers, as words, in order. */
export function providersOf(files: readonly RuleFile[]): readonly string[] {
  const own = files.filter(({ named }) => named?.except === undefined);
  const names = own.flatMap(({ id, named }) => [groupOf(id), ...(named?.of ?? [])]);
  return [...new Set(names)].filter((name) => name.length >= LEAST_NAME).sort();
}

const groupOf = (id: string): string => (id.split("/")[0] ?? "").replaceAll("-", " ");

/** Leaves out names that begin with another one, which finds them as well. */
function withoutParts(names: readonly string[]): string[] {
  const all = new Set(names);
  const joined = new Set(names.filter((name) => name.includes(" ")).map((name) => name.replaceAll(" ", "")));
  return names.filter((name) => {
    const fronts = Array.from({ length: name.length - 1 }, (_, at) => name.slice(0, at + 1));
    if (fronts.some((front) => all.has(front))) return false;
    return name.includes(" ") || ![...fronts, name].some((front) => joined.has(front));
  });
}
