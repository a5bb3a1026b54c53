import { awsKeyLife } from "./aws-key.ts";
import { encryptedKeyLife } from "./encrypted-key.ts";
import { jwtLife } from "./jwt.ts";
import { keyLife } from "./private-key.ts";
import { pypiLife } from "./pypi-macaroon.ts";
import { sharedAccessLife } from "./shared-access.ts";
import { sshKeyLife } from "./ssh-key.ts";
import type { Life, Told } from "./told.ts";

/** Each reader gives nothing for a value that is not of its kind. */
const READERS: readonly ((told: Told) => Life | undefined)[] = [
  jwtLife,
  awsKeyLife,
  pypiLife,
  sharedAccessLife,
  keyLife,
  encryptedKeyLife,
  sshKeyLife,
];

/** Reads what a value says of itself. Whatever it is, this throws nothing. */
export function lifeOf(told: Told): Life | undefined {
  for (const read of READERS) {
    const life = read(told);
    if (life !== undefined) return life;
  }
  return undefined;
}

/** How a life is told: sentences. `asOf` is today, or the day that is asked about. */
export function sentencesOf({ expires, facts }: Life, asOf: string): string[] {
  if (expires === undefined) return [...facts];
  return [expires < asOf ? `It expired on ${expires}.` : `It is valid through ${expires}.`, ...facts];
}
