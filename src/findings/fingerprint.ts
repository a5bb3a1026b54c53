import { createHash, createHmac, scryptSync } from "node:crypto";

/** What a fingerprint is made of besides the value. */
export interface Identified {
  readonly ruleId: string;
  readonly value: string;
  /** Name that the value is assigned to; tells two weak values apart where their tag cannot. */
  readonly name?: string;
  /** True where guessing the value from its tag is out of reach. */
  readonly strong: boolean;
}

export type Identify = (of: Identified) => string;

const KEY = "sealint/fingerprint/v1";
/** Small, because the twelve bits protect a weak value; the cost only slows a guesser down. */
const SCRYPT = { N: 256, r: 8, p: 1 } as const;

/** Makes identities: rule and value, the same wherever the value lies, and useless for finding the value out. */
export function createIdentify(salt: string): Identify {
  const known = new Map<string, string>();
  const weakTag = (value: string): string => {
    const tag = known.get(value) ?? scryptSync(value, `${KEY}\0${salt}`, 2, SCRYPT).toString("hex").slice(0, 3);
    known.set(value, tag);
    return tag;
  };
  return ({ ruleId, value: written, name = "", strong }) => {
    const value = unindented(written);
    const tag = strong ? createHmac("sha256", KEY).update(value).digest("hex").slice(0, 32) : weakTag(value);
    return createHash("sha256")
      .update(strong ? `${ruleId}\0${tag}` : `${ruleId}\0${name}\0${tag}`)
      .digest("hex")
      .slice(0, 32);
  };
}

/** A key of several lines is the same key however far its lines are indented, and whatever ends them. */
function unindented(value: string): string {
  return value.includes("\n") ? value.replaceAll(/[\t\r ]*\n[\t ]*/g, "\n") : value;
}

/** The print of one place: identity, path, and which of several in that file it is (from 0), never a line number. */
export function placePrint(identity: string, path: string, occurrence: number): string {
  return createHash("sha256").update(`${identity}\0${path}\0${occurrence}`).digest("hex").slice(0, 32);
}
