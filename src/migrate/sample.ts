import { casesOf } from "./regex/letter-case.ts";
import { complementOf, holdsCode, mergeRanges, type Range, type RegexNode } from "./regex/syntax.ts";

/** Alphabets of the templates that examples are written with, the widest first. */
const ALPHABETS: readonly (readonly [name: string, characters: string])[] = [
  ["alnum", "azAZ09"],
  ["alpha", "azAZ"],
  ["lowernum", "az09"],
  ["uppernum", "AZ09"],
  ["hex", "af09"],
  ["HEX", "AF09"],
  ["lower", "az"],
  ["upper", "AZ"],
  ["digit", "09"],
];

const LONGEST_OPEN = 20;

/** A text that a pattern matches, its value marked, with templates where characters are free; choices go to the option of that number where there is one. */
export function sampleOf(root: RegexNode, secretGroup: number | undefined, option: number): string {
  const inner = write(root, { secretGroup, option, length: 1 });
  return secretGroup === undefined ? `«${inner}»` : inner;
}

interface Writing {
  readonly secretGroup: number | undefined;
  readonly option: number;
  /** How often a set is repeated. */
  readonly length: number;
}

function write(node: RegexNode, writing: Writing): string {
  switch (node.kind) {
    case "char":
      return String.fromCodePoint(node.code).repeat(writing.length);
    case "set":
      return writeSet(node, writing.length);
    case "any":
      return writing.length === 0 ? "" : `‹alnum ${writing.length}›`;
    case "sequence":
      return node.items.map((item) => write(item, { ...writing, length: 1 })).join("");
    case "choice":
      return write(node.options[writing.option % node.options.length] ?? { kind: "sequence", items: [] }, writing);
    case "group": {
      const body = write(node.body, { ...writing, length: 1 });
      return node.index !== undefined && node.index === writing.secretGroup ? `«${body}»` : body;
    }
    case "repeat":
      return writeRepeat(node, writing);
    case "assert":
      return "";
  }
}

function writeRepeat({ body, min, max }: RegexNode & { readonly kind: "repeat" }, writing: Writing): string {
  const isSet = body.kind === "set" || body.kind === "any";
  // What may go on without end is most likely the value, and of some length.
  const count = isSet && max === undefined && min > 0 ? Math.max(min, LONGEST_OPEN) : min;
  if (count === 0) return holdsSecret(body, writing.secretGroup) ? write(body, { ...writing, length: 1 }) : "";
  return isSet || body.kind === "char"
    ? write(body, { ...writing, length: count })
    : write(body, { ...writing, length: 1 }).repeat(count);
}

function holdsSecret(node: RegexNode, secretGroup: number | undefined): boolean {
  return node.kind === "group" && node.index !== undefined && node.index === secretGroup;
}

function writeSet(node: RegexNode & { readonly kind: "set" }, length: number): string {
  const { negated, properties } = node.set;
  const all = node.fold ? casesOf(node).ranges : mergeRanges(node.set.ranges);
  const ranges = negated ? complementOf(all) : all;
  if (properties.length > 0 && !negated) return "";
  const alphabet = ALPHABETS.find(([, ends]) => pairs(ends).every(([from, to]) => isWithin(from, to, ranges)));
  if (alphabet !== undefined && length > 1) return `‹${alphabet[0]} ${length}›`;
  const plain = [..." =:'\"a0", ...Array.from({ length: 94 }, (_, index) => String.fromCharCode(33 + index))];
  const one = plain.find((character) => holdsCode(ranges, character.charCodeAt(0))) ?? "";
  return one.repeat(length);
}

const pairs = (ends: string): [number, number][] =>
  Array.from({ length: ends.length / 2 }, (_, index) => [ends.charCodeAt(index * 2), ends.charCodeAt(index * 2 + 1)]);

const isWithin = (from: number, to: number, ranges: readonly Range[]): boolean =>
  ranges.some(([start, end]) => start <= from && to <= end);
