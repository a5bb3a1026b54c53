import { crc32 } from "node:zlib";
import { toBase62 } from "../core/base62.ts";
import type { ValidatorName } from "../core/rule.ts";

/** Offline checks of a token's own structure, each a pure function of the value. */
const VALIDATE: Readonly<Record<ValidatorName, (value: string) => boolean>> = {
  "github-crc32": endsInChecksum,
  "npm-crc32": endsInChecksum,
  jwt: isJwt,
  pem: isPem,
  "base64-json": (value) => isJsonObject(Buffer.from(value, "base64")),
  "aws-key-id": (value) => awsAccountOf(value) !== undefined,
};

/** Runs a rule's validators on a value. */
export function runValidators(
  names: readonly ValidatorName[],
  value: string,
): { name: ValidatorName; valid: boolean }[] {
  return names.map((name) => ({ name, valid: VALIDATE[name](value) }));
}

/** Six base-62 digits at the end are the CRC-32 of the random part between prefix and checksum. */
function endsInChecksum(value: string): boolean {
  const body = value.slice(value.lastIndexOf("_") + 1, -6);
  return value.endsWith(toBase62(crc32(body), 6));
}

function isJsonObject(bytes: Buffer): boolean {
  try {
    const parsed: unknown = JSON.parse(bytes.toString("utf8"));
    return typeof parsed === "object" && parsed !== null;
  } catch {
    return false;
  }
}

function isJwt(value: string): boolean {
  const [header = "", payload = ""] = value.split(".");
  if (!isJsonObject(Buffer.from(header, "base64url"))) return false;
  const { alg, enc } = JSON.parse(Buffer.from(header, "base64url").toString("utf8")) as Record<string, unknown>;
  return typeof alg === "string" && (enc !== undefined || isJsonObject(Buffer.from(payload, "base64url")));
}

const DER_SEQUENCE = 0x30;

/** The armoured body decodes to what its label promises: a DER sequence, or OpenSSH's own container. */
function isPem(value: string): boolean {
  const parts = /-----BEGIN (?<label>[A-Z0-9 ]+)-----(?<body>[^\-]+)/v.exec(value.replaceAll(/\\[nr]/g, "\n"));
  const headless = (parts?.groups?.["body"] ?? "").replaceAll(/^[\w\-]+:.*$/gmv, "");
  const body = Buffer.from(headless.replaceAll(/[^A-Za-z0-9+\/=]/gv, ""), "base64");
  if (parts?.groups?.["label"]?.startsWith("OPENSSH")) return body.toString("latin1", 0, 14) === "openssh-key-v1";
  if (/Proc-Type|DEK-Info/.test(value)) return body.length >= 64;
  return parts?.groups?.["label"]?.startsWith("PGP") ? body.length > 64 : body[0] === DER_SEQUENCE && body.length > 32;
}

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/**
 * The account number that a newer AWS key id carries: base 32 after the four-letter prefix, 40 bits from the second bit
 * on. Undefined where the characters are not base 32 or the number has more than twelve digits.
 */
export function awsAccountOf(keyId: string): string | undefined {
  let bits = 0n;
  for (const character of keyId.slice(4)) {
    const digit = BASE32.indexOf(character);
    if (digit === -1) return undefined;
    bits = (bits << 5n) | BigInt(digit);
  }
  const account = (bits >> 39n) & 0xff_ffff_ffffn;
  return account < 1_000_000_000_000n ? account.toString().padStart(12, "0") : undefined;
}
