import { isCode } from "../core/code-path.ts";
import type { Evidence, FileKind, Judgement } from "../core/judgement.ts";
import type { Confidence } from "../core/levels.ts";
import { charsetSize, entropyRatio } from "./entropy.ts";
import { fileKindOf } from "./file-kind.ts";
import { isKnownSample } from "./known-samples.ts";
import {
  isDefaultCredential,
  isNobodysRow,
  isOneCharacter,
  isRepetition,
  isWordForPassword,
  placeholderIn,
  rowShare,
  sequenceShare,
} from "./placeholder.ts";
import { referenceForm, referenceIn } from "./reference.ts";
import { classOfName, isBareName, type NameClass } from "./secret-name.ts";
import { shapeOf } from "./shape.ts";
import { LEVELS, WEIGHTS } from "./weights.ts";
import { wordLikeness } from "./word-likeness.ts";

/** A piece of evidence: what it adds to the log-odds, and the clause that people read. */
interface Clue {
  readonly weight: number;
  readonly reason: string;
}

/** Weighs a match and what stands around it. Pure; the reasons name no part of the value. */
export function judge(evidence: Evidence): Judgement {
  const { value, prefix } = evidence;
  if (isKnownSample(value)) return dismissed("is a sample that its provider publishes");
  const random = value.startsWith(prefix) ? value.slice(prefix.length) : value;
  return evidence.distinctive ? judgeDistinctive(evidence, random) : judgeAssigned(evidence);
}

function dismissed(reason: string): Judgement {
  return { score: 0, reasons: [`the value ${reason}`] };
}

function weigh(claimed: Confidence, clues: readonly Clue[], sampleLike: boolean): Judgement {
  const logOdds = clues.reduce<number>((sum, clue) => sum + clue.weight, WEIGHTS.claimed[claimed]);
  const score = 1 / (1 + Math.exp(-logOdds));
  const confidence = (["high", "medium", "low"] as const).find((level) => score >= LEVELS[level]);
  const reasons = [...clues].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).map((clue) => clue.reason);
  return { score, reasons, ...(sampleLike ? { sampleLike } : {}), ...(confidence === undefined ? {} : { confidence }) };
}

const KIND_WORDS: Readonly<Partial<Record<FileKind, string>>> = {
  test: "it lies in a test",
  example: "it lies in an example",
  docs: "it lies in documentation",
  lock: "it lies in a lock file",
  generated: "it lies in generated or vendored code",
  minified: "it lies in minified code",
  localisation: "it lies in translated texts",
};

function kindClue(path: string, weights: Readonly<Partial<Record<FileKind, number>>>): Clue[] {
  const kind = fileKindOf(path);
  const weight = weights[kind];
  return weight === undefined ? [] : [{ weight, reason: KIND_WORDS[kind] ?? "" }];
}

function judgeDistinctive(evidence: Evidence, random: string): Judgement {
  const { value } = evidence;
  const weights = WEIGHTS.distinctive;
  const clues: Clue[] = [{ weight: 0, reason: "the value has a form of its own" }];
  clues.push(...validatorClues(evidence, WEIGHTS.validatorPassed));
  const reference = random.length < 200 ? referenceForm(random) : undefined;
  if (reference !== undefined) return dismissed(reference);
  if (isOneCharacter(random)) return dismissed("is one character over and over");
  if (encodesPlaceholder(value)) return dismissed("encodes a placeholder");
  const placeholder = random.length < 200 ? placeholderIn(random) : undefined;
  if (placeholder !== undefined) clues.push({ weight: weights.placeholderWord, reason: `the value ${placeholder}` });
  const isRow = random.length >= 12 && isRowOrRepetition(random, 0.3);
  if (ALPHABET.test(random)) {
    clues.push({ weight: weights.placeholderWord, reason: "the value holds the whole alphabet" });
  } else if (isRow) {
    clues.push({ weight: weights.row, reason: ROW });
  } else if (random.length >= 12 && random.length < 400 && entropyRatio(random) < 0.75) {
    clues.push({ weight: weights.lowEntropy, reason: "the value repeats few characters" });
  } else if (random.length >= 12 && random.length < 200 && isWordy(random)) {
    clues.push({ weight: weights.wordLike, reason: "the value reads like words" });
  }
  return weigh(evidence.claimed, [...clues, ...kindClue(evidence.path, weights.kind)], isRow);
}

/** No random value holds it. */
const ALPHABET = /abcdefghijklmnopqrstuvwxyz/i;

const ROW = "the value is a row of keys or letters, as samples are";

function isRowOrRepetition(value: string, least: number): boolean {
  return sequenceShare(value) > least || isRepetition(value);
}

/** Least length of a text in a JSON object at which it is the secret, and not its name. */
const SECRET_IN_JSON = 16;

/** Whether a value encodes JSON in base 64 whose long texts are placeholders. */
function encodesPlaceholder(value: string): boolean {
  const texts = textInBase64(value)?.match(/(?<=:")[^"]*(?=")/g) ?? [];
  return texts.some((text) => text.length >= SECRET_IN_JSON && placeholderIn(text) !== undefined);
}

function validatorClues({ validated }: Evidence, passed: number): Clue[] {
  return validated.map(({ name, valid }) =>
    valid
      ? { weight: passed, reason: `its structure is right (${name})` }
      : { weight: WEIGHTS.validatorFailed, reason: `its structure is wrong (${name})` },
  );
}

function isWordy(text: string): boolean {
  const letters = text.replaceAll(/[^A-Za-z]/g, "").length;
  return letters >= 8 && letters / text.length > 0.7 && wordLikeness(text) > 0.75;
}

/** A value shorter than that is a mark of the syntax around it, such as YAML's `|`. */
const LEAST_LENGTH = 3;

function judgeAssigned(evidence: Evidence): Judgement {
  const { value } = evidence;
  if (value.trim().length < LEAST_LENGTH) return dismissed("is empty or next to nothing");
  const reference = referenceIn(value.trim(), evidence.quoted);
  if (reference !== undefined) return dismissed(reference);
  const placeholder = placeholderIn(value);
  if (placeholder !== undefined) return dismissed(placeholder);
  if (!evidence.contextual && isNobodysRow(value)) return dismissed("is made of a sample's word and a row");
  const decoded = textInBase64(value);
  const password = decoded?.slice(decoded.indexOf(":") + 1);
  if (
    password !== undefined &&
    (placeholderIn(password) ?? (isDefaultCredential(password) || isRepetition(password)))
  ) {
    return dismissed("encodes a placeholder or a usual default");
  }
  const nameClass = classOfName(evidence.name ?? "");
  const clue = evidence.contextual ? CONTEXT : nameClue(nameClass);
  if (clue === undefined) return { score: 0, reasons: ["the name speaks of something about a secret"] };
  if (evidence.contextual && isWordForPassword(value)) return dismissed("is the word for what stands there");
  const structure = validatorClues(evidence, WEIGHTS.assigned.validatorPassed);
  const isRow = isRowOrRepetition(value, 0.6);
  if (isRow && !evidence.contextual && isRepetition(value)) return dismissed("repeats itself");
  if (!evidence.contextual && isBareName(evidence.name ?? "") && rowShare(value) > 0.6) {
    return dismissed("is a row under a name that does not say whose it is");
  }
  const ofValue =
    isRow && evidence.contextual
      ? [{ weight: WEIGHTS.assigned.rowInContext, reason: ROW }]
      : valueClues(evidence, nameClass);
  const kind = kindClue(evidence.path, WEIGHTS.assigned.kind);
  const whole = weigh(evidence.claimed, [clue, ...structure, ...ofValue, ...kind], isRow);
  // A password is chosen by people and may be of any length. What is no secret already need not be held against all forms.
  if (whole.confidence === undefined || nameClass === "password" || evidence.truncated !== true) return whole;
  return weigh(evidence.claimed, [clue, ...structure, TRUNCATED, ...ofValue, ...kind], isRow);
}

const TRUNCATED: Clue = {
  weight: WEIGHTS.assigned.truncated,
  reason: "the value is shorter than what its provider issues",
};

/** No system gives out a token or key of fewer characters; a password or secret is chosen by people and may be short. */
const LEAST_TOKEN = 8;

function isShortToken({ value, name = "", contextual }: Evidence, nameClass: NameClass | undefined): boolean {
  const isIssued = nameClass === "secret" && !/secrets?$/i.test(name);
  return !contextual && isIssued && value.length >= SHORT && value.length < LEAST_TOKEN;
}

/** A provider's front, then the name of its test environment: `sk_test_…`, `access-sandbox-…`. */
const TEST_FRONT =
  /^(?:[a-z]{1,12}[_\-$](?:[a-z]{1,8}[_\-$])?(?:test|sandbox|sbox|sdbx|sbx)|sbx|sandbox)[_\-$][\w$\-]{16}/iv;

/** Whether a value says of itself that it reaches a test environment only, where no harm is done. */
function isForTests({ value, contextual }: Evidence, nameClass: NameClass | undefined): boolean {
  return !contextual && nameClass !== "password" && TEST_FRONT.test(value);
}

/** Shorter values are next to no secret, whatever they are called. */
const SHORT = 6;

/** The text that a value encodes in base 64; undefined where it does not decode to plain text. */
function textInBase64(value: string): string | undefined {
  if (!/^[A-Za-z\d+\/]{8,}={0,2}$/v.test(value) || value.length % 4 !== 0) return undefined;
  const text = Buffer.from(value, "base64").toString("latin1");
  return /^[\x20-\x7e]+$/.test(text) ? text : undefined;
}

const CONTEXT: Clue = { weight: WEIGHTS.assigned.context, reason: "it stands where only a secret stands" };

function nameClue(name: NameClass | undefined): Clue | undefined {
  if (name === "other") return undefined;
  const weights = WEIGHTS.assigned.name;
  if (name === undefined) return { weight: weights.none, reason: "its name does not speak of a secret" };
  if (name === "weak") return { weight: weights.weak, reason: "its name may mean a secret" };
  return { weight: weights[name], reason: `its name means a ${name}` };
}

function valueClues(evidence: Evidence, nameClass: NameClass | undefined): Clue[] {
  const { value, name = "", quoted, path } = evidence;
  const weights = WEIGHTS.assigned;
  const shape = shapeOf(value, name, nameClass);
  const clues: Clue[] = [];
  const add = (holds: boolean, weight: number, reason: string): void => {
    if (holds) clues.push({ weight, reason });
  };
  const likeness = wordLikeness(value);
  add(sequenceShare(value) > 0.6, weights.row, ROW);
  add(value.length < SHORT, weights.short, "the value is very short");
  add(isShortToken(evidence, nameClass), weights.shortToken, "the value is too short for a token");
  add(isForTests(evidence, nameClass), weights.forTests, "the value's front says that it is for tests");
  add(value.length > 150, weights.long, "the value is very long");
  add(shape.mixed, weights.mixed, "the value mixes letters and digits");
  add(shape.symbols, weights.symbols, "the value has symbols as passwords do");
  add(
    value.length >= 16 && charsetSize(value) <= 64 && entropyRatio(value) > 0.9 && !shape.wordy,
    weights.randomRatio,
    "the value looks random",
  );
  add(shape.tokenLength, weights.hexOrBase64Length, "the value has a key's length");
  add(
    shape.wordy && likeness > 0.6,
    shape.mixed ? weights.wordLikeMixed : weights.wordLike,
    "the value reads like words",
  );
  add(shape.lettersOnly && likeness > 0.5, weights.lettersOnly, "the value has letters only");
  const isWeak = !evidence.contextual && nameClass === "weak";
  add(isWeak && (likeness > 0.6 || value.length < 16), weights.weakAndPlain, "the value is too plain for its name");
  const plain = shape.lettersOnly && value.length < 12 && nameClass !== "password";
  add(plain && !evidence.contextual, weights.plainWord, "the value is too plain for a key");
  add(/^\d+$/.test(value), weights.digitsOnly, "the value has digits only");
  add(isDefaultCredential(value), weights.defaultCredential, "the value is a usual default");
  // One random value in base 64 out of 64 begins with a slash.
  add(
    shape.path && (shape.file || value.length < 20 || likeness > 0.45),
    weights.path,
    "the value is a path or file name",
  );
  add(shape.url, weights.url, "the value is an address");
  add(shape.sentence, weights.sentence, "the value is a sentence");
  add(shape.identifier, weights.identifier, "the value is a name in code");
  add(shape.sameAsName, weights.sameAsName, "the value repeats its name");
  add(shape.hash, weights.hash, "the value is a password's hash");
  add(shape.uuid, weights.uuid, "the value is a UUID");
  add(!quoted && isCode(path), weights.bareInCode, "the value is not quoted, in code");
  return clues;
}
