import { createHmac } from "node:crypto";
import { crc32 } from "node:zlib";
import { toBase62 } from "../core/base62.ts";
import { CANARY_FORMS, type CanaryForm } from "./canary-forms.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
/** Characters that are made by chance, and those that follow from them. */
const [CHANCE, MARK] = [12, 18] as const;
/** Bytes of chance that a canary takes. */
export const CANARY_BYTES = CHANCE;
/** Taken apart, so that no text of ours begins like a token. */
const PREFIX = ["gh", "p_"].join("");

const lettersOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length] ?? "").join("");

/** The half of a canary by which it is known: nobody without the repository's salt tells it from chance. */
function markOf(chance: string, salt: string): string {
  const digest = createHmac("sha256", `sealint/canary/v1\0${salt}`).update(chance).digest();
  return lettersOf(digest.subarray(0, MARK));
}

/** A value that nothing accepts and that is marked as made up. `random` is `CANARY_BYTES` bytes. */
export function makeCanary(form: CanaryForm, random: Uint8Array, salt: string): string {
  const chance = lettersOf(random.subarray(0, CHANCE));
  return written(form, chance + markOf(chance, salt));
}

/** Whether a value is a canary of the repository with this salt. */
export function isCanary(value: string, salt: string): boolean {
  const body = (value.startsWith(PREFIX) ? value.slice(PREFIX.length) : value).slice(0, CHANCE + MARK);
  const chance = body.slice(0, CHANCE);
  if (body.length < CHANCE + MARK || body.slice(CHANCE) !== markOf(chance, salt)) return false;
  return CANARY_FORMS.some((form) => value === written(form, body));
}

const written = (form: CanaryForm, body: string): string =>
  form === "password" ? body : `${PREFIX}${body}${toBase62(crc32(body), 6)}`;

/** The text of a file that holds a canary as people write such things. */
export const canaryText = (form: CanaryForm, value: string): string =>
  form === "password" ? `DATABASE_HOST=db.internal\nDATABASE_PASSWORD=${value}\n` : `GITHUB_TOKEN=${value}\n`;
