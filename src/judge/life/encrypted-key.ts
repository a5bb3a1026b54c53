import { armourIn } from "./key-text.ts";
import type { Life, Told } from "./told.ts";

const LEGACY = /DEK-Info: ?(?<cipher>[A-Z\d-]{3,30}),/;

/** By what a private key in PEM is encrypted, as far as its armour says. */
export function encryptedKeyLife({ value }: Pick<Told, "value">): Life | undefined {
  const armour = armourIn(value);
  if (armour?.label === "ENCRYPTED PRIVATE KEY") return { facts: ["It is encrypted as PKCS #8."], isEncrypted: true };
  const { cipher } = LEGACY.exec(armour?.body ?? "")?.groups ?? {};
  if (cipher === undefined) return undefined;
  return {
    facts: [`It is encrypted with ${cipher} in the old form, for which passphrases can be tried at great speed.`],
    isEncrypted: true,
  };
}
