import {
  BETWEEN,
  CLASSES,
  LETTER,
  LINE_END,
  NAME,
  NIBBLES,
  QUOTE,
  ROLES,
  SEPARATOR,
  SPACE,
  TEDDY,
  URL_END,
  WRAPPER,
} from "../../assembly/layout.ts";
import { TRIGGER_BUCKETS } from "../core/anchor.ts";
import { CLASS_OF_BYTE } from "../core/byte-class.ts";

/** Writes the kernel's tables that are the same whatever the rules: what each byte is, and the nibbles that the vectors look up. */
export function writeByteTables(memory: Uint8Array): void {
  memory.set(CLASS_OF_BYTE, CLASSES);
  writeRoles(memory);
  writeNibbles(memory);
  writeTriggers(memory);
}

function writeRoles(memory: Uint8Array): void {
  const view = new DataView(memory.buffer);
  const roles: readonly (readonly [role: number, pattern: RegExp])[] = [
    [BETWEEN, /[\s"'`\\\]\[?\|.+=:>,\(\x80-\xff]/v],
    [LETTER, /[A-Za-z]/],
    [NAME, /[\w$.@\-\x80-\xff]/v],
    [QUOTE, /["'`]/],
    [SPACE, /[\s\x80-\xff]/v],
    [LINE_END, /[\r\n]/],
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

/** Bits of the vectors' classes; the kernel takes 0x87 for words and the highest for digits. */
const VECTOR_CLASSES: readonly (readonly [bit: number, characters: RegExp])[] = [
  [0x80, /\d/],
  [0x01, /[A-Oa-o]/],
  [0x02, /[P-Zp-z]/],
  [0x04, /_/],
  [0x08, /[+\-.\/]/v],
  [0x10, /~/],
];

/** A class is a product of high and low halves; so each of them above is one, or has one of either. */
function writeNibbles(memory: Uint8Array): void {
  for (let byte = 0; byte < 128; byte++) {
    for (const [bit, characters] of VECTOR_CLASSES) {
      if (!characters.test(String.fromCharCode(byte))) continue;
      const low = NIBBLES + (byte & 15);
      const high = NIBBLES + 16 + (byte >>> 4);
      memory[low] = (memory[low] as number) | bit;
      memory[high] = (memory[high] as number) | bit;
    }
  }
}

function writeTriggers(memory: Uint8Array): void {
  for (const [bucket, triggers] of TRIGGER_BUCKETS.entries()) {
    for (const trigger of triggers) {
      for (let place = 0; place < 3; place++) {
        for (const form of new Set([trigger, trigger.replaceAll(/[a-z]+/g, (letters) => letters.toUpperCase())])) {
          const byte = form.charCodeAt(place);
          const low = TEDDY + place * 32 + (byte & 15);
          const high = TEDDY + place * 32 + 16 + (byte >>> 4);
          memory[low] = (memory[low] as number) | (1 << bucket);
          memory[high] = (memory[high] as number) | (1 << bucket);
        }
      }
    }
  }
}
