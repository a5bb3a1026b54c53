import type { BytePath } from "../files/byte-path.ts";
import { compileGlob, matchesGlob } from "./glob.ts";

/** One line of a .gitignore; the last one that matches decides. */
interface IgnoreRule {
  readonly order: number;
  readonly negative: boolean;
  readonly foldersOnly: boolean;
  matches(name: BytePath, path: () => readonly BytePath[]): boolean;
}

/**
 * The rules of one file, sorted by how they can be looked up: nearly all are a plain name, `*.ext`, or a plain path, so
 * a file costs three look-ups instead of a run through all patterns.
 */
export interface IgnoreList {
  readonly ignoreCase: boolean;
  readonly names: ReadonlyMap<string, readonly IgnoreRule[]>;
  readonly endings: ReadonlyMap<string, readonly IgnoreRule[]>;
  readonly paths: ReadonlyMap<string, readonly IgnoreRule[]>;
  readonly others: readonly IgnoreRule[];
}

/** The rules that hold in a folder: of the nearest file first, then of those further out, which weigh less. */
export interface IgnoreScope {
  readonly list: IgnoreList;
  /** Length of the prefix of a path that its rules do not see: the folder of the file, with a slash. */
  readonly base: number;
  readonly outer: IgnoreScope | undefined;
}

const WILDCARD = /[*?[\\]/;

/** What a name ends in, from its last dot on; the whole name where it has no dot. */
const endingOf = (name: string): string => name.slice(Math.max(0, name.lastIndexOf(".")));

/** Spaces at the end do not count unless quoted; a line that starts with `#` is a comment. */
function patternOf(line: string): string {
  const text = line.endsWith("\r") ? line.slice(0, -1) : line;
  if (text.startsWith("#")) return "";
  let kept = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "\\") kept = ++at + 1;
    else if (text[at] !== " ") kept = at + 1;
  }
  return text.slice(0, kept);
}

function addTo(map: Map<string, IgnoreRule[]>, key: string, rule: IgnoreRule): void {
  const rules = map.get(key);
  if (rules === undefined) map.set(key, [rule]);
  else rules.push(rule);
}

/**
 * Reads the text of a .gitignore, as bytes; undefined where it holds no rule. With `ignoreCase` both sides are folded to
 * small letters.
 */
export function readIgnoreRules(text: string, ignoreCase: boolean): IgnoreList | undefined {
  const names = new Map<string, IgnoreRule[]>();
  const endings = new Map<string, IgnoreRule[]>();
  const paths = new Map<string, IgnoreRule[]>();
  const others: IgnoreRule[] = [];
  const lines = text.replace(/^\xef\xbb\xbf/, "").split("\n");
  for (const [order, line] of lines.entries()) {
    const whole = patternOf(ignoreCase ? line.toLowerCase() : line);
    const negative = whole.startsWith("!");
    const positive = negative ? whole.slice(1) : whole;
    const foldersOnly = positive.endsWith("/");
    const anchored = foldersOnly ? positive.slice(0, -1) : positive;
    if (anchored === "") continue;
    const pattern = anchored.startsWith("/") ? anchored.slice(1) : anchored;
    const kind = { order, negative, foldersOnly };
    const isName = !anchored.includes("/");
    const ending = pattern.slice(1);
    if (!WILDCARD.test(pattern)) addTo(isName ? names : paths, pattern, { ...kind, matches: () => true });
    else if (isName && pattern.startsWith("*") && ending.includes(".") && !WILDCARD.test(ending)) {
      addTo(endings, endingOf(ending), { ...kind, matches: (name) => name.endsWith(ending) });
    } else {
      const glob = compileGlob(pattern);
      others.push({ ...kind, matches: (name, path) => matchesGlob(glob, isName ? [name] : path()) });
    }
  }
  if (names.size + endings.size + paths.size + others.length === 0) return undefined;
  return { ignoreCase, names, endings, paths, others };
}

/** True: ignored. False: taken back by a `!` rule. Undefined: no rule speaks. */
function verdictOf(list: IgnoreList, name: BytePath, path: BytePath, isFolder: boolean): boolean | undefined {
  let decided: IgnoreRule | undefined;
  let split: readonly BytePath[] | undefined;
  const names = () => {
    split ??= path.split("/");
    return split;
  };
  const consider = (rules: readonly IgnoreRule[] | undefined) => {
    for (let at = (rules?.length ?? 0) - 1; at >= 0; at--) {
      const rule = rules?.[at];
      if (rule === undefined || (decided !== undefined && rule.order < decided.order)) return;
      if ((isFolder || !rule.foldersOnly) && rule.matches(name, names)) {
        decided = rule;
        return;
      }
    }
  };
  consider(list.names.get(name));
  if (list.endings.size > 0) consider(list.endings.get(endingOf(name)));
  if (list.paths.size > 0) consider(list.paths.get(path));
  consider(list.others);
  return decided === undefined ? undefined : !decided.negative;
}

/**
 * Whether a path is ignored by a pattern that matches itself. That a folder above it is ignored is not looked at: nothing
 * below an ignored folder is ever asked for.
 */
export function isIgnored(scope: IgnoreScope | undefined, path: BytePath, name: BytePath, isFolder: boolean): boolean {
  for (let at = scope; at !== undefined; at = at.outer) {
    const { list, base } = at;
    const verdict = list.ignoreCase
      ? verdictOf(list, name.toLowerCase(), path.slice(base).toLowerCase(), isFolder)
      : verdictOf(list, name, path.slice(base), isFolder);
    if (verdict !== undefined) return verdict;
  }
  return false;
}
