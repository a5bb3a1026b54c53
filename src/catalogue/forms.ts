import { type AST, RegExpParser } from "@eslint-community/regexpp";
import { IN_NAME, NAME_ENDINGS } from "../core/anchor.ts";
import type { AnchorLiteral } from "../core/rule.ts";

/** A value that only the name beside it gives away; one of `names` and `of` is needed, both are allowed. */
export interface NamedValue {
  /**
   * Names as words: `twilio auth token` is found as TWILIO_AUTH_TOKEN, twilioAuthToken, twilio.auth-token. A `*` stands for
   * up to two words of any kind.
   */
  readonly names?: readonly string[] | undefined;
  /**
   * A provider's name alone, as words, where it is no usual word: found with any secret's word after it, in a URL or a call
   * of its client, and by itself.
   */
  readonly of?: readonly string[] | undefined;
  /** False where a secret's word must stand close behind the name of `of`, since the value may be anything. */
  readonly alone?: boolean | undefined;
  readonly value: string;
}

/** A pattern with what is known of it before it is analysed. */
export interface FormPattern {
  readonly pattern: string;
  readonly anchors?: readonly AnchorLiteral[];
  /** Set where names tie the value to its provider. */
  readonly names?: NameForms;
}

/** What the names of a rule have in common, in lower case, for whoever looks for them. */
export interface NameForms {
  /** Of these, one is in every name. */
  readonly literals: readonly string[];
  /** Of the literals, those that are whole names of providers, which stand by themselves, too. */
  readonly alone: readonly string[];
  /** Last words of each name in all spellings, long enough to be looked for alone; undefined where a name ends openly. */
  readonly tails: readonly string[] | undefined;
  /** What every name ends in, three characters or more. */
  readonly endings: readonly string[];
  /** What a value can stand behind with a dash, without a name: `acme-<value>`. */
  readonly dashed: readonly string[];
  /** Set where every match begins with one of the literals. */
  readonly beginsWithLiteral: boolean;
  /** Source of the pattern up to the value, and of the value. */
  readonly lead: string;
  readonly value: string;
}

/** What may stand right in front of a token: an escape in a string, an encoded byte in a URL, `${NAME:-` of a shell, or no part of a word. */
const BEFORE_TOKEN = String.raw`(?:\\(?:[nrt]|u[\dA-Fa-f]{4})|%[\dA-Fa-f]{2}|:-|(?<![\w\-]))`;

/** One before a value, or two where it is quoted once more for code that is generated: `"\"value\""`, `'"value"'`. */
const OPENING_QUOTES = String.raw`(?:"\\"|'\\?"|"'|\\?["'\x60])?`;

/** What stands between a name and its value in the usual languages and formats. */
const ASSIGNED = String.raw`(?:\\?["'\x60\]]){0,2}(?:(?:\s?:\s?|,?\s)(?:[A-Za-z]{1,10}:)?[A-Za-z]{1,20}\s{0,8}={1,3}\s{0,8}|\)?\*{0,2}\s{0,8}(?:=>|:{1,3}=|\?\?=?|\|\|=?|\?:|[.+?]=|(?:\[\d{0,4}\]\s{0,4})?={1,3}|[:,>\|])\*{0,2}\s{0,8}|\s{1,8})(?:[\(\[]{1,2}\s{0,4})?${OPENING_QUOTES}(?:(?:[Oo][Aa]uth|[Bb]earer|[Tt]oken)\s{1,2})?`;

/** The same on one line, but for a separator that ends it: no quote that closes another text, no next entry of a list. */
const LOOSELY_ASSIGNED = String.raw`(?:(?:\\?["'\x60\]]){0,2}[ \t]{0,8}(?:=>|:{1,3}=|\?\?=|\|\|=|[.+?]=|={1,3}|[:>])\s{0,8}|[ \t]{1,4})(?:\\?["'\x60])?`;

/** A word in either case: a flag for the whole pattern would loosen the value, too. */
const anyCase = (word: string): string =>
  [...word].map((letter) => (/[a-z]/.test(letter) ? `[${letter}${letter.toUpperCase()}]` : letter)).join("");

/** What may follow a secret's name without making it the name of something else. */
const NAME_ENDING = String.raw`(?:[_\-.]?(?:${NAME_ENDINGS.map(anyCase).join("|")}|\d{1,3}))?`;

const SEPARATORS = ["", "_", "-", ".", " ", "__"] as const;
/** Those between the words of a name that many values may stand under: each is a literal to be looked for. */
const FEW_SEPARATORS = ["", "_", "-", " "] as const;
const WORD_GAP = String.raw`(?:__|[_\-. ])?`;
const ANY_WORDS = String.raw`(?:[A-Za-z\d]{1,20}(?:__|[_\-. ])?){0,2}?`;

/** The pattern of a token with a form of its own: it stands alone, wherever text of its alphabet begins and ends. */
export function tokenPattern(token: string): FormPattern {
  return { pattern: `${BEFORE_TOKEN}(?<secret>${token})${notFollowedBy(token)}` };
}

/** Where a name may begin: at no part of a word, after an option's letter, or at a capital of camel case. */
const BEFORE_NAME = String.raw`(?:(?<![A-Za-z\d])|(?<=-[DPX])|(?<=[a-z])(?=[A-Z]))`;

/** Words that tell that the value after a provider's name is a secret one. */
const SECRET_WORDS =
  "key token secret password passwd pwd pass pat credential credentials auth access private bearer jwt webhook api".split(
    " ",
  );
const WORDS = `(?:${SECRET_WORDS.map(anyCase).join("|")})`;
/** What may stand between a provider's name and such a word: more words, or the rest of its address. */
const UP_TO_WORD = `${IN_NAME}{0,60}?`;
/** A call of the provider's client: `new Acme("…")`, `acme.init('…')`. */
const CALL = String.raw`[\w.]{0,40}\(\s{0,4}["'\x60]`;

/**
 * The same for a value that may be anything, under one of many providers: a secret's word stands close behind the name. Which
 * names those are the pattern does not tell, since it would take longer to compile than to search a whole tree: it is tried
 * only where one of the literals begins. Words of the kind
 * may follow each other: `acme-access-key-<value>`.
 */
const LOOSE_LEAD = String.raw`${BEFORE_NAME}(?<name>[A-Za-z\d](?:[_\-. ]{0,2}[A-Za-z\d]){3,40}?[_\-. ]{0,2}${WORDS}(?:[_\-]${WORDS}){0,3}${NAME_ENDING})(?:${LOOSELY_ASSIGNED}|-)`;

/** The pattern of a value under one of its provider's usual names, in any spelling. */
export function namedPattern(named: NamedValue): FormPattern {
  const { names = [], of = [], alone = true, value } = named;
  const lead = alone ? leadOf(named) : LOOSE_LEAD;
  const providers = of.flatMap((name) => spellingsOf(name, alone ? SEPARATORS : FEW_SEPARATORS));
  const literals = [...new Set([...names.flatMap(literalsOfName), ...providers])];
  const ends = [...names, ...(of.length > 0 ? SECRET_WORDS : [])];
  return {
    pattern: `${lead}(?<secret>${value})${notFollowedBy(value)}`,
    anchors: literals.map((text) => ({ text, ignoreCase: true })),
    names: {
      literals,
      alone: alone ? providers : [],
      tails: of.length === 0 && !names.some((name) => name.endsWith("*")) ? names.flatMap(tailsOf) : undefined,
      endings: [...new Set(ends.flatMap(endingsOf))],
      dashed: alone ? providers.filter((text) => !text.includes(" ")) : of.map((name) => wordsIn(name).join("")),
      beginsWithLiteral: names.every((name) =>
        literalsOfName(name).every((text) => text.startsWith(wordsIn(name)[0] ?? "")),
      ),
      lead,
      value,
    },
  };
}

/** What stands before a value: a name and what parts the two, a call of the provider's client, or a name in a row with the value. */
function leadOf({ names = [], of = [] }: NamedValue): string {
  const spellings = names.map(nameSource);
  if (of.length === 0) return `(?:${BEFORE_NAME}(?<name>(?:${spellings.join("|")})${NAME_ENDING})${ASSIGNED})`;
  const provider = `(?:${of.map(nameSource).join("|")})`;
  spellings.push(`${provider}(?:${UP_TO_WORD}${WORDS})?`);
  const leads = [
    `${BEFORE_NAME}(?<name>(?:${spellings.join("|")})${NAME_ENDING})${ASSIGNED}`,
    BEFORE_NAME + provider + CALL,
    String.raw`(?<!\w)(?:${of.map(joined).join("|")})(?:[\w\-]{0,30}?${WORDS})?-`,
  ];
  return `(?:${leads.join("|")})`;
}

/** What a name ends in: its last word, with what stands before it where that is next to nothing. */
function endingsOf(name: string): string[] {
  const last = wordsIn(name).at(-1) ?? "";
  return last.length >= LEAST_ENDING ? [last] : spellingsOf(name).map((spelling) => spelling.slice(-LONG_ENDING));
}

const LEAST_ENDING = 3;
const LONG_ENDING = 8;

/** Words at the end of a name that no `*` parts, in all spellings. */
function tailsOf(name: string): string[] {
  const words = wordsIn(name);
  return spellingsOf(
    words
      .slice(words.lastIndexOf("*") + 1)
      .slice(-2)
      .join(" "),
  );
}

/** A name's source where it stands in a row with its value: no space parts its words. */
const joined = (name: string): string => wordsIn(name).map(anyCase).join(String.raw`(?:__|[_\-.])?`);

/** Every spelling of a name in which only what stands between its words differs. */
function spellingsOf(name: string, separators: readonly string[] = SEPARATORS): string[] {
  return [...new Set(separators.map((separator) => wordsIn(name).join(separator)))];
}

const wordsIn = (name: string): string[] => name.toLowerCase().split(" ");

/** Names of providers that are too short, or too usual as words, to be looked for by themselves. */
const USUAL_WORDS = new Set(
  "api app box cloud code data exa line linear make modal render segment together access account master root user admin".split(
    " ",
  ),
);

const longest = (words: readonly string[]): string =>
  words.reduce((best, word) => (word.length > best.length ? word : best), "");

/** What every spelling of a name contains: the provider's name, with the word after it where it alone tells too little. */
function literalsOfName(name: string): string[] {
  const [first = "", second = "*", ...rest] = wordsIn(name);
  if (first.length < 3 && second === "*") return [longest(rest)];
  if ((first.length >= 4 && !USUAL_WORDS.has(first)) || second === "*") return [first];
  return SEPARATORS.map((separator) => first + separator + second);
}

function nameSource(name: string): string {
  return wordsIn(name)
    .map((word, index, all) => {
      if (word === "*") return ANY_WORDS;
      return anyCase(word) + (index < all.length - 1 ? WORD_GAP : "");
    })
    .join("");
}

/** The value must end where its alphabet does, or it is the front of something longer. */
function notFollowedBy(value: string): string {
  const tree = new RegExpParser({ ecmaVersion: 2024 }).parsePattern(value, 0, value.length, { unicodeSets: true });
  const ends = lastElements(tree);
  const takes = (character: string): boolean => ends.some((raw) => new RegExp(`^(?:${raw})$`, "v").test(character));
  const more = [takes("-") ? String.raw`\-` : "", takes("+") || takes("/") ? String.raw`+\/=` : ""].join("");
  return more === "" ? String.raw`(?!\w)` : String.raw`(?![\w${more}])`;
}

/** Sources of the elements that can be a match's last character. */
function lastElements(node: AST.Pattern | AST.Group | AST.CapturingGroup): string[] {
  return node.alternatives.flatMap(({ elements }) => {
    const found: string[] = [];
    for (const element of elements.toReversed()) {
      const inner = element.type === "Quantifier" ? element.element : element;
      if (inner.type === "Assertion") continue;
      found.push(...(inner.type === "Group" || inner.type === "CapturingGroup" ? lastElements(inner) : [inner.raw]));
      if (element.type !== "Quantifier" || element.min > 0) break;
    }
    return found;
  });
}
