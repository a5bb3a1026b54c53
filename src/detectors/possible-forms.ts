import { latin1 } from "../core/text.ts";
import { ALL_FORMS, FORM, QUOTED_FORMS } from "./assignment-forms.ts";
import {
  CLOSE,
  DIGIT,
  HIGH,
  INNER,
  KINDS,
  LEAD,
  LETTER,
  NAME,
  NOTED,
  PREFIX,
  QUOTE,
  SEPARATOR,
  SPACE,
} from "./form-bytes.ts";
import { storesItsValue } from "./stores-value.ts";

const codeOf = (character = ""): number => character.charCodeAt(0);
const COLON = codeOf(":");
const EQUALS = codeOf("=");
const COMMA = codeOf(",");
const DASH = codeOf("-");
const BACKSLASH = codeOf("\\");
const LESS = codeOf("<");
const GREATER = codeOf(">");
const FIRST_OF_TO = codeOf("t");
const LAST_OF_TO = codeOf("o");
const BACKTICK = codeOf("`");
const SLASH = codeOf("/");
const PARENTHESIS = codeOf("(");
const CLOSE_PARENTHESIS = codeOf(")");
const SPACE_MARK = codeOf(" ");
const QUOTE_MARK = codeOf('"');
/** Of `as` before a type, in lower case. */
const FIRST_OF_AS = codeOf("a");
/** Of `async` before parameters. */
const FIRST_OF_ASYNC = codeOf("a");
const FIRST_OF_DEF = codeOf("d");
const MIDDLE_OF_DEF = codeOf("e");
const LAST_OF_DEF = codeOf("f");
const QUESTION = codeOf("?");
const SEMICOLON = codeOf(";");
const BRACE = codeOf("{");
const OPEN_BRACKET = codeOf("[");
const CLOSE_BRACKET = codeOf("]");
const PIPE = codeOf("|");
const STAR = codeOf("*");
/** Of `get`, which is the first word of what a property does. */
const FIRST_OF_GET = codeOf("g");
const DOLLAR = codeOf("$");
/** Last letters of the words between a name and its value: is, was, are, for, of. */
const LAST_OF_VERBS = new Set([..."serf"].map(codeOf));

const FIRST_OF_IS = codeOf("i");
const LAST_OF_IS = codeOf("s");

const packed = (text: string): number => (codeOf(text[0]) << 16) | (codeOf(text[1]) << 8) | codeOf(text[2]);
/** What the names of notes end in: key, token and secret. */
const KEY = packed("key");
const TOKEN = packed("ken");
const SECRET = packed("ret");

const slotOf = (first: number, second: number): number => ((first & 31) << 5) | (second & 31);

const LONGEST_NAME = 80;
/** Bytes between a note's name and its value. */
const MOST_BETWEEN = 5;
const ANY = 1 << 30;
const LEAST_NOTED = 16;
const LEAST_INNER = 4;
/** Bytes of the words, such as `export`, that may stand in front of the name that begins a line. */
const LONGEST_COMMAND = 6;
/** Bytes of a line's end and what the next one is moved in by. */
const LONGEST_INDENT = 26;
/** Characters of a word in front of a directive's name. */
const LONGEST_DIRECTIVE = 20;
/** Bytes of a function's parameters with their brackets. */
const LONGEST_PARAMETERS = 100;
/** Letters of the words that may stand between a name and its value. */
const LONGEST_VERB = 3;
/** Bytes between a name and its separator that close it: two of them, each perhaps escaped. */
const MOST_CLOSING = 4;

/**
 * Tells, from the bytes of a line and before any text is made of them, which forms can match in it. Nearly all lines with a
 * secret's word in them have none, and nothing else is done with those. It tells too many forms rather than too few.
 */
export class PossibleForms {
  /** By what two bytes have in common in either case: the keywords that may begin with them. */
  readonly #begins: (Uint8Array[] | undefined)[] = Array.from({ length: 1024 });
  #bytes: Uint8Array = new Uint8Array(0);
  #start = 0;
  #end = 0;
  #found = 0;
  /** Where the first name, or note, ends whose value can stand without quotes, and the first of those in quotes. */
  #bareFrom = 0;
  #quotedFrom = 0;

  /**
   * A match's name holds one of the keywords, which are in lower case and have two characters or more. Those of other scripts need
   * not be looked for: where a line has any, all forms are possible.
   */
  constructor(keywords: readonly string[]) {
    for (const keyword of keywords.filter((text) => /^[\x20-\x7e]+$/.test(text))) {
      const slot = slotOf(codeOf(keyword[0]), codeOf(keyword[1]));
      (this.#begins[slot] ??= []).push(new TextEncoder().encode(keyword));
    }
  }

  /** The bits of the forms; 0, too, where all that they can find is words without quotes and digits, in code the names of something. */
  in(bytes: Uint8Array, start: number, end: number, inCode: boolean): number {
    // A piece of a line is made longer by what is left of a character at its end.
    if (end < bytes.length && (bytes[end] as number) >= 0x80) return ALL_FORMS;
    this.#bytes = bytes;
    this.#start = start;
    this.#end = end;
    this.#found = 0;
    this.#bareFrom = end;
    this.#quotedFrom = end;
    let nameEnd = start;
    let firstName = end;
    let noted = -1;
    let separated = false;
    let closesTag = false;
    let lastDigit = -1;
    let lastQuote = -1;
    let last = 0;
    const begins = this.#begins;
    for (let at = start; at < end; at++) {
      const byte = bytes[at] as number;
      const kind = KINDS[byte] as number;
      if ((kind & (LETTER | NOTED)) === (LETTER | NOTED)) {
        if (noted === -1) noted = at;
      } else {
        // Letters and blanks of other scripts are the regular expressions' business.
        if ((kind & HIGH) !== 0) return ALL_FORMS;
        if ((kind & NOTED) !== 0) {
          if (noted === -1) noted = at;
        } else {
          if (noted !== -1 && at - noted >= LEAST_NOTED) this.#note(noted, at);
          noted = -1;
        }
        if ((kind & DIGIT) !== 0) lastDigit = at;
        else if ((kind & QUOTE) !== 0) lastQuote = at;
        else if (byte === COLON || byte === EQUALS) separated = true;
        else if (byte === SLASH && at > start && bytes[at - 1] === LESS) closesTag = true;
      }
      const keywords = begins[slotOf(last, byte)];
      last = byte;
      if (keywords !== undefined && at > nameEnd && this.#hasKeyword(at - 1, keywords)) {
        nameEnd = this.#name(at - 1, separated);
        if (nameEnd < firstName) firstName = nameEnd;
      }
    }
    if (noted !== -1 && end - noted >= LEAST_NOTED) this.#note(noted, end);
    if (closesTag && firstName < end) this.#bare(FORM.element | FORM.namedElement, firstName);
    // In code two words are no command, and what stands in brackets are arguments.
    const known = inCode ? this.#found & ~(FORM.command | FORM.remark) : this.#found;
    const found = lastQuote > this.#quotedFrom ? known : known & ~QUOTED_FORMS;
    if ((found & QUOTED_FORMS) !== 0) return found;
    return inCode && lastDigit < this.#bareFrom ? found & FORM.returned : found;
  }

  #quoted(form: number, from: number): void {
    this.#found |= form;
    if (from < this.#quotedFrom) this.#quotedFrom = from;
  }

  #bare(forms: number, from: number): void {
    this.#found |= forms;
    if (from < this.#bareFrom) this.#bareFrom = from;
  }

  #hasKeyword(at: number, keywords: readonly Uint8Array[]): boolean {
    for (const keyword of keywords) {
      if (at + keyword.length > this.#end) continue;
      let index = 0;
      while (index < keyword.length && this.#lowerAt(at + index) === keyword[index]) index++;
      if (index >= keyword.length) return true;
    }
    return false;
  }

  #lowerAt(at: number): number {
    const byte = this.#bytes[at] as number;
    return byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
  }

  /** Kinds of a byte of the line; none outside of it. */
  #kindAt(at: number): number {
    return at >= this.#start && at < this.#end ? (KINDS[this.#bytes[at] as number] as number) : 0;
  }

  #is(at: number, byte: number): boolean {
    return at >= this.#start && at < this.#end && this.#bytes[at] === byte;
  }

  /** The first place from `at` on that is not of a kind, at most so many bytes on. */
  #skip(at: number, kind: number, most = ANY): number {
    let to = at;
    while (to - at < most && (this.#kindAt(to) & kind) !== 0) to++;
    return to;
  }

  /** Looks at what stands around the name that goes on at `at`; gives its end. */
  #name(at: number, separated: boolean): number {
    let from = at;
    while ((this.#kindAt(from - 1) & NAME) !== 0) from--;
    const to = this.#skip(at, NAME);
    if (this.#isGetter(from, to)) this.#found |= FORM.returned;
    if (to === this.#end) return to;
    const inQuotes = (this.#kindAt(from - 1) & QUOTE) !== 0;
    const spaced = this.#skip(to, SPACE);

    const closed = this.#skip(to, CLOSE, MOST_CLOSING);
    const separator = this.#skip(closed, SPACE);
    const isSeparated = (this.#kindAt(separator) & SEPARATOR) !== 0 || this.#isDeclared(closed);
    if (isSeparated || this.#opensValue(closed, separator)) this.#quoted(FORM.quoted, closed);
    if (inQuotes) this.#nameInQuotes(from, to);
    else if (this.#is(to, COMMA)) this.#quoted(FORM.constant, to);
    const opening = this.#skip(to, SPACE, 1);
    if (this.#is(opening, PARENTHESIS)) this.#call(from, to, opening + 1);

    if (!separated && this.#isOwnLine(to) && this.#beginsLine(from)) this.#bare(FORM.line, to);
    if (this.#is(spaced, COLON) && (this.#kindAt(spaced + 1) & SPACE) !== 0) this.#bare(FORM.map, to);
    const sign = this.#skip(to, SPACE, 1);
    const isSaid = (this.#is(sign, COLON) || this.#is(sign, EQUALS)) && (this.#kindAt(sign + 1) & SPACE) !== 0;
    if (isSaid && !this.#beginsLine(from)) this.#bare(FORM.remark, to);
    if (this.#is(to, EQUALS) && this.#skip(to + 1, INNER, LEAST_INNER) === to + 1 + LEAST_INNER) {
      this.#bare(FORM.inner, to);
    }
    if ((this.#kindAt(to) & (SPACE | QUOTE)) !== 0 || this.#is(to, COMMA)) this.#directive(from, to, separated);
    if ((this.#kindAt(to) & SPACE) !== 0) {
      if ((this.#kindAt(spaced) & QUOTE) !== 0 || this.#is(spaced, BACKSLASH)) this.#quoted(FORM.prose, to);
      if (this.#isVerb(spaced)) {
        this.#quoted(FORM.prose, to);
        this.#bare(FORM.said, to);
      }
    }
    if (this.#is(this.#skip(this.#skip(to, QUOTE, 1), SPACE), DASH)) this.#bare(FORM.valued, to);
    if (this.#is(to, COLON) && this.#is(from - 1, BRACE) && this.#is(from - 2, DOLLAR)) this.#bare(FORM.fallback, to);
    const isOption = this.#is(from, DASH) && ((this.#kindAt(to) & (SPACE | QUOTE)) !== 0 || this.#is(to, EQUALS));
    if (isOption) this.#bare(FORM.option, to);
    return to;
  }

  /** Whether braces with the value alone follow, a bracket that closes an index, or a type behind `as`. */
  #opensValue(closed: number, at: number): boolean {
    if (this.#is(at, BRACE)) return (this.#kindAt(this.#skip(at + 1, SPACE)) & QUOTE) !== 0;
    if (this.#is(closed, CLOSE_PARENTHESIS)) return this.#is(this.#skip(closed + 1, SPACE), EQUALS);
    const isAs = this.#lowerAt(at) === FIRST_OF_AS && this.#is(at + 1, LAST_OF_IS);
    return isAs && (this.#kindAt(at + 2) & SPACE) !== 0;
  }

  /**
   * Whether a name may be a function's or a property's whose body follows: behind its parameters or its type stands what opens
   * that, or it is said to be one.
   */
  #isGetter(from: number, to: number): boolean {
    if (this.#isDefined(from)) return true;
    const opening = this.#skip(to, SPACE, 1);
    if (this.#is(opening, PARENTHESIS)) return this.#opensBody(this.#behindParameters(opening));
    const at = this.#skip(to, SPACE);
    if (this.#is(at, BRACE)) return this.#is(this.#skip(at + 1, SPACE), FIRST_OF_GET);
    if (this.#is(at, COLON)) return (this.#kindAt(this.#skip(at + 1, SPACE)) & LETTER) !== 0 && this.#hasBrace(at);
    if (!this.#is(at, EQUALS)) return false;
    const value = this.#skip(at + 1, SPACE);
    return this.#is(value, PARENTHESIS) || this.#is(value, FIRST_OF_ASYNC);
  }

  /** Whether `def` stands before a name, perhaps with `self.`, which is a part of the name here. */
  #isDefined(from: number): boolean {
    const isDef =
      this.#is(from - 2, LAST_OF_DEF) && this.#is(from - 3, MIDDLE_OF_DEF) && this.#is(from - 4, FIRST_OF_DEF);
    return isDef && (this.#kindAt(from - 1) & SPACE) !== 0;
  }

  /** The place behind the bracket that closes parameters; none where it is not near. */
  #behindParameters(opening: number): number {
    const most = Math.min(this.#end, opening + LONGEST_PARAMETERS);
    for (let at = opening + 1; at < most; at++) if (this.#is(at, CLOSE_PARENTHESIS)) return at + 1;
    return -1;
  }

  #opensBody(behind: number): boolean {
    if (behind === -1) return false;
    const at = this.#skip(behind, SPACE);
    if (at === this.#end) return this.#hasBraceBelow();
    if (this.#is(at, BRACE) || this.#is(at, COLON) || this.#is(at, EQUALS) || this.#is(at, DASH)) return true;
    return at > behind && (this.#kindAt(at) & LETTER) !== 0;
  }

  /** Whether the line below begins with a brace. */
  #hasBraceBelow(): boolean {
    const most = Math.min(this.#bytes.length, this.#end + LONGEST_INDENT);
    let at = this.#end;
    while (at < most && ((KINDS[this.#bytes[at] as number] as number) & SPACE) !== 0) at++;
    return at < most && this.#bytes[at] === BRACE;
  }

  #hasBrace(from: number): boolean {
    for (let at = from; at < this.#end; at++) if (this.#is(at, BRACE)) return true;
    // Kotlin writes `val key: String get() = "…"`.
    return this.#is(this.#end - 1, QUOTE_MARK);
  }

  /** Whether an array's brackets follow, or what a property of C# does. */
  #isDeclared(to: number): boolean {
    const isLength = this.#is(to + 1, CLOSE_BRACKET) || (this.#kindAt(to + 1) & DIGIT) !== 0;
    const isArray = this.#is(to, OPEN_BRACKET) && isLength;
    return isArray || (this.#is(to + 1, BRACE) && this.#is(this.#skip(to + 2, SPACE, 1), FIRST_OF_GET));
  }

  /** Looks for a value that stands behind a name without a separator, in a line that begins with that, or with a command. */
  #directive(from: number, to: number, separated: boolean): void {
    const comma = this.#is(to, COMMA) ? to + 1 : to;
    const string = this.#skip(this.#skip(comma, SPACE), PREFIX, 2);
    const quote = this.#is(string, BACKSLASH) ? string + 1 : string;
    const isQuoted = (this.#kindAt(quote) & QUOTE) !== 0;
    const front = this.#is(from - 1, COLON) ? from - 1 : from;
    if (isQuoted) {
      if (this.#beginsDirective(front)) this.#quoted(FORM.directive, to);
      return;
    }
    if (separated || !this.#beginsLine(front)) return;
    if (!this.#is(to, COMMA) && this.#isLastWord(this.#skip(to, SPACE))) this.#bare(FORM.command, to);
  }

  /** Whether nothing but marks, an opening bracket and two words stands between the line's start and a name. */
  #beginsDirective(from: number): boolean {
    let at = this.#beforeMarks(from);
    for (let word = 0; word < 2; word++) {
      const end = at;
      while (end - at < LONGEST_DIRECTIVE && (this.#kindAt(at - 1) & NAME) !== 0) at--;
      at = this.#beforeMarks(at);
    }
    return at === this.#start;
  }

  #beforeMarks(from: number): number {
    let at = from;
    while ((this.#kindAt(at - 1) & (LEAD | QUOTE)) !== 0 || this.#isOpening(at - 1)) at--;
    return at;
  }

  #isOpening(at: number): boolean {
    return this.#is(at, PARENTHESIS) || this.#is(at, OPEN_BRACKET) || this.#is(at, BRACE);
  }

  /** Whether `is`, `was`, `are`, `for` or `of` stands at a place, as far as its last letter tells. */
  #isVerb(at: number): boolean {
    const end = this.#skip(at, LETTER, LONGEST_VERB);
    return end - at > 1 && LAST_OF_VERBS.has(this.#bytes[end - 1] as number) && (this.#kindAt(end) & SPACE) !== 0;
  }

  /** Whether a word with a digit in it begins at a place and ends the line. */
  #isLastWord(from: number): boolean {
    let hasDigit = false;
    let at = from;
    for (; at < this.#end && (this.#kindAt(at) & SPACE) === 0; at++)
      if ((this.#kindAt(at) & DIGIT) !== 0) hasDigit = true;
    return hasDigit && this.#skip(at, SPACE) === this.#end;
  }

  #nameInQuotes(from: number, to: number): void {
    if (this.#is(this.#is(from - 2, SPACE_MARK) ? from - 3 : from - 2, EQUALS))
      this.#quoted(FORM.reversed, this.#start);
    if (this.#is(to, COLON)) this.#bare(FORM.header, to);
    const quote = this.#is(to, BACKSLASH) ? to + 1 : to;
    if ((this.#kindAt(quote) & QUOTE) === 0) return;
    const next = this.#skip(quote + 1, SPACE);
    if (this.#isArrow(next)) this.#quoted(FORM.pair, next);
    if (this.#is(next, COMMA)) this.#quoted(FORM.pair | FORM.otherwise | FORM.attributes, quote + 1);
    else if (this.#is(next, CLOSE_PARENTHESIS)) this.#quoted(FORM.otherwise, quote + 1);
    if ((this.#kindAt(quote + 1) & SPACE) !== 0) this.#quoted(FORM.attributes, quote + 1);
  }

  /** Whether `->` or `to` stands at a place, which parts a key from its value in Scala and Kotlin. */
  #isArrow(at: number): boolean {
    if (this.#is(at, DASH)) return this.#is(at + 1, GREATER);
    return this.#is(at, FIRST_OF_TO) && this.#is(at + 1, LAST_OF_TO) && (this.#kindAt(at + 2) & SPACE) !== 0;
  }

  #call(from: number, to: number, opened: number): void {
    const prefixed = this.#skip(opened, SPACE);
    const string = this.#skip(prefixed, PREFIX, 2);
    const quote = this.#is(string, BACKSLASH) ? string + 1 : string;
    if ((this.#kindAt(quote) & QUOTE) === 0 || to - from > LONGEST_NAME) return;
    if (storesItsValue(latin1(this.#bytes, from, to))) this.#quoted(FORM.call, quote);
  }

  /** Whether a separator follows that a line's own name has, quotes, blanks and a question mark left out. */
  #isOwnLine(to: number): boolean {
    const spaced = this.#skip(this.#skip(to, QUOTE, 1), SPACE);
    const at = this.#is(spaced, QUESTION) ? spaced + 1 : spaced;
    return this.#is(at, COLON) || this.#is(at, EQUALS);
  }

  /** Whether nothing but marks and one word stands between the line's start and a name. */
  #beginsLine(from: number): boolean {
    let at = from;
    if ((this.#kindAt(at - 1) & QUOTE) !== 0) at--;
    while ((this.#kindAt(at - 1) & LEAD) !== 0) at--;
    const word = at;
    while (word - at < LONGEST_COMMAND && (this.#kindAt(at - 1) & LETTER) !== 0) at--;
    while ((this.#kindAt(at - 1) & LEAD) !== 0) at--;
    return at === this.#start;
  }

  /** Looks at a run of bytes that can be a note's value: behind a name, or from a name and an equals sign in it on. */
  #note(from: number, to: number): void {
    const isClosed = to === this.#end || (this.#kindAt(to) & (SPACE | QUOTE)) !== 0;
    if (!isClosed && !this.#is(to, COMMA) && !this.#is(to, SEMICOLON)) return;
    let before = this.#beforeBetween(this.#is(from - 1, BACKTICK) ? from - 1 : from);
    if (this.#is(before - 1, LAST_OF_IS) && this.#is(before - 2, FIRST_OF_IS)) {
      const verb = this.#beforeBetween(before - 2);
      if (verb < before - 2) before = verb;
    }
    if (this.#endsNoted(before)) {
      this.#bare(FORM.note, from);
      return;
    }
    for (let at = from + 1; at + LEAST_NOTED < to; at++) {
      if (this.#is(at, EQUALS) && this.#endsNoted(at)) this.#bare(FORM.note, at);
    }
  }

  #beforeBetween(from: number): number {
    let before = from;
    while (from - before < MOST_BETWEEN && this.#isBetween(before - 1)) before--;
    return before;
  }

  #isBetween(at: number): boolean {
    if ((this.#kindAt(at) & SPACE) !== 0 || this.#is(at, COLON) || this.#is(at, EQUALS)) return true;
    return this.#is(at, PIPE) || this.#is(at, STAR);
  }

  /** Whether the name of a note can end at a place. */
  #endsNoted(to: number): boolean {
    if (to - 3 < this.#start) return false;
    const end = (this.#lowerAt(to - 3) << 16) | (this.#lowerAt(to - 2) << 8) | this.#lowerAt(to - 1);
    return end === KEY || end === TOKEN || end === SECRET;
  }
}
