import { complementOf, type Range } from "./syntax.ts";

const range = (from: string, to: string): Range => [from.charCodeAt(0), to.charCodeAt(0)];
const single = (characters: string): Range[] => [...characters].map((one) => range(one, one));

const DIGIT = [range("0", "9")];
const LOWER = [range("a", "z")];
const UPPER = [range("A", "Z")];
const ALPHA = [...UPPER, ...LOWER];
const WORD = [...DIGIT, ...ALPHA, ...single("_")];
const SPACE = single("\t\n\f\r ");

/** What a backslash and a letter stand for: ASCII, as RE2 has it. */
const PERL: Readonly<Record<string, readonly Range[]>> = { d: DIGIT, w: WORD, s: SPACE };

/** Names of POSIX classes: `[[:alpha:]]`. */
const POSIX: ReadonlyMap<string, readonly Range[]> = new Map<string, readonly Range[]>(
  Object.entries({
    alnum: [...DIGIT, ...ALPHA],
    alpha: ALPHA,
    ascii: [[0, 0x7f]],
    blank: single("\t "),
    cntrl: [
      [0, 0x1f],
      [0x7f, 0x7f],
    ],
    digit: DIGIT,
    graph: [range("!", "~")],
    lower: LOWER,
    print: [range(" ", "~")],
    punct: [range("!", "/"), range(":", "@"), range("[", "`"), range("{", "~")],
    space: single("\t\n\v\f\r "),
    upper: UPPER,
    word: WORD,
    xdigit: [...DIGIT, range("A", "F"), range("a", "f")],
  }),
);

/** The characters of `\d`, `\W` and their like; undefined where the letter stands for none. */
export function perlClass(letter: string): readonly Range[] | undefined {
  const ranges = PERL[letter.toLowerCase()];
  return ranges === undefined || letter === letter.toLowerCase() ? ranges : complementOf(ranges);
}

/** The characters of a POSIX class, `^` in front of the name turning it round; undefined where there is no such class. */
export function posixClass(name: string): readonly Range[] | undefined {
  const ranges = POSIX.get(name.replace("^", ""));
  return ranges === undefined || !name.startsWith("^") ? ranges : complementOf(ranges);
}

/** Sets that JavaScript has a short name for. */
export const NAMED_SETS: readonly (readonly [name: string, ranges: readonly Range[]])[] = [
  [String.raw`\w`, WORD],
  [String.raw`\d`, DIGIT],
];
