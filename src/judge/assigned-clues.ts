import type { Evidence, Neighbours } from "../core/judgement.ts";
import { once } from "../core/once.ts";
import { textInBase64 } from "./base64-text.ts";
import type { AssignedClue } from "./clues.ts";
import { isCredentialFile } from "./credential-file.ts";
import { assigned, type Dismissed, dismissed, type FoundClue, type LateClues, type Weighable } from "./found-clues.ts";
import { inUse } from "./in-use.ts";
import { clueOfKind } from "./kind-clue.ts";
import {
  isDefaultCredential,
  isNobodysRow,
  isPort,
  isRepetition,
  isWordForPassword,
  placeholderIn,
  rowShare,
  toFillIn,
} from "./placeholder.ts";
import { isKeyOfSigns, referenceIn } from "./reference.ts";
import { isRowOrRepetition } from "./rows.ts";
import { classOfName, isBareName, type NameClass } from "./secret-name.ts";
import { valueClues } from "./value-clues.ts";

/** A value shorter than that is a mark of the syntax around it, such as YAML's `|`, or a word of code. */
const LEAST_LENGTH = 4;
/** The same where only a secret stands. */
const LEAST_IN_CONTEXT = 3;

/** What speaks for and against a value that is told by its name, or by what stands around it. */
export function assignedClues(evidence: Evidence): Weighable | Dismissed {
  const { value, contextual, claimed } = evidence;
  const use = useOf(evidence);
  const reason = reasonToDismiss(evidence, use !== undefined);
  if (reason !== undefined) return dismissed(reason);
  const nameClass = classOfName(evidence.name ?? "");
  const clue = contextual ? "context" : CLUE_OF_NAME[nameClass ?? "none"];
  if (clue === undefined) return { dismissed: "the name speaks of something about a secret" };
  if (contextual && use !== "credentialFile" && isWordForPassword(value)) {
    return dismissed("is the word for what stands there");
  }
  if (!contextual && PGP_KEY.test(evidence.name ?? "") && PRINT.test(value)) return dismissed("is the print of a key");
  if (contextual && isPort(value)) return dismissed("is a port");
  if (!contextual && isRepetition(value)) return dismissed("repeats itself");
  if (!contextual && isBareName(evidence.name ?? "") && rowShare(value) > 0.6) {
    return dismissed("is a row under a name that does not say whose it is");
  }
  const isRow = isRowOrRepetition(value, 0.6);
  const kind = clueOfKind(evidence.path);
  const ofValue = isRow && contextual ? [assigned("rowInContext")] : valueClues(evidence, nameClass);
  const isPlace = contextual || nameClass === "password" || nameClass === "secret";
  const clues = [
    assigned(clue),
    ...validatorClues(evidence),
    ...(use !== undefined && isPlace ? inUse(use, value, ofValue) : ofValue),
    ...(kind === undefined ? [] : [assigned(kind)]),
    ...(contextual ? syntaxClues(evidence) : syntaxClues(evidence, nameClass === "weak" || ofValue.some(isWord))),
  ];
  return { kind: "assigned", claimed, clues, late: lateClues(evidence, nameClass), sampleLike: isRow };
}

/** A key of OpenPGP is many lines long; what is named in its place is its id or print. */
const PGP_KEY = /(?:gpg|pgp)[_\-. ]?(?:signing[_\-. ]?)?key$/i;
const PRINT = /^(?:0x)?[\dA-F]{8,40}$/i;

/** What tells that a value is in use wherever it stands in a secret's place, whatever it looks like. */
function useOf(evidence: Evidence): "credentialFile" | "deployed" | undefined {
  if (isCredentialFile(evidence.path)) return "credentialFile";
  // Only the match of a pattern tells of that. What lies in tests, samples and documentation opens nothing.
  const isTold = evidence.contextual && clueOfKind(evidence.path) === undefined;
  return isTold && evidence.neighbours?.deployed === true ? "deployed" : undefined;
}

/** `mayBeWeak` is set where a value counts even if somebody made it up. */
function reasonToDismiss({ value, quoted, contextual }: Evidence, mayBeWeak: boolean): string | undefined {
  const trimmed = value
    .replaceAll(/\\[nrt]/g, " ")
    .replaceAll(/\\u[\dA-Fa-f]{4}/g, characterOf)
    .trim();
  if (trimmed.length < (contextual ? LEAST_IN_CONTEXT : LEAST_LENGTH)) return "is empty or next to nothing";
  if (!/[\p{L}\d]/v.test(trimmed)) return "is made of signs";
  const placeholder = mayBeWeak ? toFillIn : placeholderIn;
  const isKey = contextual && isKeyOfSigns(value);
  const reason = (isKey ? undefined : referenceIn(value.trim(), quoted)) ?? placeholder(value);
  if (reason !== undefined) return reason;
  if (!contextual && isNobodysRow(value)) return "is made of a sample's word and a row";
  const decoded = textInBase64(value);
  if (decoded === undefined) return undefined;
  const password = decoded.slice(decoded.indexOf(":") + 1);
  const isPlain =
    placeholder(password) !== undefined || (!mayBeWeak && (isDefaultCredential(password) || isRepetition(password)));
  return isPlain ? "encodes a placeholder or a usual default" : undefined;
}

/** What an escape stands for: `\u0020` is a blank. */
const characterOf = (escape: string): string => String.fromCharCode(Number.parseInt(escape.slice(2), 16));

/** A name about a secret (`token_url`) is no clue but the end of the matter. */
const CLUE_OF_NAME: Readonly<Record<NameClass | "none", AssignedClue | undefined>> = {
  password: "password",
  secret: "secret",
  weak: "weakName",
  none: "noName",
  other: undefined,
};

function validatorClues({ validated }: Evidence): FoundClue<AssignedClue>[] {
  return validated.map(({ name, valid }) =>
    valid
      ? assigned("validatorPassed", `its structure is right (${name})`)
      : assigned("validatorFailed", `its structure is wrong (${name})`),
  );
}

/** What reads like a word or a name: programs compare with such to tell states apart, and what a key on a keyboard is called. */
const isWord = ({ clue }: FoundClue): boolean => /^(?:wordLike|wordLikeMixed|identifier|unreadIdentifier)$/.test(clue);

/** `mayBeWord` is set where a value that is compared is most likely none that somebody signs in with. */
function syntaxClues({ syntax = [] }: Evidence, mayBeWord = false): FoundClue<AssignedClue>[] {
  const clues = syntax.map(({ clue, reason }) => assigned(clue, reason));
  const isWeak = mayBeWord && syntax.some(({ clue }) => clue === "compared");
  return isWeak ? [...clues, assigned("weaklyCompared")] : clues;
}

/** Of a value that lies in no text, such as a literal of a parsed pipeline. */
const NOTHING_NEAR: Neighbours = {
  user: false,
  host: false,
  vector: false,
  sample: false,
  documented: false,
  deployed: false,
};

function lateClues(evidence: Evidence, nameClass: NameClass | undefined): LateClues[] {
  const around = once(() => evidence.neighbours ?? NOTHING_NEAR);
  const neighbours: LateClues = {
    raises: true,
    names: ["userNear", "hostNear"],
    find: () => [...(around().user ? [assigned("userNear")] : []), ...(around().host ? [assigned("hostNear")] : [])],
  };
  const samples: LateClues = {
    raises: false,
    names: ["vectorNear", "sampleLine", "documented"],
    find: () => [
      ...(around().vector && nameClass !== "password" ? [assigned("vectorNear")] : []),
      ...(around().sample ? [assigned("sampleLine")] : []),
      ...(around().documented ? [assigned("documented")] : []),
    ],
  };
  const truncated: LateClues = {
    raises: false,
    names: ["truncated"],
    find: () => (evidence.truncated === true ? [assigned("truncated")] : []),
  };
  // A password is chosen by people and may be of any length.
  return nameClass === "password" ? [neighbours, samples] : [neighbours, samples, truncated];
}
