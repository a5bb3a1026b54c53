import { once } from "../core/once.ts";
import type { TextView } from "../core/text.ts";

/**
 * A pattern over letters of any script, and its twin for text whose letters are all of ASCII: what V8 compiles of the hundreds of ranges of
 * `\p{L}` takes several times as long (26 forms, each run thrice: 36 ms and 8), and most lines have none of them. `\p{L}` may
 * stand in classes only. Compiled when asked for.
 */
export function letterPattern(source: string, flags: string): (isPlain: boolean) => RegExp {
  const whole = once(() => new RegExp(source, flags));
  const plain = once(() => new RegExp(source.replaceAll(LETTERS, "A-Za-z"), flags));
  return (isPlain) => (isPlain ? plain() : whole());
}

const LETTERS = String.raw`\p{L}`;

/** Whether all letters of a text are of ASCII: quotes, dashes and pictures are none. */
export function hasPlainLetters({ text, isAscii }: Pick<TextView, "text" | "isAscii">): boolean {
  return isAscii || !/[\p{L}--\p{ASCII}]/v.test(text);
}
