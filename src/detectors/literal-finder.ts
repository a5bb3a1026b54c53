import { once } from "../core/once.ts";
import type { AnchorLiteral } from "../core/rule.ts";

/** Gives the first place from `from` on where one of the literals stands; -1 where none does. */
export type FindLiteral = (text: string, from: number) => number;

/** From so many literals on a regular expression, which tries one after the other at each place, is slow. */
const MANY = 64;
/** Characters at the front of a literal that it is looked up by; none is shorter. */
const FRONT = 3;

/** What is costly to make is made with the first search: most rules that are prepared for a file have none. */
export function createFindLiteral(literals: readonly AnchorLiteral[]): FindLiteral {
  const find = once(() => (literals.length < MANY ? byPattern(literals) : byFront(literals)));
  return (text, from) => find()(text, from);
}

function byPattern(literals: readonly AnchorLiteral[]): FindLiteral {
  const source = literals.map(({ text }) => text.replaceAll(/\W/g, String.raw`\$&`)).join("|");
  const pattern = new RegExp(source, literals.some(({ ignoreCase }) => ignoreCase) ? "gi" : "g");
  return (text, from) => {
    pattern.lastIndex = from;
    return pattern.exec(text)?.index ?? -1;
  };
}

/** Case is ignored, as the pattern above does where some literal asks for it. */
function byFront(literals: readonly AnchorLiteral[]): FindLiteral {
  const texts = literals.map(({ text }) => text.toLowerCase());
  const mayBegin = new Uint8Array(1 << SLOT_BITS);
  for (const text of texts) mayBegin[slotAt(text, 0)] = 1;
  const byFronts = Map.groupBy(texts, (text) => text.slice(0, FRONT));
  const longest = Math.max(...texts.map(({ length }) => length));
  const standsAt = (text: string, at: number): boolean => {
    const found = text.slice(at, at + longest).toLowerCase();
    return byFronts.get(found.slice(0, FRONT))?.some((literal) => found.startsWith(literal)) === true;
  };
  return (text, from) => {
    for (let at = from; at + FRONT <= text.length; at++) {
      if (mayBegin[slotAt(text, at)] === 1 && standsAt(text, at)) return at;
    }
    return -1;
  };
}

const SLOT_BITS = 15;

/** A hash of the characters at a place, letters in either case alike. */
function slotAt(text: string, at: number): number {
  const front =
    ((text.charCodeAt(at) | 32) << 10) ^ ((text.charCodeAt(at + 1) | 32) << 5) ^ (text.charCodeAt(at + 2) | 32);
  return front & ((1 << SLOT_BITS) - 1);
}
