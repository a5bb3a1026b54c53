import { perlClass } from "./character-classes.ts";
import { readEscape } from "./escapes.ts";
import { propertyOf } from "./property.ts";
import { Reader } from "./reader.ts";
import { readSet } from "./set.ts";
import { type Assertion, type Dialect, type RegexNode, Untranslatable } from "./syntax.ts";

interface Flags {
  readonly i: boolean;
  readonly m: boolean;
  readonly s: boolean;
  /** Swaps greedy and lazy. */
  readonly U: boolean;
}

/** A pattern with the names of its capturing groups, in their order; a group without one is undefined. */
export interface ParsedRegex {
  readonly root: RegexNode;
  readonly groups: readonly (string | undefined)[];
}

/** Deeper is no pattern that somebody wrote. */
const DEEPEST = 100;

/** Reads a pattern of another tool. Throws an Untranslatable that says what in it has no equal. */
export function parseRegex(source: string, dialect: Dialect): ParsedRegex {
  const parser = new Parser(source, dialect);
  const root = parser.readChoice({ i: false, m: false, s: false, U: false }, 0);
  if (!parser.reader.done) throw new Untranslatable("a `)` closes no group");
  return { root, groups: parser.groups };
}

class Parser {
  readonly reader: Reader;
  readonly dialect: Dialect;
  readonly groups: (string | undefined)[] = [];

  constructor(source: string, dialect: Dialect) {
    this.reader = new Reader(source);
    this.dialect = dialect;
  }

  readChoice(initial: Flags, depth: number): RegexNode {
    if (depth > DEEPEST) throw new Untranslatable("it is nested too deeply");
    const options: RegexNode[] = [];
    let flags = initial;
    do {
      const items: RegexNode[] = [];
      while (!this.reader.done && this.reader.peek() !== "|" && this.reader.peek() !== ")") {
        const changed = this.#readFlags(flags);
        if (changed === undefined) this.#readItem(items, flags, depth);
        else flags = changed;
      }
      options.push(items.length === 1 && items[0] !== undefined ? items[0] : { kind: "sequence", items });
    } while (this.reader.take("|"));
    return options.length === 1 && options[0] !== undefined ? options[0] : { kind: "choice", options };
  }

  /** Flags that hold from here on: `(?i)`. */
  #readFlags(flags: Flags): Flags | undefined {
    const written = this.reader.takeMatch(/\(\?([A-Za-z]*)(?:-([A-Za-z]+))?\)/y);
    return written === undefined ? undefined : this.#withFlags(flags, written[1] ?? "", written[2] ?? "");
  }

  #withFlags(flags: Flags, on: string, off: string): Flags {
    const changed: Record<string, boolean> = { ...flags };
    // Python's `a` and `u` choose between ASCII and Unicode, which makes no difference that counts here.
    const known = this.dialect === "go" ? "imsU" : "imsau";
    for (const letter of on + off) {
      if (!known.includes(letter)) throw new Untranslatable(`the flag \`${letter}\` has no equal`);
    }
    for (const letter of on) changed[letter] = true;
    for (const letter of off) changed[letter] = false;
    return changed as unknown as Flags;
  }

  #readItem(items: RegexNode[], flags: Flags, depth: number): void {
    const quoted = this.dialect === "go" ? this.reader.takeMatch(/\\Q([^]*?)(?:\\E|$)/y)?.[1] : undefined;
    const read = quoted === undefined ? [this.#readAtom(flags, depth)] : charactersOf(quoted, flags.i);
    const last = read.pop();
    items.push(...read);
    if (last !== undefined) items.push(this.#readRepeats(last, flags));
  }

  #readAtom(flags: Flags, depth: number): RegexNode {
    const { reader, dialect } = this;
    if (reader.take("(")) return this.#readGroup(flags, depth);
    if (reader.take("[")) return { kind: "set", set: readSet(reader, dialect), fold: flags.i };
    if (reader.take(".")) return { kind: "any", breaks: flags.s };
    if (reader.take("^")) return assertion(flags.m ? "line-start" : "text-start");
    if (reader.take("$")) {
      if (flags.m) return assertion("line-end");
      return assertion(dialect === "go" ? "text-end" : "text-end-or-break");
    }
    if (reader.peek() === "\\") return this.#readEscape(flags);
    const repeat = reader.takeMatch(/[*+?]|\{\d+(?:,\d*)?\}/y);
    if (repeat !== undefined) throw new Untranslatable(`nothing stands in front of \`${repeat[0]}\``);
    return { kind: "char", code: reader.next(), fold: flags.i };
  }

  #readEscape({ i: fold }: Flags): RegexNode {
    const { reader, dialect } = this;
    reader.take("\\");
    const asserted = reader.takeMatch(dialect === "go" ? /[bBAz]/y : /[bBAZ]/y)?.[0];
    if (asserted !== undefined) return assertion(ASSERTIONS[asserted] as Assertion);
    const property = reader.takeMatch(/([pP])(?:\{(\^?)(\w+)\}|([A-Z]))/y);
    if (property !== undefined && dialect === "go") {
      return { kind: "set", set: { negated: false, ranges: [], properties: [propertyOf(property)] }, fold };
    }
    const ranges = perlClass(reader.peek());
    if (ranges === undefined) return { kind: "char", code: readEscape(reader, dialect), fold };
    reader.next();
    return { kind: "set", set: { negated: false, ranges, properties: [] }, fold };
  }

  #readGroup(flags: Flags, depth: number): RegexNode {
    const { reader } = this;
    if (reader.takeMatch(/\?(?:<?[=!])/y) !== undefined)
      throw new Untranslatable("it looks around, with `(?=`, `(?!` or `(?<`");
    if (reader.takeMatch(/\?>/y) !== undefined) throw new Untranslatable("`(?>` has no equal");
    if (reader.takeMatch(/\?P?[=(]/y) !== undefined) throw new Untranslatable("it refers back to a group");
    if (reader.takeMatch(/\?#[^)]*\)/y) !== undefined) return { kind: "sequence", items: [] };
    const named = reader.takeMatch(/\?P?<(\w+)>/y)?.[1];
    const scoped = named === undefined ? reader.takeMatch(/\?([A-Za-z]*)(?:-([A-Za-z]+))?:/y) : undefined;
    if (named === undefined && scoped === undefined && reader.peek() === "?") {
      throw new Untranslatable("a group begins with `(?` and something unknown");
    }
    if (scoped === undefined) this.groups.push(named);
    const index = this.groups.length;
    const inside = scoped === undefined ? flags : this.#withFlags(flags, scoped[1] ?? "", scoped[2] ?? "");
    const body = this.readChoice(inside, depth + 1);
    if (!reader.take(")")) throw new Untranslatable("a group is not closed");
    if (scoped !== undefined) return { kind: "group", body };
    return { kind: "group", index, body, ...(named === undefined ? {} : { name: named }) };
  }

  #readRepeats(atom: RegexNode, flags: Flags): RegexNode {
    const { reader } = this;
    // Python takes `{,3}` for a repeat, Go for text.
    const isOpen = this.dialect === "python" && reader.takeMatch(/\{(?=,\d+\})/y) !== undefined;
    const written = isOpen
      ? reader.takeMatch(/()()(,)(\d{1,6})\}/y)
      : reader.takeMatch(/([*+?])|\{(\d{1,6})(?:(,)(\d{0,6}))?\}/y);
    if (written === undefined) return atom;
    if (atom.kind === "assert") throw new Untranslatable("it repeats what stands for no character");
    const [, sign, least = "", comma, most = ""] = written;
    const isCounted = sign === undefined || sign === "";
    const min = isCounted ? Number(least) : sign === "+" ? 1 : 0;
    const max = isCounted ? maxOf(least, comma, most) : sign === "?" ? 1 : undefined;
    if (max !== undefined && max < min) throw new Untranslatable("a repeat ends before it begins");
    const lazy = reader.take("?") !== flags.U;
    if (reader.takeMatch(/[*+?]|\{\d+(?:,\d*)?\}/y) !== undefined)
      throw new Untranslatable("a repeat is repeated, or possessive");
    return { kind: "repeat", body: atom, min, lazy, ...(max === undefined ? {} : { max }) };
  }
}

function maxOf(least: string, comma: string | undefined, most: string): number | undefined {
  if (comma === undefined) return Number(least);
  return most === "" ? undefined : Number(most);
}

const ASSERTIONS: Readonly<Record<string, Assertion>> = {
  b: "word",
  B: "no-word",
  A: "text-start",
  z: "text-end",
  Z: "text-end",
};

const assertion = (what: Assertion): RegexNode => ({ kind: "assert", what });

function charactersOf(text: string, fold: boolean): RegexNode[] {
  return Array.from(text, (one) => ({ kind: "char", code: one.codePointAt(0) ?? 0, fold }));
}
