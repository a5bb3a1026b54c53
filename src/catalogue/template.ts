import { crc32 } from "node:zlib";
import { toBase62 } from "../core/base62.ts";
import { littleEndianHex } from "../core/little-endian-hex.ts";
import type { Span } from "../core/span.ts";

/**
 * An example of a rule with its tokens filled in. Examples lie in the tree as templates, so that no real-looking token
 * does: `‹alnum 36›` becomes 36 letters and digits, the same ones each time; `«…»` marks a span that must be found.
 */
export interface FilledExample {
  readonly text: string;
  /** Byte offsets of the marked spans in UTF-8. */
  readonly marks: readonly Span[];
}

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const UPPER = LOWER.toUpperCase();
const DIGIT = "0123456789";
const ALPHABETS: Readonly<Record<string, string>> = {
  lower: LOWER,
  upper: UPPER,
  digit: DIGIT,
  alpha: LOWER + UPPER,
  alnum: LOWER + UPPER + DIGIT,
  lowernum: LOWER + DIGIT,
  uppernum: UPPER + DIGIT,
  hex: `${DIGIT}abcdef`,
  HEX: `${DIGIT}ABCDEF`,
  base32: `${UPPER}234567`,
  base64: `${LOWER}${UPPER}${DIGIT}+/`,
  base64url: `${LOWER}${UPPER}${DIGIT}-_`,
  wordchar: `${LOWER}${UPPER}${DIGIT}_`,
  printable: `${LOWER}${UPPER}${DIGIT}!#$%&*+-=?@^_`,
};

/** A small seeded generator (mulberry32): the same seed gives the same examples on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;

function pick(random: Random, alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join("");
}

function bytes(random: Random, length: number): Buffer {
  return Buffer.from(Array.from({ length }, () => Math.floor(random() * 256)));
}

/** Random text of an alphabet; from eight characters on it holds each class that the alphabet has, as real tokens do. */
function randomText(random: Random, alphabet: string, length: number): string {
  const classes = [/[a-z]/, /[A-Z]/, /\d/].filter((one) => one.test(alphabet));
  for (;;) {
    const text = pick(random, alphabet, length);
    if (length < 8 || classes.every((one) => one.test(text))) return text;
  }
}

function checksum(text: string): string {
  return toBase62(crc32(text), 6);
}

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

function jwt(random: Random, payload: string): string {
  const claims: unknown = payload === "" ? { sub: pick(random, DIGIT, 10), iat: 1_700_000_000 } : JSON.parse(payload);
  return `${base64url({ alg: "HS256", typ: "JWT" })}.${base64url(claims)}.${bytes(random, 32).toString("base64url")}`;
}

const OPENSSH_MAGIC = "openssh-key-v1\0";

/** An armoured block whose body has the outer shape of its kind, random inside. */
function pem(random: Random, label: string): string {
  const body = bytes(random, 600);
  if (label.startsWith("OPENSSH")) body.write(OPENSSH_MAGIC, 0, "latin1");
  else body.set([0x30, 0x82, (body.length - 4) >> 8, (body.length - 4) & 0xff]);
  const lines = body.toString("base64").match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`].join("\n");
}

function uuid(random: Random): string {
  const hex = bytes(random, 16).toString("hex");
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-a$4-$5");
}

function fillOne(kind: string, argument: string, random: Random, before: string): string {
  const alphabet = ALPHABETS[kind];
  if (alphabet !== undefined) {
    const length = Number(argument);
    if (!Number.isInteger(length) || length < 1) throw new SyntaxError(`\`‹${kind} ${argument}›\` needs a length`);
    return randomText(random, alphabet, length);
  }
  switch (kind) {
    case "github-crc32":
    case "npm-crc32":
      return checksum(/[A-Za-z0-9]*$/.exec(before)?.[0] ?? "");
    case "grafana-crc32":
      return littleEndianHex(crc32(/\w*(?=_$)/.exec(before)?.[0] ?? ""));
    case "jwt":
      return jwt(random, argument);
    case "pem":
      return pem(random, argument);
    case "uuid":
      return uuid(random);
    case "base64-of":
      return Buffer.from(argument).toString("base64");
    default:
      throw new SyntaxError(
        `\`‹${kind}›\` is no template; known are ${[...Object.keys(ALPHABETS), "github-crc32", "npm-crc32", "grafana-crc32", "jwt", "pem", "uuid", "base64-of"].join(", ")}`,
      );
  }
}

const INNERMOST = /‹(?<kind>[\w-]+)(?: (?<argument>[^‹›]*))?›/;

/** Fills templates innermost first, so that `‹base64-of user:‹alnum 16››` works. */
function fillTemplates(template: string, random: Random): string {
  let text = template;
  for (let match = INNERMOST.exec(text); match !== null; match = INNERMOST.exec(text)) {
    const before = text.slice(0, match.index);
    const filled = fillOne(match.groups?.["kind"] ?? "", match.groups?.["argument"] ?? "", random, before);
    text = before + filled + text.slice(match.index + match[0].length);
  }
  return text;
}

/** Fills a template and takes the marks out. Throws a SyntaxError that names what is wrong with it. */
export function fillExample(template: string, seed: string): FilledExample {
  const marked = fillTemplates(template, randomFrom(crc32(seed)));
  const marks: Span[] = [];
  let text = "";
  let open: number | undefined;
  for (const part of marked.split(/([«»])/)) {
    if (part === "«") {
      if (open !== undefined) throw new SyntaxError("`«` inside a mark");
      open = Buffer.byteLength(text);
    } else if (part === "»") {
      if (open === undefined) throw new SyntaxError("`»` without `«`");
      marks.push({ start: open, end: Buffer.byteLength(text) });
      open = undefined;
    } else {
      text += part;
    }
  }
  if (open !== undefined) throw new SyntaxError("`«` without `»`");
  return { text, marks };
}
