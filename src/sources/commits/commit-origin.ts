import type { Origin } from "../../core/source.ts";
import { textOfPath } from "../../files/byte-path.ts";
import type { ObjectId } from "../../git/object-id.ts";
import type { Identity } from "../../git/parse/identity.ts";

/** The last second that a date can hold. */
const LATEST = 8_640_000_000_000;

/** Who brought something, and when, as `2026-11-23T10:15:00Z`. */
export function originOf(sha: ObjectId, { name, mail, time }: Identity): Origin {
  const seconds = Math.min(Math.max(time, -LATEST), LATEST);
  const date = new Date(seconds * 1000).toISOString().replace(".000", "");
  return { kind: "commit", sha, author: textOfPath(name === "" ? mail : name), date };
}
