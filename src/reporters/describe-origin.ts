import type { CommitOrigin, Origin } from "../core/source.ts";
import { plural } from "./plural.ts";

/** Digits of an object's name. */
const SHOWN = 12;
/** Refs that are named. */
const MOST_REFS = 3;

function describeCommit({ sha, author, date, removed, refs, refCount = 0, otherPlaces = 0 }: CommitOrigin): string {
  const notes = [`commit ${sha.slice(0, SHOWN)} by ${author}, ${date}`];
  if (removed !== undefined)
    notes.push(`removed with commit ${removed.sha.slice(0, SHOWN)} by ${removed.author}, ${removed.date}`);
  else if (refs !== undefined && refCount === 0) notes.push("in no branch or tag");
  else if (refs !== undefined) notes.push(`still in ${namesOf(refs, refCount)}`);
  if (otherPlaces > 0) notes.push(`also in ${plural(otherPlaces, "other place")}`);
  return notes.join("; ");
}

function namesOf(refs: readonly string[], count: number): string {
  const named = refs.slice(0, count > MOST_REFS + 1 ? MOST_REFS : count).join(", ");
  return count > MOST_REFS + 1 ? `${named} and ${plural(count - MOST_REFS, "more ref")}` : named;
}

/** Where content came from, in words to put after its path; nothing for a file of the work tree. */
export function describeOrigin(origin: Origin): string | undefined {
  switch (origin.kind) {
    case "file":
      return undefined;
    case "index":
      return "staged";
    case "stdin":
      return "from standard input";
    case "commit":
      return describeCommit(origin);
    case "object":
      return `object ${origin.id.slice(0, SHOWN)}, in no commit`;
  }
}
