import { type AST, RegExpParser } from "@eslint-community/regexpp";

/** A set of bytes: 256 bits in words of 32. */
export type ByteSet = Uint32Array;

/** One stretch of a path: `min` to `max` bytes of a set. */
export interface Step {
  readonly bytes: ByteSet;
  readonly min: number;
  readonly max: number;
  /** Whether it lies in the group `secret`. */
  readonly secret: boolean;
}

/** One way through a pattern. `notBefore` are bytes that a look-behind in front of step `at` rules out. */
export interface Path {
  readonly steps: readonly Step[];
  readonly notBefore: ReadonlyMap<number, ByteSet>;
}

/** Ways above this are drawn together where they part. */
const MOST_PATHS = 256;

/** A group that repeats more often is drawn together at once. */
const MOST_COPIES = 4;

const WORDS = 8;

export function byteSet(test: (byte: number) => boolean): ByteSet {
  const words = new Uint32Array(WORDS);
  for (let byte = 0; byte < 256; byte++)
    if (test(byte)) words[byte >> 5] = (words[byte >> 5] as number) | (1 << (byte & 31));
  return words;
}

const holds = (bytes: ByteSet, byte: number): boolean => (((bytes[byte >> 5] as number) >>> (byte & 31)) & 1) === 1;

/** The bytes of a set, in order. */
export function bytesIn(bytes: ByteSet): number[] {
  const found: number[] = [];
  for (let byte = 0; byte < 256; byte++) if (holds(bytes, byte)) found.push(byte);
  return found;
}

const union = (a: ByteSet, b: ByteSet): ByteSet => a.map((word, index) => word | (b[index] as number));

export const isSubset = (inner: ByteSet, outer: ByteSet): boolean =>
  inner.every((word, index) => (word & ~(outer[index] as number)) === 0);

export const isDisjoint = (a: ByteSet, b: ByteSet): boolean =>
  a.every((word, index) => (word & (b[index] as number)) === 0);

const NOTHING = byteSet(() => false);
const EVERYTHING = byteSet(() => true);
/** Bytes of characters beyond ASCII. */
const BEYOND = byteSet((byte) => byte >= 0x80);

interface Context {
  readonly ignoreCase: boolean;
  readonly secret: boolean;
}

/** All ways through a pattern of the flag `v`, each a row of byte sets. What repeats as a group is drawn together. */
export function pathsOf(source: string, ignoreCase: boolean): Path[] {
  const tree = new RegExpParser({ ecmaVersion: 2024 }).parsePattern(source, 0, source.length, { unicodeSets: true });
  return ways(tree.alternatives, { ignoreCase, secret: false });
}

const EMPTY: Path = { steps: [], notBefore: new Map() };

function ways(alternatives: readonly AST.Alternative[], context: Context): Path[] {
  return alternatives.flatMap(({ elements }) =>
    elements.reduce<Path[]>(
      (heads, element) => {
        const tails = waysOf(element, context);
        if (heads.length * tails.length <= MOST_PATHS)
          return heads.flatMap((head) => tails.map((tail) => join(head, tail)));
        return heads.map((head) => join(head, drawnTogether(tails, context)));
      },
      [EMPTY],
    ),
  );
}

function join(head: Path, tail: Path): Path {
  const shift = head.steps.length;
  const notBefore = new Map(head.notBefore);
  for (const [at, bytes] of tail.notBefore)
    notBefore.set(at + shift, union(bytes, notBefore.get(at + shift) ?? NOTHING));
  return { steps: [...head.steps, ...tail.steps], notBefore };
}

/** Several ways as one step that allows all of them. */
function drawnTogether(paths: readonly Path[], { secret }: Context): Path {
  const bytes = paths.flatMap(({ steps }) => steps).reduce((all, step) => union(all, step.bytes), NOTHING);
  const lengths = paths.map(({ steps }) => [sum(steps, "min"), sum(steps, "max")] as const);
  const min = Math.min(...lengths.map(([least]) => least));
  const max = Math.max(...lengths.map(([, most]) => most));
  return { steps: [{ bytes, min, max, secret }], notBefore: new Map() };
}

export const sum = (steps: readonly Step[], key: "min" | "max"): number =>
  steps.reduce((total, step) => total + step[key], 0);

/** Bytes that stand in front of a step at most. */
export const leadTo = ({ steps }: Path, at: number): number => sum(steps.slice(0, at), "max");

function waysOf(element: AST.Element, context: Context): Path[] {
  switch (element.type) {
    case "Group":
      return ways(element.alternatives, context);
    case "CapturingGroup":
      return ways(element.alternatives, { ...context, secret: context.secret || element.name === "secret" });
    case "Quantifier":
      return waysOfQuantifier(element, context);
    case "Assertion":
      return [lookBehind(element, context)];
    default:
      return [one(bytesOf(element, context), context)];
  }
}

const one = (bytes: ByteSet, { secret }: Context, min = 1, max = 1): Path => ({
  steps: [{ bytes, min, max: isSubset(bytes, ASCII) ? max : max * 4, secret }],
  notBefore: new Map(),
});

const ASCII = byteSet((byte) => byte < 0x80);

function waysOfQuantifier({ element, min, max }: AST.Quantifier, context: Context): Path[] {
  const inner = waysOf(element, context);
  const [only] = inner;
  if (inner.length === 1 && only?.steps.length === 1) {
    const [step] = only.steps as [Step];
    if (min === 0 && max === 1 && isFew(step.bytes)) return [EMPTY, ...inner];
    return [{ steps: [{ ...step, min: step.min * min, max: step.max * max }], notBefore: new Map() }];
  }
  if (min === 0 && max === 1) return [EMPTY, ...inner];
  if (max <= MOST_COPIES) return copies(inner, { min, max }, context);
  const [step] = drawnTogether(inner, context).steps as [Step];
  return [{ steps: [{ ...step, min: step.min * min, max: step.max * max }], notBefore: new Map() }];
}

/** A group that repeats a few times, each number of times a way of its own. */
function copies(inner: readonly Path[], { min, max }: { min: number; max: number }, context: Context): Path[] {
  const found: Path[] = min === 0 ? [EMPTY] : [];
  let heads: Path[] = [EMPTY];
  for (let count = 1; count <= max; count++) {
    const tails = heads.length * inner.length > MOST_PATHS ? [drawnTogether(inner, context)] : inner;
    heads = heads.flatMap((head) => tails.map((tail) => join(head, tail)));
    if (count >= min) found.push(...heads);
  }
  return found;
}

/** Few enough bytes for an optional one to be two ways, as in `api[_\-]?key`. */
const isFew = (bytes: ByteSet): boolean => bytesIn(bytes).length <= 4;

/** `(?<!x)` in front of something: remembered, because it tells where a match can begin. Others allow anything. */
function lookBehind(node: AST.Assertion, context: Context): Path {
  if (node.kind !== "lookbehind" || !node.negate) return EMPTY;
  const sets = node.alternatives.map(({ elements: [only, ...more] }) =>
    only !== undefined &&
    more.length === 0 &&
    (only.type === "Character" ||
      only.type === "CharacterClass" ||
      only.type === "CharacterSet" ||
      only.type === "ExpressionCharacterClass")
      ? bytesOf(only, context)
      : NOTHING,
  );
  return { steps: [], notBefore: new Map([[0, sets.reduce(union, NOTHING)]]) };
}

type SetNode = AST.Element | AST.UnicodeSetsCharacterClassElement | AST.ClassRangesCharacterClassElement;

function bytesOf(node: SetNode, context: Context): ByteSet {
  switch (node.type) {
    case "Character":
      return ofRange(node.value, node.value, context);
    case "CharacterClassRange":
      return ofRange(node.min.value, node.max.value, context);
    case "CharacterClass": {
      const all = (node.elements as readonly SetNode[]).map((part) => bytesOf(part, context)).reduce(union, NOTHING);
      return node.negate ? union(complement(all), BEYOND) : all;
    }
    case "CharacterSet":
      return ofCharacterSet(node);
    default:
      return EVERYTHING;
  }
}

const complement = (bytes: ByteSet): ByteSet => bytes.map((word) => ~word);

function ofRange(from: number, to: number, { ignoreCase }: Context): ByteSet {
  const within = (byte: number): boolean => byte >= from && byte <= to;
  const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
  const ascii = byteSet(
    (byte) => byte < 0x80 && (within(byte) || (ignoreCase && isLetter(byte) && within(byte ^ 0x20))),
  );
  return to >= 0x80 ? union(ascii, BEYOND) : ascii;
}

function ofCharacterSet(node: AST.CharacterSet): ByteSet {
  const matches = (test: RegExp): ByteSet => byteSet((byte) => byte < 0x80 && test.test(String.fromCharCode(byte)));
  if (node.kind === "digit") return node.negate ? union(complement(matches(/\d/)), BEYOND) : matches(/\d/);
  if (node.kind === "word") return node.negate ? union(complement(matches(/\w/)), BEYOND) : matches(/\w/);
  if (node.kind === "space")
    return node.negate ? union(complement(matches(/\s/)), BEYOND) : union(matches(/\s/), BEYOND);
  if (node.kind === "property" && /^(?:L|Letter|Alphabetic)$/.test(node.key) && !node.negate) {
    return union(matches(/[A-Za-z]/), BEYOND);
  }
  return EVERYTHING;
}
