import { X509Certificate } from "node:crypto";
import { dayOf } from "./day.ts";
import { keyIn } from "./key-text.ts";
import type { Life, Told } from "./told.ts";

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\sA-Za-z\d+/=]{1,20000}-----END CERTIFICATE-----/g;
/** Certificates that are held against a key: a chain has few. */
const MOST_CERTIFICATES = 20;

const KINDS: Readonly<Record<string, string>> = {
  rsa: "RSA",
  dsa: "DSA",
  ec: "EC",
  ed25519: "Ed25519",
  ed448: "Ed448",
};

/** What a private key is, and when the certificate ends that belongs to it and stands in the same file. */
export function keyLife({ value, file }: Told): Life | undefined {
  const key = keyIn(value);
  if (key === undefined) return undefined;
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  const kind = KINDS[key.asymmetricKeyType ?? ""] ?? "private";
  const size =
    modulusLength === undefined ? (namedCurve === undefined ? "" : ` on ${namedCurve}`) : ` of ${modulusLength} bits`;
  const facts = [`It is a whole ${kind} key${size}.`];
  const expires = certificatesIn(file()).find((one) => one.checkPrivateKey(key))?.validToDate;
  const day = expires === undefined ? undefined : dayOf(expires);
  return day === undefined
    ? { facts }
    : { expires: day, facts: [...facts, "The end is that of its certificate, which lies in the same file."] };
}

function certificatesIn(text: string): X509Certificate[] {
  const found = text.replaceAll("\\n", "\n").match(CERTIFICATE) ?? [];
  return found.slice(0, MOST_CERTIFICATES).flatMap((one) => {
    try {
      return [new X509Certificate(one)];
    } catch {
      return [];
    }
  });
}
