import {
  BEHIND_FRONT,
  BETWEEN,
  BETWEEN_NIBBLES,
  CLASSES,
  CODED,
  ESCAPING,
  FIRST_OF_FOUR,
  FOURTH_OF_FOUR,
  FRONT,
  HALF,
  LETTER,
  LINE_END,
  NAME,
  NAMED,
  NIBBLES,
  QUOTE,
  ROLES,
  SECOND_OF_FOUR,
  SEPARATOR,
  SPACE,
  TEDDY,
  THIRD_OF_FOUR,
  UPPER_HALF,
  URL_END,
  WRAPPER,
} from "../../assembly/layout.ts";
import { ESCAPE_BUCKETS, IN_NAME, triggerBuckets } from "../core/anchor.ts";
import { CLASS_OF_BYTE } from "../core/byte-class.ts";

/** Writes the kernel's tables that are the same whatever the rules: what each byte is, and the nibbles that the vectors look up. */
export function writeByteTables(memory: Uint8Array): void {
  memory.set(CLASS_OF_BYTE, CLASSES);
  writeRoles(memory);
  writeNibbles(memory, NIBBLES, VECTOR_CLASSES);
  writeNibbles(memory, BETWEEN_NIBBLES, BETWEEN_CLASSES);
  writeTriggers(memory);
  writeCoded(memory);
}

function writeRoles(memory: Uint8Array): void {
  const view = new DataView(memory.buffer);
  const isBetween = (character: string): boolean => BETWEEN_CLASSES.some(([, pattern]) => pattern.test(character));
  const roles: readonly (readonly [role: number, pattern: Pick<RegExp, "test">])[] = [
    [BETWEEN, { test: isBetween }],
    [LETTER, /[A-Za-z]/],
    [NAME, /[\w$.@\-\x80-\xff]/v],
    [NAMED, new RegExp(IN_NAME, "v")],
    [QUOTE, /["'`]/],
    [SPACE, /[\s\x80-\xff]/v],
    [LINE_END, /[\r\n]/],
    [ESCAPING, /[%\\;]/],
    [URL_END, /[\s"'`<>]/],
    [SEPARATOR, /[=:><?.+\|!,\(]/v],
    [WRAPPER, /[\w\s.\[\]:\&*\(<>?\|=+!@$~\\\x80-\xff]/v],
  ];
  for (let byte = 0; byte < 256; byte++) {
    const bits = roles.filter(([, pattern]) => pattern.test(String.fromCharCode(byte)));
    view.setUint16(
      ROLES + byte * 2,
      bits.reduce((all, [role]) => all | role, 0),
      true,
    );
  }
}

/** Bits of the vectors' classes: the highest for digits, and those of words above those of marks. */
const VECTOR_CLASSES: readonly (readonly [bit: number, characters: RegExp])[] = [
  [0x80, /\d/],
  [0x04, /[A-Oa-o]/],
  [0x08, /[P-Zp-z]/],
  [0x10, /_/],
  [0x01, /[+\-.\/]/v],
  [0x02, /~/],
];

/** What may stand between a name and its value, each bit a product of high and low halves. */
const BETWEEN_CLASSES: readonly (readonly [bit: number, characters: RegExp])[] = [
  [0x01, /[\t\n\v\f\r]/v],
  [0x02, /[ "'\(\)*+,.]/v],
  [0x04, /[:=>?]/v],
  [0x08, /[\[\\\]]/v],
  [0x10, /\x60/],
  [0x20, /\|/v],
  [0x80, /[\x80-\xff]/v],
];

/** A class is a product of high and low halves; so each of them above is one, or has one of either. */
function writeNibbles(memory: Uint8Array, place: number, classes: typeof VECTOR_CLASSES): void {
  for (let byte = 0; byte < 256; byte++) {
    for (const [bit, characters] of classes) {
      if (!characters.test(String.fromCharCode(byte))) continue;
      const low = place + (byte & 15);
      const high = place + 16 + (byte >>> 4);
      memory[low] = (memory[low] as number) | bit;
      memory[high] = (memory[high] as number) | bit;
    }
  }
}

function writeTriggers(memory: Uint8Array): void {
  for (const [bucket, triggers] of triggerBuckets().entries()) {
    const forms = triggers.flatMap((trigger) => [
      trigger,
      trigger.replaceAll(/[a-z]+/g, (letters) => letters.toUpperCase()),
    ]);
    for (const form of [...forms, ...(ESCAPE_BUCKETS.get(bucket) ?? [])]) {
      for (let place = 0; place < 3; place++) {
        const byte = form.charCodeAt(place);
        const low = TEDDY + place * 32 + (byte & 15);
        const high = TEDDY + place * 32 + 16 + (byte >>> 4);
        memory[low] = (memory[low] as number) | (1 << bucket);
        memory[high] = (memory[high] as number) | (1 << bucket);
      }
    }
  }
}

const DIGITS_OF_64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** The same digits as addresses have them. */
const IN_ADDRESSES: Readonly<Record<string, string>> = { "-": "+", _: "/" };

/** Upper halves of bytes of text: those of tab and line breaks, and of all that can be printed. */
const isUpperHalf = (half: number): boolean => half === 0 || (half >= 2 && half <= 7);

/** What a byte can be in text that is encoded: three bytes in four digits of base 64, a byte in two hexadecimal ones. */
function writeCoded(memory: Uint8Array): void {
  for (let byte = 0; byte < 256; byte++) {
    const character = String.fromCharCode(byte);
    const digit = DIGITS_OF_64.indexOf(IN_ADDRESSES[character] ?? character);
    const half = /[\da-f]/i.test(character) ? Number.parseInt(character, 16) : -1;
    const bits: readonly (readonly [bit: number, has: boolean])[] = [
      [FIRST_OF_FOUR, digit !== -1 && isUpperHalf(digit >> 2)],
      [SECOND_OF_FOUR, digit !== -1 && isUpperHalf(digit & 15)],
      [THIRD_OF_FOUR, digit !== -1 && (digit & 3) < 2],
      [FOURTH_OF_FOUR, digit !== -1],
      [UPPER_HALF, half !== -1 && isUpperHalf(half)],
      [HALF, half !== -1],
      // `H4sI` is gzip, `KLUv` zstd, `1f8b` gzip again.
      [FRONT, /[HK10]/.test(character)],
      [BEHIND_FRONT, /[4Lfx]/i.test(character)],
    ];
    memory[CODED + byte] = bits.reduce((all, [bit, has]) => (has ? all | bit : all), 0);
  }
}
