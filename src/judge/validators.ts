import { crc32 } from "node:zlib";
import { toBase62 } from "../core/base62.ts";
import { littleEndianHex } from "../core/little-endian-hex.ts";
import type { ValidatorName } from "../core/rule.ts";

/** Offline checks of a token's own structure, each a pure function of the value. */
const VALIDATE: Readonly<Record<ValidatorName, (value: string) => boolean>> = {
  "github-crc32": endsInChecksum,
  "npm-crc32": endsInChecksum,
  "grafana-crc32": endsInLittleEndianChecksum,
  jwt: isJwt,
  pem: isPem,
  "base64-json": (value) => isJsonObject(Buffer.from(value, "base64")),
  "basic-user-password": (value) =>
    /^[^:\x00-\x1f]{0,200}:[^\x00-\x1f]+$/.test(Buffer.from(value, "base64").toString("utf8")),
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

/** Eight hexadecimal digits behind the last `_` are the CRC-32, lowest byte first, of all that stands before it. */
function endsInLittleEndianChecksum(value: string): boolean {
  const end = value.lastIndexOf("_");
  return value.slice(end + 1) === littleEndianHex(crc32(value.slice(0, end)));
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

const OPENSSH_MAGIC = "openssh-key-v1\0";
const LEAST_KEY_BYTES = 32;

/** The armoured body decodes to what a key is: a DER sequence, OpenSSH's own container, or OpenPGP packets. */
function isPem(value: string): boolean {
  const text = value.replaceAll(/\\[nr]/g, "\n");
  const parts = /-----BEGIN (?<label>[A-Z\d ]+)-----(?<body>[\s\S]{1,100000})-----END /v.exec(text);
  const { label = "", body: armour = "" } = parts?.groups ?? {};
  // Headers such as `Version:` and `DEK-Info:` stand above the body, and a checksum after `=` below it.
  const encoded = armour.replaceAll(/^[\s"'+]*[\w\-]+: .*$/gmv, "").replaceAll(/^\s*=[A-Za-z\d+\/]{4}\s*$/gmv, "");
  const body = Buffer.from(encoded.replaceAll(/[^A-Za-z\d+\/=]/gv, ""), "base64");
  if (body.length < LEAST_KEY_BYTES) return false;
  if (body.toString("latin1", 0, OPENSSH_MAGIC.length) === OPENSSH_MAGIC) return true;
  // The high bit marks the start of an OpenPGP packet; an encrypted body is random.
  if (label.startsWith("PGP")) return ((body[0] ?? 0) & 0x80) !== 0;
  return armour.includes("DEK-Info") || body[0] === DER_SEQUENCE;
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
