// Hashes that the kernel's tables are ordered by, of the front of a text or from a place on: each as the function of the same
// name in assembly/memory.ts.

export const code = (text: string, index: number): number => text.charCodeAt(index) | 0x20;

export const gramOf = (text: string, at: number): number =>
  code(text, at) | (code(text, at + 1) << 8) | (code(text, at + 2) << 16);

/** As `hashOf` of assembly/memory.ts: of three bytes, folded, 13 bits. */
export function hashOf(text: string, at = 0): number {
  return Math.imul(gramOf(text, at), 0x9e3779b1) >>> 19;
}

/** As `hashOfFour` of assembly/memory.ts: 16 bits. */
export const hashOfFour = (text: string, at = 0): number => Math.imul(fourOf(text, at), 0x9e3779b1) >>> 16;

/** As `otherHashOfFour` of assembly/memory.ts: 16 bits. */
export const otherHashOfFour = (text: string, at: number): number => Math.imul(fourOf(text, at), 0x85ebca6b) >>> 16;

const fourOf = (text: string, at: number): number => gramOf(text, at) | (code(text, at + 3) << 24);

/** As `exactHashOf` of assembly/memory.ts: of three bytes, 13 bits. */
export const exactHashOf = (text: string): number =>
  Math.imul(text.charCodeAt(0) | (text.charCodeAt(1) << 8) | (text.charCodeAt(2) << 16), 0x9e3779b1) >>> 16;

/** As `exactHashOfFour` of assembly/memory.ts: 16 bits. */
export const exactHashOfFour = (text: string): number =>
  Math.imul(
    text.charCodeAt(0) | (text.charCodeAt(1) << 8) | (text.charCodeAt(2) << 16) | (text.charCodeAt(3) << 24),
    0x9e3779b1,
  ) >>> 16;

/** As `hashOfSix` of assembly/memory.ts: 16 bits. */
export function hashOfSix(text: string): number {
  let bytes = 0n;
  for (let index = 5; index >= 0; index--) bytes = (bytes << 8n) | BigInt(code(text, index));
  return Number(BigInt.asUintN(64, bytes * 0x9e3779b97f4a7c15n) >> 48n);
}

export const mix = (a: number, b: number): number => Math.imul(a, b) >>> 16;
