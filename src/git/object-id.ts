/** An object's name in small hexadecimal digits: 40 of them for SHA-1, 64 for SHA-256. */
export type ObjectId = string;

/** The hash that names a repository's objects. */
export interface ObjectHash {
  readonly name: "sha1" | "sha256";
  /** Length of a name in bytes. */
  readonly bytes: 20 | 32;
  /** Length of a name in digits. */
  readonly digits: 40 | 64;
}

export const SHA1: ObjectHash = { name: "sha1", bytes: 20, digits: 40 };
export const SHA256: ObjectHash = { name: "sha256", bytes: 32, digits: 64 };

const DIGITS = /^[0-9a-f]+$/;

/** Whether a text is a whole object name of this hash. */
export function isObjectId(text: string, { digits }: ObjectHash): boolean {
  return text.length === digits && DIGITS.test(text);
}

export const OBJECT_TYPES = ["commit", "tree", "blob", "tag"] as const;
export type ObjectType = (typeof OBJECT_TYPES)[number];

/** An object's content. */
export interface GitObject {
  readonly type: ObjectType;
  readonly bytes: Buffer;
}

/** What an object is, without its content; `size` in bytes. */
export interface ObjectInfo {
  readonly type: ObjectType;
  readonly size: number;
}
