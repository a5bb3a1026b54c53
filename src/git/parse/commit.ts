import { corrupt } from "../git-error.ts";
import { isObjectId, type ObjectHash, type ObjectId } from "../object-id.ts";
import { decodeText, readHeaders } from "./headers.ts";
import { type Identity, parseIdentity } from "./identity.ts";

/** A commit, as far as its headers go. */
export interface CommitHead {
  readonly tree: ObjectId;
  readonly parents: readonly ObjectId[];
  /** Committer's time in seconds since 1970, by which history is ordered. */
  readonly time: number;
}

/** A whole commit. */
export interface Commit extends CommitHead {
  readonly author: Identity;
  readonly committer: Identity;
  /** What the message is written in, where that is not UTF-8. */
  readonly encoding: string | undefined;
  /** As it was written, bytes and all. */
  readonly message: Buffer;
  /** The message as text. */
  text(): string;
}

const NOBODY: Identity = { name: "", mail: "", time: 0, zone: "+0000" };

/** Reads a commit. Throws a GitError where its tree or a parent is not named as it should be; the rest is taken as it comes. */
export function parseCommit(bytes: Buffer, id: ObjectId, hash: ObjectHash): Commit {
  const { headers, message } = readHeaders(bytes);
  const tree = headers[0]?.name === "tree" ? headers[0].value : "";
  if (!isObjectId(tree, hash)) throw corrupt(`commit ${id}`, "it names no tree", { object: id });
  const parents: ObjectId[] = [];
  for (const { name, value } of headers.slice(1)) {
    // Parents follow the tree; git takes no others.
    if (name !== "parent") break;
    if (!isObjectId(value, hash)) throw corrupt(`commit ${id}`, "a parent is named wrongly", { object: id });
    parents.push(value);
  }
  const valueOf = (wanted: string): string | undefined => headers.find(({ name }) => name === wanted)?.value;
  const identity = (name: string): Identity => {
    const value = valueOf(name);
    return value === undefined ? NOBODY : parseIdentity(value);
  };
  const committer = identity("committer");
  const encoding = valueOf("encoding");
  return {
    tree,
    parents,
    time: committer.time,
    author: identity("author"),
    committer,
    encoding,
    message,
    text: () => decodeText(message, encoding),
  };
}
