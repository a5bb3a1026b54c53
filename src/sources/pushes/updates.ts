import { ScanError } from "../../core/errors.ts";
import { isObjectId, type ObjectHash, type ObjectId } from "../../git/object-id.ts";

/** One ref that a push changes. Names are bytes, one Latin-1 character each. */
export interface Update {
  /** The ref's full name on the receiving side. */
  readonly ref: string;
  /** What it is to lead to; undefined where it is deleted. */
  readonly now: ObjectId | undefined;
  /** What it leads to until then; undefined where it is new. */
  readonly old: ObjectId | undefined;
}

/** How lines of one hook are made up: which of their words is what, and what may hold blanks. */
interface LineForm {
  readonly hook: string;
  readonly form: string;
  readonly pattern: RegExp;
}

/** git gives the local side as it was typed, which may be an expression with blanks. */
const PRE_PUSH: LineForm = {
  hook: "pre-push",
  form: "<local ref> <local id> <remote ref> <remote id>",
  pattern: /^.+ (?<now>[0-9a-f]+) (?<ref>\S+) (?<old>[0-9a-f]+)$/s,
};

const PRE_RECEIVE: LineForm = {
  hook: "pre-receive",
  form: "<old id> <new id> <ref>",
  pattern: /^(?<old>[0-9a-f]+) (?<now>[0-9a-f]+) (?<ref>\S+)$/s,
};

/** Reads what git tells a pre-push hook. Throws a ScanError for a line that is of another form. */
export const readPushLines = (text: string, hash: ObjectHash): Update[] => readLines(text, hash, PRE_PUSH);

/** Reads what git tells a pre-receive hook. Throws a ScanError for a line that is of another form. */
export const readReceiveLines = (text: string, hash: ObjectHash): Update[] => readLines(text, hash, PRE_RECEIVE);

function readLines(text: string, hash: ObjectHash, { hook, form, pattern }: LineForm): Update[] {
  const lines = text.split("\n");
  // The last line ends, too.
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line, at) => {
    const { now = "", old = "", ref = "" } = pattern.exec(line)?.groups ?? {};
    if (!isObjectId(now, hash) || !isObjectId(old, hash) || !ref.startsWith("refs/"))
      throw new ScanError(
        `line ${at + 1} of what the ${hook} hook was told is not of the form \`${form}\`: \`${outlineOf(line)}\``,
        `Let git run the hook, or give it such lines with object ids of ${hash.digits} digits; a hook before it may have changed them.`,
      );
    return { ref, now: orNothing(now), old: orNothing(old) };
  });
}

/** git writes zeros for nothing. */
const orNothing = (id: ObjectId): ObjectId | undefined => (/^0+$/.test(id) ? undefined : id);

const MOST_SHOWN = 120;

/** A line without what may be a secret in it: refs and ids stay, other long words are told by their length. */
function outlineOf(line: string): string {
  const words = line.split(" ").map((word) => {
    if (word.length <= 8 || /^refs\/[\w/.-]{1,60}$/.test(word) || /^[0-9a-f]{40,64}$/.test(word)) return word;
    return `<${word.length} characters>`;
  });
  const shown = words.join(" ");
  return shown.length > MOST_SHOWN ? `${shown.slice(0, MOST_SHOWN)}…` : shown;
}
