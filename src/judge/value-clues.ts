import { isCode } from "../core/code-path.ts";
import type { Evidence } from "../core/judgement.ts";
import { hasTestFront } from "../core/test-front.ts";
import type { AssignedClue } from "./clues.ts";
import { charsetSize, entropyRatio } from "./entropy.ts";
import { assigned, type FoundClue } from "./found-clues.ts";
import { isDefaultCredential, sequenceShare } from "./placeholder.ts";
import type { NameClass } from "./secret-name.ts";
import { shapeOf } from "./shape.ts";
import { wordLikeness } from "./word-likeness.ts";

/** Shorter values are next to no secret, whatever they are called. */
const SHORT = 6;
/** No system gives out a token or key of fewer characters; a password or secret is chosen by people and may be short. */
const LEAST_TOKEN = 8;
const LONG = 150;

/** What an assigned value itself speaks for and against it. */
export function valueClues(evidence: Evidence, nameClass: NameClass | undefined): FoundClue<AssignedClue>[] {
  const { value: written, name = "", quoted, path, contextual } = evidence;
  // What an escape adds at the end is no part of how a value looks.
  const value = written.replace(/(?:\\[nrt])+$/, "");
  const shape = shapeOf(value, name, nameClass);
  const clues: FoundClue<AssignedClue>[] = [];
  const add = (holds: boolean, clue: AssignedClue): void => {
    if (holds) clues.push(assigned(clue));
  };
  const likeness = wordLikeness(value);
  add(sequenceShare(value) > 0.6, "row");
  add(value.length < SHORT, "short");
  add(isShortToken(evidence, nameClass), "shortToken");
  add(isForTests(evidence, nameClass), "forTests");
  add(value.length > LONG, "long");
  add(shape.mixed, "mixed");
  add(shape.symbols, "symbols");
  add(value.length >= 16 && charsetSize(value) <= 64 && entropyRatio(value) > 0.9 && !shape.wordy, "random");
  add(shape.keyLength, "keyLength");
  add(shape.wordy && likeness > 0.6, shape.mixed ? "wordLikeMixed" : "wordLike");
  add(shape.lettersOnly && likeness > 0.5, "lettersOnly");
  const isWeak = !contextual && nameClass === "weak";
  add(isWeak && (likeness > 0.6 || value.length < 16), "plainForName");
  add(shape.lettersOnly && value.length < 12 && nameClass !== "password" && !contextual, "plainForKey");
  add(!shape.lettersOnly && isWordForKey(evidence, nameClass), "plainForKey");
  add(/^\d+$/.test(value), "digitsOnly");
  add(isDefaultCredential(value), contextual ? "defaultInContext" : "usualDefault");
  // One random value in base 64 out of 64 begins with a slash.
  add(shape.path && (shape.file || value.length < 20 || likeness > 0.45), "path");
  add(shape.url, "url");
  add(shape.sentence, "sentence");
  // A name in code is made of words; what only looks like one by its signs or capitals may be a password.
  add(shape.identifier, quoted && likeness < READABLE ? "unreadIdentifier" : "identifier");
  add(shape.sameAsName, "sameAsName");
  add(shape.hash, "hash");
  add(shape.uuid, isWeak && isCode(path) ? "idForName" : "uuid");
  add(!quoted && !contextual && isCode(path) && evidence.inText !== true, "bareInCode");
  return clues;
}

/** Share of usual pairs of letters from which on a name can be read. */
const READABLE = 0.6;

/** Keys that take lines of text, so that what is shorter is a key's name or print: `--ssh-key deploy-key2`, `gpg_key: D56C4FCA…`. */
const KEY_OF_LINES =
  /(?:^|[^A-Za-z])(?:ssh|gpg|pgp)[_\-.]?(?:private[_\-.]?)?key$|[a-z](?:Ssh|SSH|Gpg|GPG|Pgp|PGP)(?:Private)?Key$/;
const LEAST_KEY = 60;

function isShortToken({ value, name = "", contextual }: Evidence, nameClass: NameClass | undefined): boolean {
  if (contextual || nameClass !== "secret") return false;
  return KEY_OF_LINES.test(name) ? value.length < LEAST_KEY : !/secrets?$/i.test(name) && value.length < LEAST_TOKEN;
}

/** Whether a key is a short word with a number in it, as what is looked up by one is: `api_key="pv1Total"`. */
function isWordForKey({ value, name = "", contextual }: Evidence, nameClass: NameClass | undefined): boolean {
  if (contextual || nameClass === "password" || value.length >= LEAST_KEY_OF_WORDS) return false;
  return /keys?$/i.test(name) && /^[a-z]{2,}\d{1,2}(?:[A-Z][a-z]+)*$/.test(value);
}

const LEAST_KEY_OF_WORDS = 12;

/** Whether a value says of itself that it reaches a test environment only, where no harm is done. */
function isForTests({ value, contextual }: Evidence, nameClass: NameClass | undefined): boolean {
  return !contextual && nameClass !== "password" && hasTestFront(value);
}
