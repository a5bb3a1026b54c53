import { CLASS_OF_BYTE } from "../core/byte-class.ts";
import type { Span } from "../core/span.ts";

/** The digits of an encoding, and how they become bytes. */
export interface Digits {
  readonly encoding: "base64" | "hex";
  /** By byte: whether it is a digit. */
  readonly isDigit: readonly boolean[];
  /** So many digits are so many bytes. */
  readonly group: { readonly digits: number; readonly bytes: number };
  decode(digits: string): Buffer;
}

function digitsOf(characters: string): readonly boolean[] {
  const isDigit = new Array<boolean>(256).fill(false);
  for (let at = 0; at < characters.length; at++) isDigit[characters.charCodeAt(at)] = true;
  return isDigit;
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const DECIMALS = "0123456789";

/** Of either alphabet: the standard's, and that of addresses. */
export const BASE64: Digits = {
  encoding: "base64",
  isDigit: digitsOf(`${LETTERS}${LETTERS.toUpperCase()}${DECIMALS}+/-_`),
  group: { digits: 4, bytes: 3 },
  decode: (digits) => Buffer.from(digits, "base64"),
};

export const HEX: Digits = {
  encoding: "hex",
  isDigit: digitsOf(`${DECIMALS}abcdefABCDEF`),
  group: { digits: 2, bytes: 1 },
  decode: (digits) => Buffer.from(digits, "hex"),
};

/** Where the digits from a place on end. */
export function digitsEnd({ isDigit }: Digits, bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && isDigit[bytes[at] as number] === true) at++;
  return at;
}

/** Whether a place is in the middle of a value. */
export const isInValue = (bytes: Uint8Array, at: number): boolean =>
  at > 0 && CLASS_OF_BYTE[bytes[at - 1] as number] !== 0;

/** Stretches of digits that make up one text, in order, and where the bytes of a part of it stand. */
export class DigitRows {
  readonly #rows: Span[] = [];
  readonly #digits: Digits;

  constructor(digits: Digits) {
    this.#digits = digits;
  }

  add(row: Span): void {
    this.#rows.push(row);
  }

  get span(): Span {
    return { start: (this.#rows[0] as Span).start, end: (this.#rows.at(-1) as Span).end };
  }

  /** The digits that have some of these bytes in them, from the first to the last. */
  place({ start, end }: Span): Span {
    const { digits, bytes } = this.#digits.group;
    const first = Math.floor((start * digits) / bytes);
    const last = Math.max(first, Math.ceil((Math.max(end, start + 1) * digits) / bytes) - 1);
    return { start: this.#at(first), end: this.#at(last) + 1 };
  }

  /** Place of a digit by its number. */
  #at(number: number): number {
    let before = 0;
    for (const { start, end } of this.#rows) {
      const length = end - start;
      if (number < before + length) return start + number - before;
      before += length;
    }
    return (this.#rows.at(-1) as Span).end - 1;
  }
}
