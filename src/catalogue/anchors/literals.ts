import { bytesIn, type Path, type Step } from "./paths.ts";

/** A literal that a path has from step `at` on; one step a byte. */
export interface PathLiteral {
  readonly at: number;
  readonly text: string;
  readonly ignoreCase: boolean;
}

const LONGEST = 24;
/** Bytes of a step that are told apart; a larger set ends a literal. */
const MOST_CHOICES = 26;
const MOST_SPELLINGS = 128;

/** The literals that begin at a step, one for each spelling of what varies a little; empty where none does. */
export function literalsAt({ steps }: Path, at: number, allowed: (byte: number) => boolean): PathLiteral[] {
  let spellings: readonly string[] = [""];
  let ignoreCase = false;
  for (const step of steps.slice(at)) {
    if (step.min !== 1 || step.max !== 1 || (spellings[0] ?? "").length === LONGEST) break;
    const choices = choicesOf(step);
    if (choices === undefined || !choices.bytes.every(allowed)) break;
    const longer = spellings.flatMap((head) => choices.bytes.map((byte) => head + String.fromCharCode(byte)));
    if (longer.length > MOST_SPELLINGS) break;
    spellings = longer;
    ignoreCase ||= choices.anyCase;
  }
  return spellings
    .filter((text) => text !== "")
    .map((text) => ({ at, text: ignoreCase ? text.toLowerCase() : text, ignoreCase }));
}

/** The few printable bytes of a step; letters of both cases count once. */
function choicesOf({ bytes }: Step): { readonly bytes: number[]; readonly anyCase: boolean } | undefined {
  const all = bytesIn(bytes);
  const folded = [...new Set(all.map((byte) => (isLetter(byte) ? byte | 0x20 : byte)))];
  const anyCase = folded.length < all.length;
  const few = anyCase ? folded : all;
  if (few.length > MOST_CHOICES || few.some((byte) => byte === 0 || byte >= 0x7f)) return undefined;
  return { bytes: few, anyCase };
}

const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
