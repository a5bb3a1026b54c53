import { unitOf } from "../core/source.ts";
import { TEXT } from "../core/structured-path.ts";
import type { ObjectHash } from "../git/object-id.ts";
import { parseCommit } from "../git/parse/commit.ts";
import { parseTag } from "../git/parse/tag.ts";
import { anchorsIn } from "./anchors-within.ts";
import { identitiesOf, type Looking } from "./looking.ts";

/** Digits of an object's name that people see. */
export const SHOWN = 12;

/** The path under which a message is judged and reported. */
export const messagePath = (kind: "commit" | "tag", name: string): string => `${kind} ${name} message`;

/** The message of a commit or tag, in UTF-8. */
export function messageOf(kind: "commit" | "tag", bytes: Buffer, id: string, hash: ObjectHash): Buffer {
  if (kind === "tag") return Buffer.from(parseTag(bytes, id, hash).message);
  const { message, encoding, text } = parseCommit(bytes, id, hash);
  return encoding === undefined ? Buffer.from(message) : Buffer.from(text());
}

const BREAKS = Buffer.from("\n\n");

/** The identities of the secrets in a message: most have no anchor, for which nothing is made of them. */
export function searchMessage(
  looking: Looking,
  bytes: Buffer,
  kind: "commit" | "tag",
  nameOf: () => string,
  hash: ObjectHash,
): readonly string[] {
  const at = bytes.indexOf(BREAKS);
  if (at === -1) return [];
  const anchors = anchorsIn(looking, bytes.subarray(at), TEXT);
  if (anchors?.length === 0) return [];
  const name = nameOf();
  const message = messageOf(kind, bytes, name, hash);
  return identitiesOf(looking.look(unitOf(messagePath(kind, name.slice(0, SHOWN)), message), undefined));
}
