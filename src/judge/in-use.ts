import { textInBase64 } from "./base64-text.ts";
import type { AssignedClue } from "./clues.ts";
import { assigned, type FoundClue } from "./found-clues.ts";
import { isDefaultCredential, isMadeUp, isRepetition, isWordForPassword } from "./placeholder.ts";

/** What a value looks like when it is weak: no reason to take it for nothing where it is in use. */
const WEAKNESSES: ReadonlySet<AssignedClue> = new Set<AssignedClue>([
  "row",
  "rowInContext",
  "short",
  "wordLike",
  "wordLikeMixed",
  "lettersOnly",
  "plainForName",
  "plainForKey",
  "digitsOnly",
  "usualDefault",
  "defaultInContext",
  "identifier",
  "unreadIdentifier",
  "sameAsName",
]);

/** What speaks for a value by its looks; it says nothing of one that is made up or a usual default. */
const STRENGTHS: ReadonlySet<AssignedClue> = new Set<AssignedClue>(["mixed", "symbols", "keyLength"]);

/** Clues on a value that is in use by its place, `use`: all that it has of a weak one counts once, whatever that is. */
export function inUse(
  use: "credentialFile" | "deployed",
  value: string,
  clues: readonly FoundClue<AssignedClue>[],
): FoundClue<AssignedClue>[] {
  const isUsual = isUsualText(value) || isUsualText(encodedPassword(value));
  const rest = clues.filter(({ clue }) => !WEAKNESSES.has(clue));
  const isWeak = isUsual || rest.length < clues.length;
  const kept = isUsual ? rest.filter(({ clue }) => !STRENGTHS.has(clue)) : rest;
  return [assigned(use), ...(isWeak ? [assigned("weakButInUse")] : []), ...kept];
}

const isUsualText = (text: string): boolean =>
  isMadeUp(text) || isDefaultCredential(text) || isWordForPassword(text) || isRepetition(text);

/** What stands behind the user's name where a value is both in base 64. */
function encodedPassword(value: string): string {
  const text = textInBase64(value) ?? "";
  return text.slice(text.indexOf(":") + 1);
}
