import { layoutPath, type Unit } from "../core/source.ts";
import { languageOf } from "../core/tree-language.ts";

/** Largest file that is parsed, in bytes. */
const LARGEST = 1 << 19;
/** A file with a line of so many bytes is made by a program, and is not parsed. */
const LONGEST_LINE = 5000;

/** Whether a unit may be read as a tree, which its name and its size tell. */
export function canBeTree(unit: Unit): boolean {
  return unit.whole && !unit.binary && languageOf(layoutPath(unit)) !== undefined && isWritten(unit.bytes);
}

/** Whether a person may have written it. */
function isWritten(bytes: Uint8Array): boolean {
  if (bytes.length > LARGEST) return false;
  for (let at = 0; bytes.length - at > LONGEST_LINE; ) {
    const end = bytes.lastIndexOf(0x0a, at + LONGEST_LINE);
    if (end < at) return false;
    at = end + 1;
  }
  return true;
}
