import type { Evidence } from "../core/judgement.ts";
import { textInBase64 } from "./base64-text.ts";
import type { DistinctiveClue } from "./clues.ts";
import { entropyRatio } from "./entropy.ts";
import { type Dismissed, dismissed, distinctive, type FoundClue, type Weighable } from "./found-clues.ts";
import { clueOfKind } from "./kind-clue.ts";
import { isKnownSample } from "./known-samples.ts";
import { isOneCharacter, placeholderIn } from "./placeholder.ts";
import { referenceForm } from "./reference.ts";
import { isRowOrRepetition } from "./rows.ts";
import { wordLikeness } from "./word-likeness.ts";

/** What speaks for and against a value with a form of its own; `random` is what is left of it without its front. */
export function distinctiveClues(evidence: Evidence, random: string): Weighable | Dismissed {
  const { value, claimed, path, name = "" } = evidence;
  const reference = random.length < 200 ? referenceForm(random) : undefined;
  if (reference !== undefined) return dismissed(reference);
  if (isOneCharacter(random)) return dismissed("is one character over and over");
  if (encodesPlaceholder(value)) return dismissed("encodes a placeholder");
  if (isKnownSample(name)) return { dismissed: "it belongs to a sample that its provider publishes" };
  const clues: FoundClue<DistinctiveClue>[] = [distinctive("form"), ...validatorClues(evidence)];
  const placeholder = random.length < 200 ? placeholderIn(random) : undefined;
  if (placeholder !== undefined) clues.push(distinctive("placeholderWord", `the value ${placeholder}`));
  const isRow = random.length >= 12 && isRowOrRepetition(random, 0.3);
  const ofValue = ALPHABET.test(random) ? "alphabet" : isRow ? "row" : dullness(random);
  if (ofValue !== undefined) clues.push(distinctive(ofValue));
  const kind = clueOfKind(path);
  if (kind !== undefined) clues.push(distinctive(kind));
  for (const { clue, reason } of evidence.syntax ?? [])
    if (clue === "inSyntax" || clue === "compared") clues.push(distinctive("inSyntax", reason));
  return { kind: "distinctive", claimed, clues, late: [], sampleLike: isRow };
}

/** No random value holds it. */
const ALPHABET = /abcdefghijklmnopqrstuvwxyz/i;

function dullness(random: string): DistinctiveClue | undefined {
  if (random.length < 12) return undefined;
  if (random.length < 400 && entropyRatio(random) < 0.75) return "lowEntropy";
  return random.length < 200 && isWordy(random) ? "wordLike" : undefined;
}

function isWordy(text: string): boolean {
  const letters = text.replaceAll(/[^A-Za-z]/g, "").length;
  return letters >= 8 && letters / text.length > 0.7 && wordLikeness(text) > 0.75;
}

/** Least length of a text in a JSON object at which it is the secret, and not its name. */
const SECRET_IN_JSON = 16;

/** Whether a value encodes JSON in base 64 whose long texts are placeholders. */
function encodesPlaceholder(value: string): boolean {
  const texts = textInBase64(value)?.match(/(?<=:")[^"]*(?=")/g) ?? [];
  return texts.some((text) => text.length >= SECRET_IN_JSON && placeholderIn(text) !== undefined);
}

/** Characters of an armoured key from which on it was not cut short for a sample. */
const WHOLE = 200;

function validatorClues({ validated, value }: Evidence): FoundClue<DistinctiveClue>[] {
  return validated.map(({ name, valid }) => {
    if (valid) return distinctive("validatorPassed", `its structure is right (${name})`);
    // A token of Grafana whose random part was changed for a sample, but not its checksum, was one that somebody had.
    const isWhole =
      name === "grafana-crc32" || (name === "pem" && value.replaceAll(/\\[nr]|[^A-Za-z\d+\/=]/gv, "").length > WHOLE);
    return isWhole
      ? distinctive("wholeArmour", `its structure is wrong (${name}), though it is whole`)
      : distinctive("validatorFailed", `its structure is wrong (${name})`);
  });
}
