import { once } from "../core/once.ts";

/**
 * A pattern over letters of any script, and its twin for text that is all ASCII: what V8 compiles of the hundreds of ranges of `\p{L}`
 * takes several times as long (26 forms, each run thrice: 36 ms and 8), and most lines have none of them. `\p{L}` may stand in classes
 * only. Compiled when asked for.
 */
export function letterPattern(source: string, flags: string): (isAscii: boolean) => RegExp {
  const whole = once(() => new RegExp(source, flags));
  const ascii = once(() => new RegExp(source.replaceAll(LETTERS, "A-Za-z"), flags));
  return (isAscii) => (isAscii ? ascii() : whole());
}

const LETTERS = String.raw`\p{L}`;
