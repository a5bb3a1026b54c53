import { partitionPoint } from "../../core/partition-point.ts";
import { holesWithin, readAgain } from "./holes.ts";
import { quotedAt } from "./quotes.ts";
import type { Script, ScriptSink, ScriptUse, TextRange, WalkedScript } from "./script.ts";
import { environmentAt } from "./shell/dumps.ts";

interface CallLanguage {
  /** Calls that print their arguments, up to the bracket. */
  readonly prints: RegExp;
  /** Reads of the environment, with the variable as `name`. */
  readonly reads: RegExp;
  /** The whole environment. */
  readonly whole: RegExp;
  /** `name = …` at the start of a line. */
  readonly assignment: RegExp;
}

const LANGUAGES: Readonly<Record<"python" | "node", CallLanguage>> = {
  python: {
    prints: /\b(?:print|pprint|sys\.(?:stdout|stderr)\.write|(?:logging|logger|log)\.\w+)\s*\(/g,
    reads: /\b(?:os\.)?(?:environ(?:\.get)?\s*[[(]|getenv\s*\()\s*["'](?<name>\w+)["'][^)\]]{0,200}[)\]]/g,
    whole: /\bos\.environ\b(?:\.(?:items|copy)\(\)|(?!\s*[.[]))/g,
    assignment: /^[ \t]*(?<name>[A-Za-z_]\w*)[ \t]*=(?!=)/gm,
  },
  node: {
    prints: /\b(?:console\.\w+|process\.(?:stdout|stderr)\.write|core\.(?:info|notice|warning|error|debug))\s*\(/g,
    reads: /\bprocess\.env(?:\.(?<name>\w+)|\[["'](?<quoted>\w+)["']\])/g,
    whole: /\bprocess\.env\b(?!\s*[.?[])/g,
    assignment: /^[ \t]*(?:const|let|var)?[ \t]*(?<name>[A-Za-z_$][\w$]*)[ \t]*=(?![=>])/gm,
  },
};

/** Functions whose result tells nothing of the value. */
const TELLS_NOTHING = /\b(?:len|bool|list|sorted|Boolean|Object\.keys|typeof)\s*\(?\s*$|!!\s*$/;

/** Follows values through a Python or JavaScript script to the calls that print them, in their simple forms. */
export function readCalls(script: Script, name: "python" | "node"): WalkedScript {
  const language = LANGUAGES[name];
  const marks = quotedAt(script.text, "\"'`", "\\");
  const outside = readsOf(script, language);
  const locals = localsOf(script.text, language, outside);
  const sinks: ScriptSink[] = [];
  for (const match of script.text.matchAll(language.prints)) {
    const start = match.index + match[0].length;
    if (marks[match.index] !== 0) continue;
    const range = { start, end: closingBracket(script.text, marks, start) };
    const called = match[0].replace(/\s*\($/, "");
    for (const use of usesWithin(script.text, range, marks, outside, locals))
      sinks.push({ kind: "log", name: called, use });
  }
  return { reads: outside, sinks };
}

function readsOf({ text, holes }: Script, { reads, whole }: CallLanguage): ScriptUse[] {
  const variables = Array.from(text.matchAll(reads), (match): ScriptUse => {
    const name = match.groups?.["name"] ?? match.groups?.["quoted"] ?? "";
    const [start, end] = [match.index, match.index + match[0].length];
    return { origin: "variable", name, start, end, path: [], altered: false };
  });
  const environments = Array.from(text.matchAll(whole), ({ index, 0: { length } }) =>
    environmentAt(index, index + length),
  );
  return [...variables, ...environments, ...holesWithin(holes, 0, text.length)].sort((a, b) => a.start - b.start);
}

/** Uses that lie in a range, of uses in the order of the text. */
function within(uses: readonly ScriptUse[], { start, end }: TextRange): ScriptUse[] {
  let at = partitionPoint(uses.length, (index) => (uses[index]?.start ?? end) < start);
  const found: ScriptUse[] = [];
  for (let use = uses[at]; use !== undefined && use.start < end; use = uses[++at]) if (use.end <= end) found.push(use);
  return found;
}

/** Variables of the script that were set from a line with a value from outside. */
function localsOf(text: string, { assignment }: CallLanguage, outside: readonly ScriptUse[]): Map<string, ScriptUse[]> {
  const locals = new Map<string, ScriptUse[]>();
  for (const match of text.matchAll(assignment)) {
    const start = match.index + match[0].length;
    const lineEnd = text.indexOf("\n", start);
    const end = lineEnd === -1 ? text.length : lineEnd;
    const uses = within(outside, { start, end });
    if (uses.length === 0) continue;
    const around = text.slice(start, uses[0]?.start) + text.slice(uses[0]?.end, end);
    const isWhole = uses.length === 1 && /^[\s"';]*$/.test(around);
    const name = match.groups?.["name"] ?? "";
    locals.set(
      name,
      uses.map((use) => ({ ...use, altered: !isWhole })),
    );
  }
  return locals;
}

/** Characters in front of a value that say what is done with it. */
const BEFORE = 40;

function usesWithin(
  text: string,
  range: TextRange,
  marks: Uint8Array,
  outside: readonly ScriptUse[],
  locals: ReadonlyMap<string, readonly ScriptUse[]>,
): ScriptUse[] {
  const before = (at: number): string => text.slice(Math.max(range.start, at - BEFORE), at);
  const found = within(outside, range);
  for (const match of text.slice(range.start, range.end).matchAll(/(?<![\w$.])[A-Za-z_$][\w$]*/g)) {
    const start = range.start + match.index;
    // In a string a name is only a word, but for `{name}` of an f-string or a template.
    if (marks[start] !== 0 && !/\{\s*$/.test(before(start))) continue;
    found.push(...(locals.get(match[0]) ?? []).map((use) => readAgain(use, start, start + match[0].length)));
  }
  return found.filter(({ start }) => !TELLS_NOTHING.test(before(start)));
}

function closingBracket(text: string, marks: Uint8Array, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (marks[at] !== 0) continue;
    if (text[at] === "(") depth++;
    else if (text[at] === ")" && --depth === 0) return at;
  }
  return text.length;
}
