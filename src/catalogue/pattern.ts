import { type AST, RegExpParser } from "@eslint-community/regexpp";
import type { AnchorLiteral } from "../core/rule.ts";

/** What a pattern's syntax tree tells without running it. */
export interface PatternFacts {
  /** Literals of which every match contains at least one; empty where there is no such set. */
  readonly anchors: readonly AnchorLiteral[];
  /** Bytes from a match's begin to the first of such a literal, at most. */
  readonly lead: number;
  /** Source of what the pattern matches from such a literal on, where that is one thing. */
  readonly tail?: string;
  /** Longest match in bytes of UTF-8. */
  readonly reach: number;
  /** Shortest value of the group `secret` (or shortest match), in characters. */
  readonly least: number;
  /** Characters that every value of the group `secret` (or every match) starts with. */
  readonly prefix: string;
  /** What makes the pattern unfit, as clauses; empty where nothing does. */
  readonly faults: readonly string[];
}

const MAX_REPEAT = 1000;
const MAX_REACH = 65_536;
const MIN_ANCHOR = 3;
const MAX_ANCHORS = 64;
/** Sets of alternatives above this are no use as literals. */
const MAX_EXACT = 48;
const UTF8_LONGEST = 4;

type Node = AST.Element | AST.Alternative | AST.Pattern;

/** What a node matches: exactly one of `exact`, or at least something that contains one of `required`. */
interface Literals {
  readonly exact?: readonly string[];
  readonly required?: Required;
}

/** Texts of which one is there, and bytes from the node's begin to it, at most. */
interface Required {
  readonly texts: readonly string[];
  readonly lead: number;
  /** Source of what follows in the node, from the text on. */
  readonly tail?: string;
}

/** Reads a pattern with the `v` flag. Throws a SyntaxError where it is no regular expression. */
export function analysePattern(source: string, ignoreCase: boolean): PatternFacts {
  const tree = new RegExpParser({ ecmaVersion: 2024 }).parsePattern(source, 0, source.length, { unicodeSets: true });
  const faults: string[] = [];
  const reach = longest(tree, faults);
  if (reach > MAX_REACH) faults.push(`matches up to ${reach} bytes, more than ${MAX_REACH}`);
  const least = shortest(findSecret(tree) ?? tree);
  return { ...anchorsOf(tree, ignoreCase), reach, least, prefix: prefixOf(tree, ignoreCase), faults };
}

function shortest(node: Node): number {
  switch (node.type) {
    case "Pattern":
    case "Group":
    case "CapturingGroup":
      return Math.min(...node.alternatives.map(shortest));
    case "Alternative":
      return node.elements.reduce((sum, element) => sum + shortest(element), 0);
    case "Quantifier":
      return node.min === 0 ? 0 : node.min * shortest(node.element);
    case "Assertion":
      return 0;
    default:
      return 1;
  }
}

function anchorsOf(tree: AST.Pattern, ignoreCase: boolean): Pick<PatternFacts, "anchors" | "lead" | "tail"> {
  const best = bestOf(literalsOf(tree));
  if (best === undefined || score(best.texts) < MIN_ANCHOR || best.texts.length > MAX_ANCHORS) {
    return { anchors: [], lead: 0 };
  }
  const texts = [...new Set(best.texts.map((text) => (ignoreCase ? text.toLowerCase() : text)))];
  // Where a longer one stands, the one that it begins with does too.
  const fewest = texts.filter((text) => !texts.some((other) => other !== text && text.startsWith(other)));
  const anchors = fewest.map((text) => ({ text, ignoreCase: ignoreCase && /[a-z]/.test(text) }));
  return { anchors, lead: best.lead, ...(best.tail === undefined ? {} : { tail: best.tail }) };
}

/** Usefulness of a set of literals as anchors: the length of its shortest member; nothing where one is not plain ASCII. */
function score(set: readonly string[]): number {
  if (set.length === 0 || set.length > MAX_ANCHORS) return 0;
  return Math.min(...set.map((text) => (/^[\t\n\x20-\x7e]*$/.test(text) ? text.length : 0)));
}

function better(a?: Required, b?: Required): Required | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const difference = Math.min(score(a.texts), 8) - Math.min(score(b.texts), 8);
  if (difference !== 0) return difference > 0 ? a : b;
  return a.texts.length <= b.texts.length ? a : b;
}

/** The better of what a node's literals tell. */
function bestOf({ exact, required }: Literals): Required | undefined {
  return better(exact && { texts: exact, lead: 0 }, required);
}

/** What is told of an element, as told of the sequence: `offset` bytes may stand in front of it, `rest` follows. */
function inSequence({ tail, ...required }: Required, offset: number, rest: string): Required {
  const lead = required.lead + offset;
  return { ...required, lead, ...(tail === undefined ? {} : { tail: tail + rest }) };
}

function literalsOf(node: Node): Literals {
  switch (node.type) {
    case "Character":
      return { exact: [String.fromCodePoint(node.value)] };
    case "CharacterClass":
      return literalsOfClass(node);
    case "Assertion":
      return { exact: [""] };
    case "Alternative":
      return literalsOfSequence(node.elements);
    case "Pattern":
    case "Group":
    case "CapturingGroup":
      return literalsOfChoice(node.alternatives);
    case "Quantifier":
      return literalsOfQuantifier(node);
    default:
      return {};
  }
}

function literalsOfClass(node: AST.CharacterClass): Literals {
  if (node.negate || node.elements.length > 10) return {};
  const exact = node.elements.map((element) =>
    element.type === "Character" ? String.fromCodePoint(element.value) : "",
  );
  return exact.includes("") ? {} : { exact };
}

function literalsOfQuantifier({ min, max, element }: AST.Quantifier): Literals {
  const inner = literalsOf(element);
  if (min === 0) {
    return max === 1 && inner.exact !== undefined ? { exact: ["", ...inner.exact] } : {};
  }
  if (min === max && inner.exact?.length === 1 && min <= 64) return { exact: [(inner.exact[0] ?? "").repeat(min)] };
  if (min === 1 && max === 1) return inner;
  const required = bestOf(inner);
  return required === undefined ? {} : { required: { texts: required.texts, lead: required.lead } };
}

function literalsOfSequence(elements: readonly AST.Element[]): Literals {
  const sourceFrom = (at: number): string =>
    elements
      .slice(at)
      .map(({ raw }) => raw)
      .join("");
  let run: Required & { readonly tail: string } = { texts: [""], lead: 0, tail: sourceFrom(0) };
  let best: Required | undefined;
  let whole = true;
  let offset = 0;
  for (const [at, element] of elements.entries()) {
    const from = offset;
    offset += longest(element, []);
    const { exact, required } = literalsOf(element);
    const product = exact === undefined ? undefined : cross(run.texts, exact);
    if (product !== undefined) {
      run = { texts: product, lead: run.lead, tail: run.tail };
      continue;
    }
    whole = false;
    const inner = exact === undefined ? undefined : { texts: exact, lead: from, tail: sourceFrom(at) };
    const nested = required && inSequence(required, from, sourceFrom(at + 1));
    best = better(best, better(run, inner ?? nested));
    run = inner ?? { texts: [""], lead: offset, tail: sourceFrom(at + 1) };
  }
  return whole ? { exact: run.texts } : withRequired(better(best, run));
}

function withRequired(set: Required | undefined): Literals {
  return set === undefined || score(set.texts) === 0 ? {} : { required: set };
}

function cross(heads: readonly string[], tails: readonly string[]): readonly string[] | undefined {
  if (heads.length * tails.length > MAX_EXACT) return undefined;
  return heads.flatMap((head) => tails.map((tail) => head + tail));
}

function literalsOfChoice(alternatives: readonly AST.Alternative[]): Literals {
  const options = alternatives.map(literalsOf);
  const [only] = options;
  if (options.length === 1 && only !== undefined) return only;
  const exact = options.flatMap((option) => option.exact ?? []);
  if (options.every((option) => option.exact !== undefined) && exact.length <= MAX_EXACT) return { exact };
  const sets = options.map((option) => bestOf(option));
  if (sets.includes(undefined)) return {};
  return withRequired({
    texts: sets.flatMap((set) => set?.texts ?? []),
    lead: Math.max(...sets.map((set) => set?.lead ?? 0)),
  });
}

/** Longest match of a node in bytes; notes what is unbounded or looks around too far. */
function longest(node: Node, faults: string[]): number {
  switch (node.type) {
    case "Pattern":
    case "Group":
    case "CapturingGroup":
      return Math.max(...node.alternatives.map((alternative) => longest(alternative, faults)));
    case "Alternative":
      return node.elements.reduce((sum, element) => sum + longest(element, faults), 0);
    case "Quantifier":
      if (node.max > MAX_REPEAT) faults.push(`\`${node.raw}\` repeats more than ${MAX_REPEAT} times`);
      return Math.min(node.max, MAX_REPEAT) * longest(node.element, faults);
    case "Assertion":
      lintAssertion(node, faults);
      return 0;
    case "Backreference":
      faults.push(`\`${node.raw}\` refers back, which no linear engine can do`);
      return 0;
    case "Character":
      return Buffer.byteLength(String.fromCodePoint(node.value));
    case "CharacterClass":
      return !node.negate && node.elements.every(isAsciiElement) ? 1 : UTF8_LONGEST;
    case "CharacterSet":
      return node.kind === "digit" || node.kind === "word" ? 1 : UTF8_LONGEST;
    default:
      return UTF8_LONGEST;
  }
}

function isAsciiElement(element: AST.UnicodeSetsCharacterClassElement | AST.ClassRangesCharacterClassElement): boolean {
  if (element.type === "Character") return element.value < 0x80;
  if (element.type === "CharacterClassRange") return element.max.value < 0x80;
  return element.type === "CharacterSet" && (element.kind === "digit" || element.kind === "word") && !element.negate;
}

/** One character of look-around is a boundary; more defeats a linear engine. */
function lintAssertion(node: AST.Assertion, faults: string[]): void {
  if (node.kind !== "lookahead" && node.kind !== "lookbehind") return;
  const width = Math.max(...node.alternatives.map((alternative) => longest(alternative, faults)));
  if (width > UTF8_LONGEST) faults.push(`\`${node.raw}\` looks around further than one character`);
}

function prefixOf(tree: AST.Pattern, ignoreCase: boolean): string {
  if (ignoreCase) return "";
  const group = findSecret(tree);
  const starts = (group ?? tree).alternatives.map(leadingText);
  const first = starts[0] ?? "";
  let length = 0;
  while (length < first.length && starts.every((start) => start[length] === first[length])) length++;
  return first.slice(0, length);
}

function leadingText({ elements }: AST.Alternative): string {
  let text = "";
  for (const element of elements) {
    if (element.type === "Assertion") continue;
    if (element.type === "Group" && element.alternatives.length === 1) {
      const [inner] = element.alternatives;
      const lead = inner === undefined ? "" : leadingText(inner);
      text += lead;
      if (inner?.elements.some((part) => part.type !== "Character")) return text;
      continue;
    }
    if (element.type !== "Character") return text;
    text += String.fromCodePoint(element.value);
  }
  return text;
}

function findSecret(node: AST.Pattern | AST.Group | AST.CapturingGroup): AST.CapturingGroup | undefined {
  for (const alternative of node.alternatives) {
    for (const element of alternative.elements) {
      const target = element.type === "Quantifier" ? element.element : element;
      if (target.type === "CapturingGroup" && target.name === "secret") return target;
      if (target.type !== "Group" && target.type !== "CapturingGroup") continue;
      const found = findSecret(target);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
