import type { PlacedText } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";

/** What needs no quotes in a shell, the platforms' own fillings among it. */
const PLAIN = /^(?:[\w.\/:=@,+%{}~-]|\$\([\w.-]+\)|\$\{?\w+\}?)+$/;

/**
 * A program and its arguments as the line of a shell that would start it so, to be read as any script. Texts that know their places
 * come in, one for each word; a place never goes beyond the word that it starts in.
 */
export function argvText(words: readonly PlacedText[]): PlacedText {
  const parts: string[] = [];
  const runs: { readonly at: number; readonly word: PlacedText; readonly offsets: readonly number[] }[] = [];
  let length = 0;
  for (const word of words) {
    const { text, offsets } = quoted(word.value);
    if (length > 0) {
      parts.push(" ");
      length++;
    }
    runs.push({ at: length, word, offsets });
    parts.push(text);
    length += text.length;
  }
  return {
    value: parts.join(""),
    placeOf(start, end): Place {
      const run = runs.findLast(({ at }) => at <= start) ?? runs[0];
      if (run === undefined) throw new RangeError("no words");
      const offset = (at: number): number => {
        const within = Math.max(0, at - run.at);
        return run.offsets[within] ?? run.word.value.length;
      };
      return run.word.placeOf(offset(start), end > start ? Math.max(offset(start), offset(end)) : offset(start));
    },
  };
}

/** A word in double quotes where it needs some; `offsets` tell where each character of it stands in the word. */
function quoted(word: string): { readonly text: string; readonly offsets: readonly number[] } {
  const plain = PLAIN.test(word);
  let text = plain ? "" : '"';
  const offsets: number[] = plain ? [] : [0];
  for (let at = 0; at < word.length; at++) {
    const letter = word[at] ?? "";
    if (!plain && (letter === '"' || letter === "`" || letter === "\\")) {
      text += "\\";
      offsets.push(at);
    }
    text += letter;
    offsets.push(at);
  }
  if (plain) return { text, offsets };
  offsets.push(word.length);
  return { text: `${text}"`, offsets };
}
