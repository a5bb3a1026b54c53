import { type AST, RegExpParser } from "@eslint-community/regexpp";
import { LINEAR_MARKS, type LinearMark } from "../../core/linear-marks.ts";
import { printedSet } from "./character-sets.ts";

/** A pattern as RE2 reads it. Groups of no width mark where the value, its name and the match begin and end: {@link LINEAR_MARKS}. */
export interface LinearSource {
  readonly source: string;
  /** Whether it looks back, which RE2 does only when it is told to. */
  readonly looksBack: boolean;
  /** Whether something in it repeats without an end. */
  readonly isOpen: boolean;
}

/** What keeps a pattern from running in an engine without backtracking, with what to do about it. */
export class NotLinear extends Error {
  override readonly name = "NotLinear";
  /** A sentence. */
  readonly hint: string;

  /** The message is a clause. */
  constructor(message: string, hint: string) {
    super(message);
    this.hint = hint;
  }
}

/** RE2 repeats nothing more often. */
const MOST_REPEATS = 1000;
const MOST_LENGTH = 200_000;

/** What the next character has to be: one of a set, told as a class of JavaScript, or, where `end` is set, none at all. */
interface Next {
  readonly set: string;
  readonly end: boolean;
}

/** What follows in the pattern, given what the next character has to be. */
type Rest = (next: Next | undefined) => string;

/**
 * Writes a JavaScript pattern with the flag `v` in RE2's syntax, so that it matches the same. RE2 cannot look ahead: what the
 * next character has to be is asked of whatever takes that character, in each way on from there. Throws a NotLinear where
 * there is no such pattern, and a SyntaxError where it is none to begin with.
 */
export function toLinear(pattern: string, ignoreCase: boolean): LinearSource {
  const tree = new RegExpParser({ ecmaVersion: 2024 }).parsePattern(pattern, 0, pattern.length, { unicodeSets: true });
  const translation = new Translation(ignoreCase);
  const source = translation.choice(tree.alternatives, undefined, (next) => translation.finish(next));
  return { source, looksBack: translation.looksBack, isOpen: translation.isOpen };
}

class Translation {
  looksBack = false;
  isOpen = false;
  readonly #ignoreCase: boolean;
  /** Elements, and what was asked of the next character, that leave it to what follows. */
  readonly #failed = new Map<AST.Element, Set<string>>();
  #marks = 0;
  #written = 0;

  constructor(ignoreCase: boolean) {
    this.#ignoreCase = ignoreCase;
  }

  /** The end of a match, with what has to come behind it. */
  finish(next: Next | undefined): string {
    return this.#mark("end") + this.#ahead(next);
  }

  choice(alternatives: readonly AST.Alternative[], next: Next | undefined, rest: Rest): string {
    const ways = alternatives.map(({ elements }) => this.#sequence(elements, 0, next, rest));
    const [only = ""] = ways;
    return this.#note(ways.length === 1 ? only : `(?:${ways.join("|")})`);
  }

  #sequence(elements: readonly AST.Element[], at: number, next: Next | undefined, rest: Rest): string {
    const element = elements[at];
    if (element === undefined) return rest(next);
    const on: Rest = (after) => this.#sequence(elements, at + 1, after, rest);
    if (next === undefined && !looksAhead(element)) return this.#note(this.#plain(element) + on(undefined));
    if (element.type === "Assertion") return this.#assertion(element, next, on);
    const local = this.#local(element, next);
    return this.#note(local === undefined ? this.#oneOf(element, next, on) : local + on(undefined));
  }

  /** An element with what follows it, in each of its ways. */
  #oneOf(element: AST.Element, next: Next | undefined, on: Rest): string {
    switch (element.type) {
      case "Group":
        return this.choice(element.alternatives, next, on);
      case "CapturingGroup": {
        const [before, behind] = this.#marksOf(element);
        return before + this.choice(element.alternatives, next, (after) => behind() + on(after));
      }
      case "Quantifier":
        return this.#repeated(element, next, on);
      default:
        return this.#set(both(classOf(element), next)) + on(undefined);
    }
  }

  /** An element in all of whose ways what is asked is answered, so that what follows need come once only. */
  #local(element: AST.Element, next: Next | undefined): string | undefined {
    if (isCharacter(element)) return this.#set(both(classOf(element), next));
    const failed = this.#failed.get(element) ?? new Set();
    const asked = JSON.stringify(next ?? null);
    if (failed.has(asked)) return undefined;
    try {
      return this.#oneOf(element, next, (after) => {
        if (after !== undefined) throw new Unanswered();
        return "";
      });
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      this.#failed.set(element, failed.add(asked));
      return undefined;
    }
  }

  /** An element in front of which and in which nothing is asked of the next character. */
  #plain(element: AST.Element): string {
    switch (element.type) {
      case "Assertion":
        return this.#width(element);
      case "Group":
        return this.#grouped(element.alternatives);
      case "CapturingGroup": {
        const [before, behind] = this.#marksOf(element);
        return `${before}${this.#grouped(element.alternatives)}${behind()}`;
      }
      case "Quantifier":
        return this.#times(element, () => this.#plain(element.element));
      default:
        return this.#set(classOf(element));
    }
  }

  #grouped(alternatives: readonly AST.Alternative[]): string {
    return `(?:${alternatives.map(({ elements }) => elements.map((one) => this.#plain(one)).join("")).join("|")})`;
  }

  /** What has no width and does not look ahead. */
  #width(element: AST.Assertion): string {
    switch (element.kind) {
      case "start":
        return String.raw`\A`;
      case "end":
        return String.raw`\z`;
      case "word":
        return element.negate ? String.raw`\B` : String.raw`\b`;
      default:
        this.looksBack = true;
        return `(?<${element.negate ? "!" : "="}${element.alternatives.map(({ elements }) => this.#behind(elements, element)).join("|")})`;
    }
  }

  #behind(elements: readonly AST.Element[], assertion: AST.Assertion): string {
    if (elements.some((element) => element.type === "CapturingGroup" || looksAhead(element)))
      throw new NotLinear(`\`${assertion.raw}\` looks around and back at once`, "Look back at single characters only.");
    return elements.map((element) => this.#plain(element)).join("");
  }

  #assertion(element: AST.Assertion, next: Next | undefined, on: Rest): string {
    if (element.kind === "lookahead") return on(and(next, nextOf(element)));
    if (element.kind !== "end") return this.#width(element) + on(next);
    return next?.end === false ? NEVER : this.#width(element) + on(undefined);
  }

  #repeated(element: AST.Quantifier, next: Next | undefined, on: Rest): string {
    const { min, max, greedy, element: body } = element;
    if (max === 0) return on(next);
    if (max === 1) {
      const once = this.#sequence([body], 0, next, on);
      if (min === 1) return once;
      return greedy ? `(?:${once}|${on(next)})` : `(?:${on(next)}|${once})`;
    }
    if (looksAhead(body)) {
      // What is asked within one round must be answered within it.
      if (next !== undefined) throw tooFar(element.raw);
      const round = this.#sequence([body], 0, undefined, (after) => {
        if (after !== undefined) throw tooFar(element.raw);
        return "";
      });
      return this.#times(element, () => round) + on(undefined);
    }
    const others = this.#plain({ ...element, min: Math.max(0, min - 1), max: max - 1 });
    const first = this.#sequence([body], 0, next, (after) => {
      if (after !== undefined) throw tooFar(element.raw);
      return others + on(undefined);
    });
    if (min > 0) return first;
    return greedy ? `(?:${first}|${on(next)})` : `(?:${on(next)}|${first})`;
  }

  /** Repeats are cut where repeats within them would make them more than RE2 takes: `X{4,1000}` is `X{4,500}X{0,500}`. */
  #times(element: AST.Quantifier, body: () => string): string {
    const { greedy, raw } = element;
    const isOpen = element.max === Number.POSITIVE_INFINITY;
    if (element.min > MOST_REPEATS || (!isOpen && element.max > MOST_REPEATS))
      throw new NotLinear(
        `\`${raw}\` repeats more than 1,000 times`,
        "Write an end of at most 1,000, or none: `+`, `*`.",
      );
    if (isOpen) this.isOpen = true;
    const most = Math.floor(MOST_REPEATS / repeatsIn(element.element));
    const lazy = greedy ? "" : "?";
    let [min, max] = [element.min, isOpen ? Math.max(1, element.min) : element.max];
    let text = "";
    for (; max > most; max -= most) {
      const least = Math.min(min, most);
      text += this.#note(`(?:${body()}){${least},${most}}${lazy}`);
      min -= least;
    }
    return this.#note(`${text}(?:${body()}){${min},${isOpen ? "" : max}}${lazy}`);
  }

  /** What the next character has to be, where the pattern takes no more. */
  #ahead(next: Next | undefined): string {
    if (next === undefined) return "";
    return next.end ? `(?:${this.#set(next.set)}|\\z)` : this.#set(next.set);
  }

  #set(source: string): string {
    return printedSet(source, this.#ignoreCase) ?? NEVER;
  }

  #marksOf({ name }: AST.CapturingGroup): readonly [before: string, behind: () => string] {
    if (name === "secret") return [this.#mark("valueStart"), () => this.#mark("valueEnd")];
    if (name === "name") return [this.#mark("nameStart"), () => this.#mark("nameEnd")];
    return ["", () => ""];
  }

  #mark(mark: LinearMark): string {
    return `(?P<${LINEAR_MARKS[mark]}${this.#marks++}>)`;
  }

  /** Parts that come several times make a pattern grow. */
  #note(text: string): string {
    this.#written = Math.max(this.#written, text.length);
    if (this.#written > MOST_LENGTH)
      throw new NotLinear(
        "the pattern grows too large without looking ahead",
        "Look ahead at its end only, or split the rule.",
      );
    return text;
  }
}

/** What no text matches. */
const NEVER = String.raw`[^\x00-\x{10FFFF}]`;

/** What is asked of the next character is not answered within an element. */
class Unanswered extends Error {}

const tooFar = (raw: string): NotLinear =>
  new NotLinear(
    `\`${raw}\` repeats something together with a look ahead`,
    "Leave the look-ahead out, or write which characters may come: `[^-]+` in place of `(?:(?!-).)+`.",
  );

/** How often the most repeated part of an element comes. */
function repeatsIn(element: AST.Element): number {
  switch (element.type) {
    case "Group":
    case "CapturingGroup":
      return Math.max(1, ...element.alternatives.flatMap(({ elements }) => elements.map(repeatsIn)));
    case "Quantifier": {
      const times = element.max === Number.POSITIVE_INFINITY ? Math.max(1, element.min) : Math.max(1, element.max);
      return Math.min(MOST_REPEATS, times * repeatsIn(element.element));
    }
    default:
      return 1;
  }
}

/** Whether anything in an element looks ahead. */
function looksAhead(element: AST.Element): boolean {
  switch (element.type) {
    case "Assertion":
      return element.kind === "lookahead";
    case "Group":
    case "CapturingGroup":
      return element.alternatives.some(({ elements }) => elements.some(looksAhead));
    case "Quantifier":
      return looksAhead(element.element);
    default:
      return false;
  }
}

/** What a look ahead asks of the next character. */
function nextOf(assertion: AST.LookaheadAssertion): Next {
  const sets: string[] = [];
  let end = false;
  for (const { elements } of assertion.alternatives) {
    const [only, ...more] = elements;
    if (only?.type === "Assertion" && only.kind === "end" && more.length === 0) end = true;
    else if (only !== undefined && more.length === 0 && isCharacter(only)) sets.push(classOf(only));
    else
      throw new NotLinear(
        `\`${assertion.raw}\` looks ahead further than one character`,
        "Look at the next character only, or match what follows and put the value into the group `secret`.",
      );
  }
  return assertion.negate ? { set: `[^${sets.join("")}]`, end: !end } : { set: `[${sets.join("")}]`, end };
}

function and(one: Next | undefined, other: Next): Next {
  return one === undefined ? other : { set: both(one.set, other), end: one.end && other.end };
}

const both = (set: string, next: Next | undefined): string => (next === undefined ? set : `[${set}&&${next.set}]`);

type SetElement = AST.Character | AST.CharacterClass | AST.CharacterSet | AST.ExpressionCharacterClass;

const isCharacter = (element: AST.Element): element is SetElement =>
  ["Character", "CharacterClass", "CharacterSet", "ExpressionCharacterClass"].includes(element.type);

/** One character's element as a class of JavaScript. */
function classOf(element: AST.Element): string {
  if (!isCharacter(element))
    throw new NotLinear(
      `\`${element.raw}\` refers back to what was matched before`,
      "Write out what may stand there; an engine that cannot hang remembers no text.",
    );
  if (element.type === "Character") return String.raw`[\u{${element.value.toString(16)}}]`;
  if (element.type === "CharacterSet" && element.kind === "any") return String.raw`[^\n\r\u2028\u2029]`;
  return element.type === "CharacterSet" ? `[${element.raw}]` : element.raw;
}
