import { corrupt } from "../git-error.ts";
import { isObjectId, OBJECT_TYPES, type ObjectHash, type ObjectId, type ObjectType } from "../object-id.ts";
import { decodeText, readHeaders } from "./headers.ts";
import { type Identity, parseIdentity } from "./identity.ts";

/** An annotated tag. */
export interface Tag {
  /** What it stands for. */
  readonly object: ObjectId;
  readonly type: ObjectType;
  /** Its own name; bytes, one Latin-1 character each. */
  readonly name: string;
  /** Tags of old have none. */
  readonly tagger: Identity | undefined;
  readonly message: Buffer;
  text(): string;
}

/** Reads a tag. Throws a GitError where it does not say what it stands for. */
export function parseTag(bytes: Buffer, id: ObjectId, hash: ObjectHash): Tag {
  const { headers, message } = readHeaders(bytes);
  const valueOf = (wanted: string): string | undefined => headers.find(({ name }) => name === wanted)?.value;
  const object = valueOf("object") ?? "";
  const type = OBJECT_TYPES.find((one) => one === valueOf("type"));
  if (!isObjectId(object, hash) || type === undefined)
    throw corrupt(`tag ${id}`, "it does not say what it stands for", { object: id });
  const tagger = valueOf("tagger");
  return {
    object,
    type,
    name: valueOf("tag") ?? "",
    tagger: tagger === undefined ? undefined : parseIdentity(tagger),
    message,
    text: () => decodeText(message, valueOf("encoding")),
  };
}
