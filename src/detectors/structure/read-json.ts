import type { Collector } from "./collector.ts";

/** A reader that meets more containers in each other stops: no document that people write has as many. */
const MOST_NESTED = 10_000;

const BLANK = /[\s:]*/y;
const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const FLOW_COMMENT = /#[^\n]*/y;
const BARE = /[^,:\[\]\{\}"'\s][^,:\[\]\{\}"'\s]*/vy;
/** In YAML a word may hold blanks and colons. */
const FLOW_BARE = /[^,\[\]\{\}\s](?:(?!:\s|\s#)[^,\[\]\{\}\r\n]){0,2000}/vy;
const KEY_MARK = /\s*:/y;

/**
 * Reads JSON, with comments and whatever else JSON5 allows, from an offset on, tells the collector, and gives where it ended.
 * Broken JSON is read as far as it makes sense. `flow` reads one collection of YAML.
 */
export function readJson(text: string, from: number, collector: Collector, flow = false): number {
  const nested: string[] = [];
  let key = "";
  let at = after(BLANK, text, from);
  while (at < text.length) {
    const character = text[at] as string;
    if (character === "{" || character === "[") {
      if (nested.length >= MOST_NESTED) break;
      collector.open(key);
      nested.push(character);
      key = "";
      at++;
    } else if (character === "}" || character === "]") {
      nested.pop();
      collector.close();
      key = "";
      at++;
      if (flow && nested.length === 0) return at;
    } else if (character === ",") {
      key = "";
      at++;
    } else {
      const word = readWord(text, at, flow);
      if (word === undefined) at = Math.max(at + 1, after(flow ? FLOW_COMMENT : COMMENT, text, at));
      else if (key === "" && nested.at(-1) === "{" && after(KEY_MARK, text, word.next) > word.next) key = word.raw;
      else {
        const value = word.quoted && word.raw.includes("\\") ? unescaped(word.raw) : word.raw;
        collector.scalar(key, value, word.start, word.start + word.raw.length, word.quoted);
        key = "";
      }
      at = word?.next ?? at;
    }
    at = after(BLANK, text, at);
  }
  for (const _ of nested) collector.close();
  return at;
}

interface Word {
  readonly raw: string;
  readonly start: number;
  readonly next: number;
  readonly quoted: boolean;
}

function readWord(text: string, at: number, flow: boolean): Word | undefined {
  const character = text[at];
  if (character === (flow ? "#" : "/")) return undefined;
  if (character === '"' || character === "'") return readString(text, at, flow);
  const pattern = flow ? FLOW_BARE : BARE;
  pattern.lastIndex = at;
  const found = pattern.exec(text);
  if (found === null) return undefined;
  return { raw: found[0].trimEnd(), start: at, next: pattern.lastIndex, quoted: false };
}

const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;

/** Character by character: a string may hold a picture, which is too long for a regular expression. */
function readString(text: string, at: number, flow: boolean): Word {
  const quote = text.charCodeAt(at);
  let end = at + 1;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === quote) break;
    if (code === BACKSLASH) end++;
    // A string that is cut ends with its line, or what follows would be taken for it; in YAML one may go on.
    else if (code === LINE_FEED && !flow) break;
  }
  return { raw: text.slice(at + 1, end), start: at + 1, next: Math.min(end + 1, text.length), quoted: true };
}

/** Where what a sticky pattern matches at an offset ends; the offset itself where it does not. */
function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", "0": "\0", "\n": "" };

/** Resolves the escapes that JSON, JSON5 and YAML's double quotes have. */
export function unescaped(raw: string): string {
  return raw.replaceAll(/\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|([\s\S]))/gv, (_, four, two, one: string) => {
    const code = (four ?? two) as string | undefined;
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return ESCAPES[one] ?? one;
  });
}
