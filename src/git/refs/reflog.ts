import type { BytePath } from "../../files/byte-path.ts";
import { isObjectId, type ObjectHash, type ObjectId } from "../object-id.ts";
import { readOwnFile } from "../own-file.ts";
import { type Identity, parseIdentity } from "../parse/identity.ts";
import { isPerWorktree, isRefName } from "./ref-name.ts";

/** One line of a ref's log. */
export interface LogEntry {
  readonly before: ObjectId;
  readonly after: ObjectId;
  readonly who: Identity;
  readonly message: string;
}

const LIMIT = 1 << 28;

/** The file of a ref's log; undefined where there is none. */
export function reflogBytes(folder: BytePath, common: BytePath, ref: string): Buffer | undefined {
  if (!isRefName(ref)) return undefined;
  return readOwnFile(`${isPerWorktree(ref) ? folder : common}/logs/${ref}`, LIMIT);
}

/**
 * The log of a ref, the newest entry first: `refs/stash` keeps all stashes but the newest only there. Lines that are not
 * well formed are passed over, as git does it.
 */
export function readReflog(folder: BytePath, common: BytePath, ref: string, hash: ObjectHash): LogEntry[] {
  const bytes = reflogBytes(folder, common, ref);
  if (bytes === undefined) return [];
  const entries: LogEntry[] = [];
  const { digits } = hash;
  for (const line of bytes.toString("latin1").split("\n")) {
    const before = line.slice(0, digits);
    const after = line.slice(digits + 1, 2 * digits + 1);
    if (!isObjectId(before, hash) || !isObjectId(after, hash)) continue;
    const [who = "", ...message] = line.slice(2 * digits + 2).split("\t");
    entries.push({ before, after, who: parseIdentity(who), message: message.join("\t") });
  }
  return entries.toReversed();
}
