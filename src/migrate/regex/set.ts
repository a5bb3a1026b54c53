import { perlClass, posixClass } from "./character-classes.ts";
import { readEscape } from "./escapes.ts";
import { propertyOf } from "./property.ts";
import type { Reader } from "./reader.ts";
import { type CharSet, type Dialect, type Range, Untranslatable } from "./syntax.ts";

/** Reads a set of characters, its opening bracket taken already. */
export function readSet(reader: Reader, dialect: Dialect): CharSet {
  const negated = reader.take("^");
  const ranges: Range[] = [];
  const properties: string[] = [];
  // A bracket that stands first closes nothing.
  for (let isFirst = true; isFirst || reader.peek() !== "]"; isFirst = false) {
    if (reader.done) throw new Untranslatable("a `[` is not closed");
    const whole = readClass(reader, dialect);
    if (whole === undefined) ranges.push(readRange(reader, dialect));
    else if (typeof whole === "string") properties.push(whole);
    else ranges.push(...whole);
  }
  reader.take("]");
  return { negated, ranges, properties };
}

/** A class inside a set: its ranges, or its property as JavaScript writes it. */
function readClass(reader: Reader, dialect: Dialect): readonly Range[] | string | undefined {
  if (dialect === "go") {
    const posix = reader.takeMatch(/\[:(\^?\w+):\]/y)?.[1];
    if (posix !== undefined) {
      const ranges = posixClass(posix);
      if (ranges === undefined) throw new Untranslatable(`the class \`[:${posix}:]\` has no equal`);
      return ranges;
    }
    const property = reader.takeMatch(/\\([pP])(?:\{(\^?)(\w+)\}|([A-Z]))/y);
    if (property !== undefined) return propertyOf(property);
  }
  const letter = reader.takeMatch(/\\([dDwWsS])/y)?.[1];
  return letter === undefined ? undefined : perlClass(letter);
}

function readRange(reader: Reader, dialect: Dialect): Range {
  const from = readCode(reader, dialect);
  if (reader.takeMatch(/-(?!\])/y) === undefined) return [from, from];
  if (reader.takeMatch(/\\[dDwWsSpP]/y) !== undefined) throw new Untranslatable("a range ends in a class");
  const to = readCode(reader, dialect);
  if (to < from) throw new Untranslatable("a range of characters ends before it begins");
  return [from, to];
}

function readCode(reader: Reader, dialect: Dialect): number {
  if (!reader.take("\\")) return reader.next();
  // Inside a set it is the backspace, for Python at least.
  if (dialect === "python" && reader.take("b")) return 8;
  return readEscape(reader, dialect);
}
