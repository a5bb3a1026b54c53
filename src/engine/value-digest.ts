import { createDigest } from "../findings/value-digest.ts";
import { isStrong } from "../judge/strength.ts";

/** The digest by which a scan recognises a value; why there is none where it has none. */
export function valueDigest(value: string, salt: string): { readonly digest: string } | "no-salt" | "guessable" {
  const digest = createDigest(salt);
  if (digest === undefined) return "no-salt";
  return isStrong(value) ? { digest: digest(value) } : "guessable";
}
