import { createHmac } from "node:crypto";

const DOMAIN = "sealint/inventory-digest/v1";

/** Makes digests of values under a repository's salt, `hmac-sha256:…`; undefined where the repository has none. */
export function createDigest(salt: string): ((value: string) => string) | undefined {
  if (salt === "") return undefined;
  return (value) => `hmac-sha256:${createHmac("sha256", `${DOMAIN}\0${salt}`).update(trimmed(value)).digest("hex")}`;
}

/** A key of several lines is the same however its lines end and are indented, and whatever blank stands around it. */
const trimmed = (value: string): string => value.replaceAll(/[\t\r ]*\n[\t ]*/g, "\n").trim();
