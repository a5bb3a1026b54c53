import { once } from "./once.ts";

/**
 * What every match of a rule has, told in a way that a matcher finds fast: it looks for anchors, and only where it finds one
 * is a rule's pattern tried. Texts are printable ASCII but for words of other scripts, in lower case where `ignoreCase` is set.
 *
 * A *run* is a stretch of value bytes (see `byte-class.ts`) of at least `LEAST_RUN`. A *boundary* is a place in a run that no
 * byte of a word stands in front of, but for the end of an escape (`\n`, `\u0020`, `%20`).
 */
export type Anchor = RunAnchor | LeadAnchor | ValueAnchor | UrlAnchor | WordAnchor | TailAnchor;

/** A literal in a run, `offset` bytes after a boundary. */
export interface RunAnchor extends Literal {
  readonly kind: "run";
  readonly offset: number;
  /** Value bytes from the literal's first on, at least. */
  readonly least: number;
  /** Classes of the `length` bytes that follow the literal. */
  readonly mask: number;
  readonly length: number;
}

/** A literal of three bytes or more that ends where a run begins. */
export interface LeadAnchor extends Literal {
  readonly kind: "lead";
  /** Value bytes after the literal, at least. */
  readonly least: number;
  /** Classes of the `length` bytes that follow the literal. */
  readonly mask: number;
  readonly length: number;
}

/** A value that holds a digit and begins where a run does, and a name in front of it that holds the literal. */
export interface ValueAnchor extends Literal {
  readonly kind: "value";
  /** Bytes from the literal's first to the value's, at most. */
  readonly within: number;
  /** Classes of the value's first `length` bytes. */
  readonly mask: number;
  readonly length: number;
  /** What every name ends in, in lower case, three characters or more; the literal itself may end one where it is `alone`. */
  readonly endings: readonly string[];
  /** Set where the literal is a provider's whole name, which can stand by itself or begin a call of its client. */
  readonly alone?: true;
}

/** A literal within `URL_REACH` bytes after the slashes of an address: `@`, or three bytes or more. */
export interface UrlAnchor extends Literal {
  readonly kind: "url";
}

/** A literal that holds one of the `triggers`. */
export interface WordAnchor extends Literal {
  readonly kind: "word";
  /** Set where an assignment must follow: to a name that holds the literal, of a value that can be a secret. */
  readonly assigned?: true;
}

/**
 * A name to which something that can be a secret is assigned, of whatever length: it ends in one of `tails`, but for numbers and
 * such behind it, each of which holds a trigger, and has the literal before it.
 */
export interface TailAnchor extends Literal {
  readonly kind: "tail";
  readonly tails: readonly string[];
}

interface Literal {
  readonly text: string;
  readonly ignoreCase: boolean;
  /** Bytes from a match's begin to the literal at most; as many as the rule reaches where absent. */
  readonly lead?: number;
}

/** How far behind `://` an address is looked into. */
export const URL_REACH = 1280;

/**
 * Three bytes each, letters in either case, in the buckets in which the matcher looks for them: what a bucket's members have at
 * one place goes together with what any other has at the next. Which goes where was chosen for the fewest false hits in source
 * code; of all bytes about fourteen in a thousand end in one. Those of other scripts cost nothing in ASCII.
 */
const WRITTEN_BUCKETS: readonly (readonly string[])[] = [
  ["asi", "asl", "pwd", "tco", ":*:", "令", "暗"],
  ["pas", "ras", "wac", "ysq", "_sa", ":aa", "psk"],
  ["ede", "ecu", "ecr", "enh", "enn", "bkf", '"d"', '"d\\'],
  ["t u", "tok", "-be", "sif"],
  ["uth", "udo", "xe ", "yen", ":th", "wt.", "5q~", "7q~", "8q~", "9q~", "패"],
  ["key", "bea", "bbi", "hma", "ied", "ola", "ogi", "ig=", ":0:"],
  ["://", ":\\/", "-us", ":33", ":54", ":64", ":$6", ":$$", ":!$", "6q~", "密", "口", "비", "암"],
  [
    ...[" ", "\t", "\n", "'", '"'].flatMap((before) => ["-u", "-p", "-w", "-a"].map((flag) => before + flag)),
    " /p",
    " /r",
    ...["y", "g", "a", "1", "2", "5"].map((scheme) => `:$${scheme}`),
    // Fronts of words for passwords: eñ, sł, ö, of Cyrillic and Japanese.
    "eñ",
    "sł",
    "şi",
    "lö",
    "пар",
    "Пар",
    "パ",
  ],
];

/** A text's bytes in UTF-8, each as the character of its number: what literals are compared as. */
export const byteText = (text: string): string => String.fromCharCode(...new TextEncoder().encode(text));

/** Letters of ASCII in lower case, all else as it is. */
export const lowerAscii = (text: string): string => text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());

/** As written, but in bytes: the first three of each. Only the build and rules of a repository's own ask for them. */
export const triggerBuckets = once((): readonly (readonly string[])[] =>
  WRITTEN_BUCKETS.map((bucket) => bucket.map((text) => byteText(text).slice(0, 3))),
);

export const triggers = once((): readonly string[] => triggerBuckets().flat());

/**
 * Three bytes as escaped text has them, by the bucket of triggers that they are looked for with: a token may be hidden by escapes. They
 * are so seldom met in source code that what they add in false hits decided on their buckets.
 */
export const ESCAPE_BUCKETS: ReadonlyMap<number, readonly string[]> = new Map([
  [4, ["\\x6", "\\x7", "\\u0"]],
  [
    6,
    [
      ...["3A", "3D", "22", "40", "2F", "2B"].map((code) => `%${code}`),
      ...["%6", "%7"].flatMap((half) => Array.from({ length: 10 }, (_, digit) => `${half}${digit}`)),
      ...["14", "15", "16"].map((code) => `\\${code}`),
      ";&#",
      ";:&",
    ],
  ],
]);

export const ESCAPES: readonly string[] = [...ESCAPE_BUCKETS.values()].flat();

/** The word that a comment begins with which hides findings; matchers look for it, too, where no byte of a word is in front. */
export const MARKER_WORD = "sealint-ignore";

/** What stands in a name from a provider's on, as a set of the flag `v`: the matcher looks for the provider no farther back. */
export const IN_NAME = String.raw`[\w.\-\/?&=\( ]`;

/** Words after a secret's name that leave it what it is; digits do, too. */
export const NAME_ENDINGS: readonly string[] =
  "prod production live dev development test staging stage default value raw env".split(" ");
