import type { Unit } from "../core/source.ts";
import type { SecretMatch } from "../core/stages.ts";
import { viewText } from "../core/text.ts";

/** Bytes in front of a key in which the reference that it is a part of begins. */
const REACH = 400;

/** `secretKeyRef:` and its like, and of what stands in it the name of the secret and whether it has to be there. */
const REFERENCE =
  /(?:secret|configMap)KeyRef["']?[ \t]*:\s{0,99}\{?\s{0,99}(?:["']?(?:name|optional)["']?[ \t]*:[ \t]*[^\n,{}]{0,253}(?:,|\n)\s{0,99}){0,2}["']?$/;

/**
 * Whether what looks like a value says where one is to be had: the key of a Kubernetes secret, as in `secretKeyRef: { name: db, key: main }`,
 * the variable of a template, as in `{ password: {{ db_main }} }`, a text of Python that is filled in, or what a step of Buildkite is called.
 */
export function standsForValue(unit: Unit, match: SecretMatch): boolean {
  return isKeyOfReference(unit, match) || isFilledIn(unit, match) || isFormatted(unit, match) || isStepKey(unit, match);
}

/** The same where the whole way to a key is its name, which may be long: only its end is looked at. */
const WAYS = ["secretKeyRef.key", "configMapKeyRef.key"] as const;

function isKeyOfReference({ bytes }: Unit, { name = "", span: { start } }: SecretMatch): boolean {
  if (WAYS.some((way) => name.endsWith(way))) return true;
  if (name !== "key") return false;
  return REFERENCE.test(viewText(bytes, { start: Math.max(0, start - REACH), end: start }).text);
}

const BRACE = 0x7b;
const BLANK = 0x20;
const DASH = 0x2d;

/** Behind `{{`, or `{{-`, a bare word is a name. */
function isFilledIn({ bytes }: Unit, { quoted, secret: { start } }: SecretMatch): boolean {
  if (quoted) return false;
  let at = start - 1;
  if (bytes[at] === BLANK) at--;
  if (bytes[at] === DASH) at--;
  return bytes[at] === BRACE && bytes[at - 1] === BRACE;
}

const QUOTES: ReadonlySet<number | undefined> = new Set([0x22, 0x27]);
const FORMAT: ReadonlySet<number | undefined> = new Set([0x66, 0x46]);

/** `f"Basic {token}"`, wherever Python is written. */
const isFormatted = ({ bytes }: Unit, { value, secret: { start } }: SecretMatch): boolean =>
  QUOTES.has(bytes[start - 1]) && FORMAT.has(bytes[start - 2]) && /\{[A-Za-z_][^{}]*\}/.test(value);

const BUILDKITE = /(?:^|\/)\.?buildkite(?:\/|\.ya?ml$)/;

const isStepKey = ({ path }: Unit, { name }: SecretMatch): boolean => name === "key" && BUILDKITE.test(path);
