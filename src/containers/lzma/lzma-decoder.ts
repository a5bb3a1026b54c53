import type { Ended, Growing } from "../growing.ts";
import { LENGTHS, LITERAL, type Probabilities, startOf } from "./probabilities.ts";
import { RangeDecoder } from "./range-decoder.ts";

/** How many bits of what lies in front tell literals and places apart. */
export interface Contexts {
  readonly literal: number;
  readonly literalPlace: number;
  readonly place: number;
}

/** Reads them from their byte; undefined where it is none. */
export function contextsOf(byte: number): Contexts | undefined {
  if (byte >= 9 * 5 * 5) return undefined;
  return { literal: byte % 9, literalPlace: Math.floor(byte / 9) % 5, place: Math.floor(byte / 45) };
}

/** The shortest match, and the longest. */
const SHORTEST = 2;
const LONGEST = 273;
/** Says instead of a distance that the stream ends. */
const END = 0xffffffff;
/** States from which on the last symbol was a match. */
const AFTER_MATCH = 7;

/** Decodes LZMA into what was unpacked before, which matches refer to. State, distances and probabilities go on from one stream to the next. */
export class LzmaDecoder {
  readonly #out: Growing;
  /** Where the dictionary begins: nothing in front of it may be referred to. */
  #from = 0;
  #contexts: Contexts = { literal: 0, literalPlace: 0, place: 0 };
  #known: Probabilities = startOf(0);
  #state = 0;
  /** The last four distances less one, the latest first. */
  #first = 0;
  #second = 0;
  #third = 0;
  #fourth = 0;

  constructor(out: Growing) {
    this.#out = out;
    this.forget();
  }

  /** Begins a dictionary at what comes next. */
  forget(): void {
    this.#from = this.#out.length;
  }

  /** Sets all back to the start, with other contexts where they are given. */
  restart(contexts = this.#contexts): void {
    this.#contexts = contexts;
    this.#known = startOf(contexts.literal + contexts.literalPlace);
    this.#state = 0;
    this.#first = this.#second = this.#third = this.#fourth = 0;
  }

  /**
   * Decodes what lies in `input` from `at` to `end`: `size` bytes, or as many as come before the mark of the end where there is no size.
   * Gives how that ended, and the first place that was not read.
   */
  decode(
    input: Uint8Array,
    { at, end, size }: { readonly at: number; readonly end: number; readonly size?: number | undefined },
  ): { readonly ended: Ended; readonly at: number } {
    const bits = new RangeDecoder(input, at, end);
    const target = size === undefined ? Number.POSITIVE_INFINITY : this.#out.length + size;
    for (;;) {
      const ended = this.#step(bits, target);
      if (ended !== undefined) return { ended, at: bits.at };
    }
  }

  /** Some thousand symbols: undefined where more may follow. */
  #step(bits: RangeDecoder, target: number): Ended | undefined {
    const out = this.#out;
    // A match may go beyond the target where the data is broken, and is cut there.
    const upTo = Math.min(target, out.length + (1 << 16), out.most);
    if (!out.reserve(Math.min(out.most - out.length, upTo - out.length + LONGEST))) return "limit";
    while (out.length < upTo) {
      const length = this.#symbol(bits);
      if (bits.isOver) return "cut";
      if (length === "end") return target === Number.POSITIVE_INFINITY ? "whole" : "malformed";
      if (length === undefined) return "malformed";
      if (!this.#copy(length, Math.min(target, out.most))) return out.length >= target ? "malformed" : "limit";
    }
    if (out.length >= target) return "whole";
    return out.length >= out.most ? (this.#endsHere(bits) ? "whole" : "limit") : undefined;
  }

  /** Whether nothing but the mark of the end follows on what is as much as may be unpacked. */
  #endsHere(bits: RangeDecoder): boolean {
    const { length } = this.#out;
    const isEnd = this.#symbol(bits) === "end" && !bits.isOver;
    this.#out.length = length;
    return isEnd;
  }

  /** One symbol: puts a literal, or gives the length of a match; undefined where it is none that may stand here. */
  #symbol(bits: RangeDecoder): number | "end" | undefined {
    const known = this.#known;
    const state = this.#state;
    const place = (this.#out.length - this.#from) & ((1 << this.#contexts.place) - 1);
    if (bits.bit(known.isMatch, (state << 4) + place) === 0) {
      this.#literal(bits);
      return 0;
    }
    const isAfterMatch = state >= AFTER_MATCH;
    if (bits.bit(known.isRepeat, state) === 1) {
      const isShort =
        bits.bit(known.isOlder, state) === 0 ? bits.bit(known.isLong, (state << 4) + place) === 0 : this.#older(bits);
      this.#state = isAfterMatch ? 11 : isShort ? 9 : 8;
      if (!this.#isWithin(this.#first)) return undefined;
      return isShort ? 1 : SHORTEST + lengthOf(bits, known.repeatLengths, place);
    }
    const length = lengthOf(bits, known.lengths, place);
    this.#state = isAfterMatch ? 10 : 7;
    const distance = distanceOf(bits, known, length);
    if (distance === END) return "end";
    this.#fourth = this.#third;
    this.#third = this.#second;
    this.#second = this.#first;
    this.#first = distance;
    return this.#isWithin(distance) ? SHORTEST + length : undefined;
  }

  #isWithin(distance: number): boolean {
    return distance < this.#out.length - this.#from;
  }

  /** Takes one of the three distances before the last; such a match is never the short one. */
  #older(bits: RangeDecoder): false {
    let distance = this.#second;
    if (bits.bit(this.#known.isSecond, this.#state) === 1) {
      const isFourth = bits.bit(this.#known.isThird, this.#state) === 1;
      distance = isFourth ? this.#fourth : this.#third;
      if (isFourth) this.#fourth = this.#third;
      this.#third = this.#second;
    }
    this.#second = this.#first;
    this.#first = distance;
    return false;
  }

  #literal(bits: RangeDecoder): void {
    const out = this.#out;
    const { literal, literalPlace } = this.#contexts;
    const before = out.length > this.#from ? (out.bytes[out.length - 1] as number) : 0;
    const place = (out.length - this.#from) & ((1 << literalPlace) - 1);
    const from = LITERAL * ((place << literal) + (before >> (8 - literal)));
    const { literals } = this.#known;
    let symbol = 1;
    if (this.#state >= AFTER_MATCH) {
      let expected = out.bytes[out.length - this.#first - 1] as number;
      while (symbol < 0x100) {
        const likely = (expected >> 7) & 1;
        expected <<= 1;
        const bit = bits.bit(literals, from + ((1 + likely) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (bit !== likely) break;
      }
    }
    while (symbol < 0x100) symbol = (symbol << 1) | bits.bit(literals, from + symbol);
    out.bytes[out.length++] = symbol;
    this.#state = this.#state < 4 ? 0 : this.#state - (this.#state < 10 ? 3 : 6);
  }

  /** Copies a match; false where it would go beyond a place, up to which it is copied. */
  #copy(length: number, upTo: number): boolean {
    const out = this.#out;
    const { bytes } = out;
    const end = Math.min(upTo, out.length + length);
    const isWhole = end === out.length + length;
    const distance = this.#first + 1;
    let at = out.length;
    for (; at < end; at++) bytes[at] = bytes[at - distance] as number;
    out.length = at;
    return isWhole;
  }
}

function lengthOf(bits: RangeDecoder, known: Uint16Array, place: number): number {
  if (bits.bit(known, LENGTHS.choice) === 0) return bits.tree(known, LENGTHS.short + 8 * place, 3);
  if (bits.bit(known, LENGTHS.second) === 0) return 8 + bits.tree(known, LENGTHS.middle + 8 * place, 3);
  return 16 + bits.tree(known, LENGTHS.long, 8);
}

/** A distance less one, by its slot: its two first bits and how many follow. */
function distanceOf(bits: RangeDecoder, { slots, distances, aligned }: Probabilities, length: number): number {
  const slot = bits.tree(slots, 64 * Math.min(length, 3), 6);
  if (slot < 4) return slot;
  const more = (slot >> 1) - 1;
  const first = ((2 | (slot & 1)) << more) >>> 0;
  if (slot < 14) return first + bits.reverseTree(distances, first - slot, more);
  return first + bits.plain(more - 4) * 16 + bits.reverseTree(aligned, 0, 4);
}
