import {
  ANY_CASE,
  ASSIGNED,
  BEHIND_BITS,
  CALLED,
  CHECKED,
  CLASSES,
  ENCODED,
  ENDING,
  ENDING_BITS,
  ENDING_HEADS,
  FARTHEST,
  FEW_BITS,
  FEW_HEADS,
  FLAGS,
  FOUR_BITS,
  FOUR_HEADS,
  GRAM,
  HITS,
  LEAD_BITS,
  LEAD_HEADS,
  LEAST,
  LENGTH,
  LITERAL,
  MASK,
  MOST_TEXT,
  NEXT,
  OFFSET,
  OFFSETS,
  RECORD,
  RECORDS,
  SEEKS,
  SHORT_BITS,
  SIX_BITS,
  SIX_HEADS,
  SOUGHT,
  START_BITS,
  TAIL_BITS,
  TAIL_BITS_TOO,
  TAIL_HEADS,
  TEXT,
  THREE_BITS,
  THREE_HEADS,
  TRAILING,
  TRIGGER_BITS,
  URL_HEADS,
  VALUE_BITS,
  VALUE_HEADS,
  WITHIN,
  WORD_BITS,
  WORD_HEADS,
} from "../../assembly/layout.ts";
import { type Anchor, byteText, ESCAPES, MARKER_WORD, NAME_ENDINGS, type RunAnchor, triggers } from "../core/anchor.ts";
import { writeByteTables } from "./byte-tables.ts";
import { gatheredAnchors } from "./gathered-anchors.ts";
import { exactHashOf, exactHashOfFour, hashOf, hashOfFour, hashOfSix, otherHashOfFour } from "./kernel-hashes.ts";
import { ENCODED_OWNER, MARKER_OWNER } from "./owners.ts";
import { triggerOf } from "./word-trigger.ts";

const MARKER: Anchor = {
  kind: "run",
  text: MARKER_WORD,
  ignoreCase: false,
  offset: 0,
  least: MARKER_WORD.length,
  mask: 0,
  length: 0,
};

/** Tables of the kernel for the anchors of a row of rules: what lies in its memory from `CLASSES` on. */
export interface KernelTables {
  readonly bytes: Uint8Array;
  /** By literal: the indices of the rules that it belongs to. */
  readonly owners: readonly (readonly number[])[];
  /** By literal: bytes from a match's begin to it at most; undefined where only the rules' reaches tell. */
  readonly leads: readonly (number | undefined)[];
}

/** Makes the kernel's tables. Throws a RangeError where they do not fit. */
export function buildKernelTables(rules: readonly (readonly Anchor[])[]): KernelTables {
  const memory = new Uint8Array(HITS);
  const tables = new Tables(memory);
  writeByteTables(memory);
  for (const trigger of [...triggers(), ...ESCAPES]) tables.addTrigger(trigger);
  for (const word of NAME_ENDINGS) tables.addEnding(word, TRAILING);
  const owners: number[][] = [];
  const leads: (number | undefined)[] = [];
  for (const { anchor, rules: of, lead } of gatheredAnchors(rules)) {
    tables.add(anchor, owners.length);
    owners.push(of);
    leads.push(lead);
  }
  tables.add(MARKER, owners.length);
  owners.push([MARKER_OWNER]);
  leads.push(0);
  tables.nameEncoded(owners.length);
  owners.push([ENCODED_OWNER]);
  leads.push(0);
  tables.close();
  return { bytes: memory.slice(CLASSES, tables.end), owners, leads };
}

/** Places that the layout has room for. */
const MOST_OFFSETS = 30;

/** Literals of runs that are shorter are looked for in each of their spellings. */
const LEAST_IN_EITHER_CASE = 4;

/** A text with its letters in either case, all of them. */
function casesOf(text: string): string[] {
  return [...text].reduce<string[]>(
    (heads, letter) => heads.flatMap((head) => [...new Set([letter, letter.toUpperCase()])].map((one) => head + one)),
    [""],
  );
}

class Tables {
  readonly #memory: Uint8Array;
  readonly #view: DataView;
  readonly #offsets = new Set<number>();
  readonly #endings = new Set<string>();
  readonly #tails = new Set<string>();
  #count = 1;
  #farthest = 0;

  constructor(memory: Uint8Array) {
    this.#memory = memory;
    this.#view = new DataView(memory.buffer);
  }

  get end(): number {
    return RECORDS + this.#count * RECORD;
  }

  add(written: Anchor, literal: number): void {
    const anchor = { ...written, text: byteText(written.text) };
    if (anchor.kind === "run" && anchor.ignoreCase && anchor.text.length < LEAST_IN_EITHER_CASE) {
      for (const text of casesOf(anchor.text)) this.add({ ...anchor, text, ignoreCase: false }, literal);
      return;
    }
    const record = this.#record(anchor, literal);
    this.#link(record, anchor);
    if (anchor.kind !== "value" || anchor.alone !== true) return;
    this.#memory[record + FLAGS] = CALLED;
    const tail = this.#record(anchor, literal);
    this.#check(tail, anchor);
    this.#linkEnd(tail, anchor.text);
  }

  /** A new record with the anchor's literal; gives its address. */
  #record({ text, ignoreCase }: Pick<Anchor, "text" | "ignoreCase">, literal: number): number {
    if (text.length > MOST_TEXT) throw new RangeError(`the literal \`${text}\` is longer than ${MOST_TEXT} bytes`);
    const record = RECORDS + this.#count++ * RECORD;
    if (record + RECORD > HITS) throw new RangeError("the anchors of all rules do not fit into the kernel's tables");
    this.#memory[record + LENGTH] = text.length;
    this.#memory[record + ANY_CASE] = ignoreCase ? 1 : 0;
    this.#view.setUint16(record + LITERAL, literal, true);
    this.#memory.set(Buffer.from(text, "latin1"), record + TEXT);
    return record;
  }

  /** Puts a record before the others of its hash, and what its kind asks for beside its literal. */
  #link(record: number, anchor: Anchor): void {
    const memory = this.#memory;
    const { text } = anchor;
    switch (anchor.kind) {
      case "run":
        this.#check(record, anchor);
        memory[record + OFFSET] = anchor.offset;
        memory[record + LEAST] = Math.min(anchor.least, 255);
        if (anchor.offset !== 0) this.#offsets.add(anchor.offset);
        return this.#linkRun(record, anchor);
      case "lead":
        this.#check(record, anchor);
        memory[record + LEAST] = Math.min(anchor.least, 255);
        this.#bit(LEAD_BITS, hashOf(text, text.length - 3));
        return this.#chain(record, LEAD_HEADS, hashOf(text, text.length - 3));
      case "value":
        this.#check(record, anchor);
        this.#view.setUint16(record + WITHIN, anchor.within, true);
        this.#farthest = Math.max(this.#farthest, anchor.within);
        for (const ending of anchor.endings) this.addEnding(ending);
        return this.#linkName(record, text);
      case "tail":
        memory[record + FLAGS] = SOUGHT;
        this.#view.setUint16(record + WITHIN, 0xffff, true);
        for (const tail of anchor.tails) this.#addTail(tail);
        return this.#linkName(record, text);
      case "url":
        return this.#chain(record, URL_HEADS, text.startsWith("@") ? 0 : hashOf(text) >>> 3);
      case "word":
        return this.#linkWord(record, text, anchor.assigned === true ? ASSIGNED : 0);
    }
  }

  #linkName(record: number, text: string): void {
    if (text.length === 3) {
      this.#bit(SHORT_BITS, hashOf(text));
      return this.#chain(record, VALUE_HEADS, hashOf(text));
    }
    this.#bit(VALUE_BITS, hashOfFour(text));
    return this.#chain(record, VALUE_HEADS, hashOfFour(text) >>> 3);
  }

  #linkWord(record: number, text: string, flags: number): void {
    const trigger = triggerOf(text);
    this.#memory[record + FLAGS] = flags;
    this.#memory[record + GRAM] = trigger.at;
    this.#bit(WORD_BITS, trigger.hash);
    return this.#chain(record, WORD_HEADS, trigger.hash >>> 3);
  }

  /** A word that is looked for so that a name before it is. */
  #addTail(text: string): void {
    if (this.#tails.has(text)) return;
    this.#tails.add(text);
    this.#linkWord(this.#record({ text, ignoreCase: true }, 0), text, ASSIGNED | SEEKS);
  }

  #linkRun(record: number, { text, ignoreCase, offset }: RunAnchor): void {
    if (offset === 0 && text.length > 3) this.#bit(START_BITS, hashOfFour(text));
    if (offset !== 0) this.#bit(BEHIND_BITS, hashOf(text));
    if (ignoreCase && text.length >= 6) {
      this.#bit(SIX_BITS, hashOfSix(text));
      return this.#chain(record, SIX_HEADS, hashOfSix(text) >>> 3);
    }
    if (ignoreCase) {
      this.#bit(FEW_BITS, hashOfFour(text));
      return this.#chain(record, FEW_HEADS, hashOfFour(text) >>> 3);
    }
    if (text.length === 3) {
      this.#bit(THREE_BITS, exactHashOf(text));
      return this.#chain(record, THREE_HEADS, exactHashOf(text) >>> 3);
    }
    this.#bit(FOUR_BITS, exactHashOfFour(text));
    return this.#chain(record, FOUR_HEADS, exactHashOfFour(text) >>> 3);
  }

  /** Says which literal stands for encoded text. */
  nameEncoded(literal: number): void {
    this.#view.setUint16(ENCODED, literal, true);
  }

  addTrigger(text: string): void {
    this.#bit(TRIGGER_BITS, hashOf(text));
  }

  /** A word that names end in. */
  addEnding(text: string, flags = 0): void {
    const key = `${flags} ${text}`;
    if (this.#endings.has(key)) return;
    this.#endings.add(key);
    const record = this.#record({ text, ignoreCase: true }, 0);
    this.#memory[record + FLAGS] = flags | ENDING;
    if (text.length > 3) return this.#linkEnd(record, text);
    this.#bit(ENDING_BITS, hashOf(text));
    this.#chain(record, ENDING_HEADS, hashOf(text));
  }

  /** Puts a record before the others that end as it does. */
  #linkEnd(record: number, text: string): void {
    const hash = hashOfFour(text, text.length - 4);
    this.#bit(TAIL_BITS, hash);
    this.#bit(TAIL_BITS_TOO, otherHashOfFour(text, text.length - 4));
    this.#chain(record, TAIL_HEADS, hash >>> 3);
  }

  #check(record: number, { mask, length }: { readonly mask: number; readonly length: number }): void {
    this.#memory[record + MASK] = mask;
    this.#memory[record + CHECKED] = length;
  }

  #bit(bits: number, hash: number): void {
    const at = bits + (hash >>> 3);
    this.#memory[at] = (this.#memory[at] as number) | (1 << (hash & 7));
  }

  #chain(record: number, heads: number, slot: number): void {
    const head = heads + slot * 2;
    this.#view.setUint16(record + NEXT, this.#view.getUint16(head, true), true);
    this.#view.setUint16(head, (record - RECORDS) / RECORD, true);
  }

  close(): void {
    const offsets = [...this.#offsets].sort((a, b) => a - b);
    if (offsets.length > MOST_OFFSETS) throw new RangeError("literals lie at too many places of their runs");
    this.#memory.set([offsets.length, ...offsets], OFFSETS);
    this.#view.setUint16(FARTHEST, this.#farthest, true);
  }
}
