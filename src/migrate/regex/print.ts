import { casesOf, isCased } from "./letter-case.ts";
import { printCharacter, printSet } from "./print-set.ts";
import type { Assertion, RegexNode } from "./syntax.ts";

/** How a pattern is to be written. */
export interface PrintOptions {
  /** Repeats without an end get this one; they keep none where absent. */
  readonly bound?: number;
  /** The capturing group that holds the value; the others are written as plain groups. */
  readonly secretGroup?: number;
}

/** A pattern as JavaScript writes it for the flag `v`. */
export interface PrintedRegex {
  readonly source: string;
  readonly ignoreCase: boolean;
}

/** Writes a pattern in JavaScript's syntax. What ignores case only in part is written out in both cases. */
export function printRegex(root: RegexNode, options: PrintOptions): PrintedRegex {
  const folds = casedFolds(root);
  const ignoreCase = folds.has(true) && !folds.has(false);
  const printer = new Printer(options, folds.has(true) && folds.has(false));
  return { source: printer.print(root), ignoreCase };
}

const ASSERTIONS: Readonly<Record<Assertion, string>> = {
  "text-start": "^",
  "text-end": "$",
  "text-end-or-break": String.raw`(?=\n?$)`,
  "line-start": String.raw`(?:^|(?<=\n))`,
  "line-end": String.raw`(?=\n|$)`,
  word: String.raw`\b`,
  "no-word": String.raw`\B`,
};

class Printer {
  readonly #options: PrintOptions;
  readonly #writesCases: boolean;

  constructor(options: PrintOptions, writesCases: boolean) {
    this.#options = options;
    this.#writesCases = writesCases;
  }

  print(node: RegexNode): string {
    switch (node.kind) {
      case "char":
        return node.fold && this.#writesCases && isCased(node) ? printSet(casesOf(node)) : printCharacter(node.code);
      case "set":
        return printSet(node.fold && this.#writesCases ? casesOf(node) : node.set);
      case "any":
        return node.breaks ? String.raw`[\s\S]` : String.raw`[^\n]`;
      case "sequence":
        return node.items
          .map((item) => (item.kind === "choice" ? `(?:${this.print(item)})` : this.print(item)))
          .join("");
      case "choice":
        return node.options.map((option) => this.print(option)).join("|");
      case "group":
        return this.#printGroup(node);
      case "repeat":
        return this.#printRepeat(node);
      case "assert":
        return ASSERTIONS[node.what];
    }
  }

  #printGroup({ index, body }: RegexNode & { readonly kind: "group" }): string {
    const isSecret = index !== undefined && index === this.#options.secretGroup;
    return `(?${isSecret ? "<secret>" : ":"}${this.print(body)})`;
  }

  #printRepeat({ body, min, max, lazy }: RegexNode & { readonly kind: "repeat" }): string {
    const isWhole = body.kind === "char" || body.kind === "set" || body.kind === "any" || body.kind === "group";
    const inner = isWhole ? this.print(body) : `(?:${this.print(body)})`;
    const most = max ?? Math.max(min, this.#options.bound ?? Number.POSITIVE_INFINITY);
    return `${inner}${countsOf(min, most)}${lazy ? "?" : ""}`;
  }
}

function countsOf(min: number, max: number): string {
  if (min === 0 && max === 1) return "?";
  if (max === Number.POSITIVE_INFINITY) return min === 0 ? "*" : min === 1 ? "+" : `{${min},}`;
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

/** How the parts whose case matters are read: with it, without, or some this and some that way. */
function casedFolds(node: RegexNode): ReadonlySet<boolean> {
  switch (node.kind) {
    case "char":
    case "set":
      return new Set(isCased(node) ? [node.fold] : []);
    case "sequence":
      return union(node.items);
    case "choice":
      return union(node.options);
    case "group":
    case "repeat":
      return casedFolds(node.body);
    default:
      return new Set();
  }
}

const union = (nodes: readonly RegexNode[]): ReadonlySet<boolean> =>
  new Set(nodes.flatMap((node) => [...casedFolds(node)]));
