import { armourIn } from "./key-text.ts";
import type { Life, Told } from "./told.ts";

/** OpenSSH's own container, as its PROTOCOL.key has it. */
const MAGIC = Buffer.from("openssh-key-v1\0", "latin1");
const OPENSSH = "OPENSSH PRIVATE KEY";
/** Names of ciphers and kinds of keys. */
const NAME = /^[\w@.+-]{1,60}$/;

const LINE_END = String.raw`(?:\\[rn]|[\r\n])`;
/** The head of PuTTY's file, with which its public half ends, and its private one begins. */
const PUTTY = new RegExp(
  String.raw`PuTTY-User-Key-File-[123]: ?(?<kind>[\w@.+\-]{1,60})${LINE_END}{1,4}Encryption: ?(?<cipher>[\w\-]{1,30})${LINE_END}(?:(?!PuTTY-User)[\s\S]){0,6000}Private-Lines: ?\d{1,3}${LINE_END}{1,4}$`,
);

/** Whether a key of OpenSSH or PuTTY needs a passphrase, and which kind of key it is. */
export function sshKeyLife({ value, around }: Told): Life | undefined {
  const armour = armourIn(value);
  if (armour !== undefined)
    return armour.label === OPENSSH ? opensshLife(Buffer.from(armour.body, "base64")) : undefined;
  if (!/^[A-Za-z\d+/=\\\s]{16,}$/.test(value)) return undefined;
  const { text, at } = around();
  const { kind, cipher } = PUTTY.exec(text.slice(0, at))?.groups ?? {};
  return kind === undefined || cipher === undefined ? undefined : lifeOfSsh(kind, cipher, "");
}

function opensshLife(bytes: Buffer): Life | undefined {
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  let at = MAGIC.length;
  const number = (from: Buffer, place: number): number => (place + 4 <= from.length ? from.readUInt32BE(place) : -1);
  const next = (): Buffer | undefined => {
    const length = number(bytes, at);
    if (length < 0 || at + 4 + length > bytes.length) return undefined;
    at += 4 + length;
    return bytes.subarray(at - length, at);
  };
  const [cipher, kdf, options] = [next(), next(), next()];
  at += 4;
  const publicKey = next();
  if (cipher === undefined || kdf === undefined || options === undefined || publicKey === undefined) return undefined;
  const kind = publicKey.toString("latin1", 4, 4 + Math.max(0, number(publicKey, 0)));
  // Its options are a salt and the number of rounds.
  const rounds = number(options, 4 + Math.max(0, number(options, 0)));
  const slowness = kdf.toString("latin1") === "bcrypt" && rounds > 0 ? ` by bcrypt in ${rounds} rounds` : "";
  return lifeOfSsh(kind, cipher.toString("latin1"), slowness);
}

function lifeOfSsh(kind: string, cipher: string, slowness: string): Life | undefined {
  if (!NAME.test(kind) || !NAME.test(cipher)) return undefined;
  return cipher === "none"
    ? { facts: [`It is a key of the kind ${kind} without a passphrase.`] }
    : { facts: [`It is a key of the kind ${kind}, encrypted with ${cipher}${slowness}.`], isEncrypted: true };
}
