import type { PlacedText } from "../../core/pipeline.ts";
import type { Place } from "../../core/span.ts";

/** What needs no quotes in a shell, the platforms' own fillings among it. */
const PLAIN = /^(?:[\w.\/:=@,+%{}~-]|\$\([\w.-]+\)|\$\{?\w+\}?)+$/;

/**
 * A program and its arguments as the line of a shell that would start it so, to be read as any script. Texts that know their places
 * come in, one for each word; the place of several words is all from the first of them in the file to the last.
 */
export function argvText(words: readonly PlacedText[]): PlacedText {
  const parts: string[] = [];
  const runs: WordRun[] = [];
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
      const first = runs.findLastIndex(({ at }) => at <= start);
      const last = end > start ? runs.findLastIndex(({ at }) => at < end) : first;
      const places = runs.slice(Math.max(first, 0), Math.max(last, 0) + 1).map((run) => placeIn(run, start, end));
      const [place] = places;
      if (place === undefined) throw new RangeError("no words");
      // A program may be named behind its arguments.
      const spans = places.map(({ span }) => span);
      const from = Math.min(...spans.map((span) => span.start));
      return { unit: place.unit, span: { start: from, end: Math.max(...spans.map((span) => span.end)) } };
    },
  };
}

interface WordRun {
  /** Where the word starts in the line. */
  readonly at: number;
  readonly word: PlacedText;
  /** Where each character of it stands in the word. */
  readonly offsets: readonly number[];
}

/** The place of what of a range of the line lies in a word. */
function placeIn({ at, word, offsets }: WordRun, start: number, end: number): Place {
  const from = offsets[Math.max(0, start - at)] ?? word.value.length;
  const to = offsets[Math.max(0, end - at)] ?? word.value.length;
  return word.placeOf(from, end > start ? Math.max(from, to) : from);
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
