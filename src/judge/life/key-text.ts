import { createPrivateKey, type KeyObject } from "node:crypto";

const ARMOUR =
  /-----BEGIN (?<label>(?:[A-Z]{2,9} )?PRIVATE KEY)-----(?<body>[\s\S]{1,40000}?)-----END (?:[A-Z]{2,9} )?PRIVATE KEY-----/;
/** What armour begins with in base64, and what a key's DER does. */
const ARMOUR_IN_BASE64 = /^LS0tLS1CRUdJTi/;
const DER_IN_BASE64 = /^M[\sA-Za-z\d+/]{60,20000}={0,2}$/;

/** What an armoured block says, with the whole of it. */
export interface Armour {
  readonly label: string;
  readonly body: string;
  readonly text: string;
}

/** The first private key in its armour, its lines as they are in a file; also where all of it is in base64. */
export function armourIn(value: string): Armour | undefined {
  const plain = ARMOUR_IN_BASE64.test(value) ? Buffer.from(value, "base64").toString("latin1") : value;
  const found = ARMOUR.exec(plain.replaceAll(/\\r?\\n|\\n/g, "\n"));
  const { label, body } = found?.groups ?? {};
  return found === null || label === undefined || body === undefined ? undefined : { label, body, text: found[0] };
}

/** The key that a value is, in PEM or as bare base64 of its DER; undefined where it is none, or encrypted. */
export function keyIn(value: string): KeyObject | undefined {
  const armour = armourIn(value);
  if (armour !== undefined) return keyOf(() => createPrivateKey(armour.text));
  if (!DER_IN_BASE64.test(value)) return undefined;
  const key = Buffer.from(value, "base64");
  for (const type of ["pkcs8", "pkcs1", "sec1"] as const) {
    const found = keyOf(() => createPrivateKey({ key, format: "der", type }));
    if (found !== undefined) return found;
  }
  return undefined;
}

function keyOf(make: () => KeyObject): KeyObject | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
